import { freshSlug, slugOf } from '#kernel'
import type { ListInFile } from '#letters'
import { readSignatoriesCsv, writeSignatoriesCsv, type SignatoryRow } from './csv.ts'
import {
  byCodeUnits,
  type LetterList,
  type LetterOfList,
  type ListsRecord,
  type OrganizationRecord,
} from './list-record.ts'
import { nameRegister } from './name-register.ts'
import { readOrganizationsCsv, writeOrganizationsCsv } from './organizations-csv.ts'

const organizationsPath = 'organizations.csv'
const signatoriesPath = (letter: string): string => `letters/${letter}/signatories.csv`

/** The lists of a campaign as files of its campaign folder, path by path. The same record gives the same bytes. */
export function writeListFiles({ organizations, lists }: ListsRecord): ReadonlyMap<string, string> {
  return new Map([
    [organizationsPath, writeOrganizationsCsv(organizations)],
    ...lists.map(({ letter, signatories }) => [signatoriesPath(letter), writeSignatoriesCsv(signatories)] as const),
  ])
}

/** What reading the lists of a campaign folder can come to: a record, or every problem as a sentence naming file and line. */
export type ReadListFiles =
  | { readonly kind: 'read'; readonly lists: ListsRecord }
  | { readonly kind: 'unreadable'; readonly problems: readonly string[] }

/**
 * Reads what {@link writeListFiles} wrote or a person typed. An organization that signs but is missing in
 * `organizations.csv` is added; where a list has no column `editions`, every line covers all editions of its letter.
 */
export function readListFiles(
  files: ReadonlyMap<string, string>,
  letters: readonly (LetterOfList & { readonly list: ListInFile })[],
): ReadListFiles {
  const problems: string[] = []
  const read = <T>(path: string, reader: (text: string) => Readable<T>): T | undefined => {
    const text = files.get(path)
    if (text === undefined) return void problems.push(`${path}: This file is missing.`)
    if (!text.isWellFormed() || text.includes('\0'))
      return void problems.push(`${path}: This file holds a character that no text can keep.`)
    const outcome = reader(text)
    if (outcome.kind === 'read') return outcome.value
    problems.push(...outcome.problems.map((problem) => `${path}: ${problem}`))
    return undefined
  }
  const listed = read(organizationsPath, (text) => {
    const outcome = readOrganizationsCsv(text)
    return outcome.kind === 'read' ? { kind: 'read', value: outcome.organizations } : outcome
  })
  const lists = letters.flatMap((letter): readonly LetterList[] => {
    const signatories = read(signatoriesPath(letter.slug), (text) => readList(text, letter))
    const { groups, endorsements, ...settings } = letter.list
    return signatories ? [{ letter: letter.slug, settings, groups, endorsements, signatories }] : []
  })
  if (problems.length > 0 || !listed) return { kind: 'unreadable', problems }
  return { kind: 'read', lists: gathered(listed, lists) }
}

type Readable<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'unreadable'; readonly problems: readonly string[] }

function readList(text: string, letter: LetterOfList): Readable<readonly SignatoryRow[]> {
  const read = readSignatoriesCsv(text)
  if (read.kind === 'unreadable') return read
  const all = !hasEditions(text)
  const rows = read.rows
    .map((row) => ({ ...row, editions: all ? letter.editions : inOrder(row.editions, letter.editions) }))
    .toSorted((one, other) => one.position - other.position)
  const problems = rows.flatMap((row, index) => problemsOfRow(row, rows[index - 1], letter))
  return problems.length > 0 ? { kind: 'unreadable', problems } : { kind: 'read', value: rows }
}

/** Whether the header has the column `editions`. */
const hasEditions = (text: string): boolean => /^[^\r\n]*\beditions\b/iu.test(text)

/** The editions in the letter's order, each once; unknown ones after them, to be complained about. */
const inOrder = (named: readonly string[], known: readonly string[]): readonly string[] => [
  ...known.filter((slug) => named.includes(slug)),
  ...new Set(named.filter((slug) => !known.includes(slug))),
]

function problemsOfRow(row: SignatoryRow, before: SignatoryRow | undefined, letter: LetterOfList): readonly string[] {
  const unknown = row.editions.filter((slug) => !letter.editions.includes(slug))
  const problems = [
    ...unknown.map((slug) => `this letter has no edition “${slug}”.`),
    ...(before?.position === row.position ? [`“${before.name}” stands at position ${row.position} too.`] : []),
    // Better said than lost: lists keep what a person sorts under nowhere yet.
    ...(row.kind === 'person' && row.sortKey !== undefined ? ['a sort key can be given to organizations only.'] : []),
    ...(row.kind === 'person' && row.aliases.length > 0 ? ['aliases can be given to organizations only.'] : []),
    ...(row.aliases.includes('') ? ['an alias is empty.'] : []),
  ]
  return problems.map((problem) => `“${row.name}”: ${problem}`)
}

/** The organizations with those that only the lists name, and the lists without what belongs to the organization. */
function gathered(listed: readonly OrganizationRecord[], lists: readonly LetterList[]): ListsRecord {
  const known = nameRegister(listed.map((one) => [one.name, one] as const))
  const complete = nameRegister(listed.map((one) => [one.name, one] as const))
  const slugs = new Set(listed.map(({ slug }) => slug))
  for (const row of lists.flatMap(({ signatories }) => signatories)) {
    if (row.kind === 'person') continue
    const there = known.find(row.name) ?? started(row.name, slugs)
    const spellings = complete.find(row.name) ? [] : [row.name, row.letterheadName, row.signatureName]
    known.keep(row.name, {
      ...there,
      sortKey: there.sortKey ?? row.sortKey,
      aliases: spelled(there, [...spellings, ...row.aliases]),
    })
  }
  return {
    organizations: known.entries().toSorted((one, other) => byCodeUnits(one.slug, other.slug)),
    lists: lists.map((list) => ({
      ...list,
      signatories: list.signatories.map((row) => ({ ...row, sortKey: undefined, aliases: [] })),
    })),
  }
}

function started(name: string, slugs: Set<string>): OrganizationRecord {
  const slug = freshSlug(slugOf(name) || 'organization', slugs)
  slugs.add(slug)
  return { slug, name, sortKey: undefined, aliases: [] }
}

function spelled(organization: OrganizationRecord, more: readonly (string | undefined)[]): readonly string[] {
  const fresh = more.filter((name) => name !== undefined).filter((name) => name !== organization.name)
  return fresh.length === 0
    ? organization.aliases
    : [...new Set([...organization.aliases, ...fresh])].toSorted(byCodeUnits)
}
