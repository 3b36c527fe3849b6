/** What is known of one letter, read leniently: folders of others spell their keys in their own way. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type KnownSignatory = {
  readonly name: string
  readonly kind: 'organization' | 'person' | undefined
  readonly fields: Readonly<Partial<Record<Field, string>>>
}

/** What a list may say beside the name; compared where the truth has it. */
export type Field = 'title' | 'affiliation' | 'representative' | 'country' | 'group'
export const fields: readonly Field[] = ['title', 'affiliation', 'representative', 'country', 'group']

/** One body or person a letter goes to, by whatever is known of it; `implicit`: named in the text, in no address. */
export type KnownAddressee = { readonly words: readonly string[]; readonly implicit: boolean }

export type Case = {
  readonly name: string
  readonly folder: string
  readonly title: string | undefined
  readonly date: string | undefined
  readonly addressees: readonly KnownAddressee[]
  readonly signatories: readonly KnownSignatory[]
  /** Files that hold the list, and all files of the case but the answers, in the order of their names. */
  readonly listsIn: readonly string[]
  readonly files: readonly string[]
  /** What the recipients wrote back: letters of other people, signed by other people. */
  readonly answers: readonly Answer[]
}

export type Answer = { readonly file: string; readonly date: string | undefined }

type Loose = Readonly<Record<string, unknown>>

/** Every sub-folder with a `truth.json`, in the order of their names. */
export function casesIn(folder: string): readonly Case[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'truth.json')))
    .map((entry) => caseIn(join(folder, entry.name), entry.name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

function caseIn(folder: string, name: string): Case {
  const truth = looseOf(JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')))
  const all = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'truth.json' && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .toSorted()
  const answers = listOf(truth['replies'] ?? truth['answers']).flatMap((one) => answerOf(looseOf(one)))
  const files = all.filter((file) => !answers.some((one) => one.file === file))
  const named = listOf(truth['lists_in'] ?? truth['list_in'] ?? truth['listsIn'])
    .flatMap((one) => textOf(one) ?? [])
    .filter((one) => files.includes(one))
  const signatories = listOf(truth['signatories'] ?? truth['signers'] ?? truth['names'])
  return {
    name,
    folder,
    title: textOf(truth['title']),
    date: textOf(truth['date']),
    addressees: listOf(truth['addressees'] ?? truth['addressee'] ?? truth['to']).map(addresseeOf),
    signatories: signatories.flatMap((one) => signatoryOf(one, textOf(truth['kind']) ?? '')),
    listsIn: named.length > 0 || signatories.length === 0 ? named : files,
    files,
    answers,
  }
}

function answerOf(given: Loose): readonly Answer[] {
  const file = textOf(given['file'])
  return file === undefined ? [] : [{ file, date: textOf(given['date']) }]
}

function addresseeOf(given: unknown): KnownAddressee {
  const known = looseOf(given)
  const words = [given, known['name'], known['organization'] ?? known['organisation'], known['role'] ?? known['title']]
  return { words: words.flatMap((one) => textOf(one) ?? []), implicit: known['implicit'] === true }
}

function signatoryOf(given: unknown, kindOfCase: string): readonly KnownSignatory[] {
  const known = looseOf(given)
  const name = textOf(given) ?? textOf(known['name'])
  if (name === undefined) return []
  const spelled: Readonly<Record<Field, readonly string[]>> = {
    title: ['title', 'role', 'position'],
    affiliation: ['affiliation', 'organisation', 'organization'],
    representative: ['representative', 'signed_by'],
    country: ['country'],
    group: ['group', 'group_in_parliament', 'section'],
  }
  const said = fields.flatMap((field) => {
    const value = spelled[field].flatMap((key) => textOf(known[key]) ?? [])[0]
    return value === undefined ? [] : [[field, value] as const]
  })
  const own = [known['kind'], known['type'], known['group']].flatMap((one) => kindIn(textOf(one) ?? '') ?? [])
  const kind = own[0] ?? (known['representative'] === undefined ? kindIn(kindOfCase) : 'organization')
  return [{ name, kind, fields: Object.fromEntries(said) }]
}

/** What a group's or a letter's own words say its signatories are; silent when they say both or neither. */
function kindIn(words: string): KnownSignatory['kind'] {
  const organizations =
    /organi[sz]ation|compan(?:y|ies)|\bngos?\b|associations?|foundations?|groups of|businesses/iu.test(words)
  const persons =
    /individual|persons?\b|people|academics|experts|researchers|scientists|members of a parliament/iu.test(words)
  if (organizations === persons) return undefined
  return organizations ? 'organization' : 'person'
}

const looseOf = (given: unknown): Loose =>
  typeof given === 'object' && given !== null && !Array.isArray(given) ? Object.fromEntries(Object.entries(given)) : {}

const listOf = (given: unknown): readonly unknown[] => {
  if (Array.isArray(given)) return given.map((one: unknown) => one)
  return given === undefined || given === null ? [] : [given]
}

const textOf = (given: unknown): string | undefined =>
  typeof given === 'string' && given.trim() !== '' ? given.trim() : undefined
