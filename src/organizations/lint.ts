import { oneLine } from '#kernel'
import type { SpellingKind } from './key.ts'
import { jointSlips, type JointSlip } from './lint-joints.ts'
import { lookAlikeGroups } from './lint-look-alikes.ts'
import { orderReport, type OrderReport, type OrderSlip } from './lint-order.ts'
import { halvesOf, oneSlipApart } from './likeness.ts'
import { differencesOf, strictKey } from './name.ts'

/** One printed list of a letter. The lists of one letter are expected to hold the same names. */
export type NameList = {
  /** Which letter the list belongs to; lists with the same value are compared name by name. */
  readonly letter: string
  /** What readers call the list, for example `letter 1, letterhead`. Unique. */
  readonly where: string
  readonly names: readonly string[]
  /** The number of signatories the letter itself states. */
  readonly stated?: number | undefined
  /** How many names stand in the lead group, where it is known; otherwise it is recognized. */
  readonly lead?: number | undefined
  /** A list of people is not searched for look-alikes: two persons may well share a name. */
  readonly of?: 'organizations' | 'people' | undefined
  /** BCP 47 tag for the alphabet; English if absent. */
  readonly language?: string | undefined
}

/** A spelling and the lists that print it. */
export type Spelling = { readonly name: string; readonly where: readonly string[] }

/** What the linter found. Data for pages and for `lintText`; nothing is changed, a person decides. */
export type LintFindings = {
  /** The lists that were read. */
  readonly lists: readonly string[]
  /** One name spelled unlike: `usual` is the spelling most lists have (the shorter one if it is a draw). */
  readonly spelledUnlike: readonly {
    readonly usual: Spelling
    readonly unlike: Spelling
    readonly differences: readonly SpellingKind[]
  }[]
  /** Names out of alphabetical place. */
  readonly orderSlips: readonly (OrderSlip & { readonly where: readonly string[] })[]
  /** Lists that follow no alphabet: their order is taken as meant. */
  readonly notAlphabetical: readonly string[]
  /** Names that one list of a letter has and another has not; `perhaps` is a name only the other has, one slip apart. */
  readonly missing: readonly {
    readonly name: string
    readonly presentIn: readonly string[]
    readonly missingFrom: readonly string[]
    readonly perhaps: string | undefined
  }[]
  /** Names that stand more than once in a list. */
  readonly listedTwice: readonly { readonly spellings: readonly string[]; readonly where: string }[]
  /** Lists whose stated number is not the number found. */
  readonly numbers: readonly { readonly where: string; readonly stated: number; readonly found: number }[]
  /** Dashes and spaces that disagree within a list. */
  readonly joints: readonly (JointSlip & { readonly where: readonly string[] })[]
  /** Names that could be taken for each other and must NOT be merged. */
  readonly lookAlikes: readonly (readonly string[])[]
}

type Keyed = { readonly key: string; readonly name: string; readonly list: NameList }

/** Equal findings of several lists as one, with all the lists. */
function together<Found extends object>(
  lists: readonly NameList[],
  find: (list: NameList) => readonly Found[],
): readonly (Found & { readonly where: readonly string[] })[] {
  const all = lists.flatMap((list) => find(list).map((found) => ({ found, where: list.where })))
  const same = Map.groupBy(all, ({ found }) => JSON.stringify(found).toLowerCase())
  return [...same.values()].flatMap((places) => {
    const [first] = places
    return first ? [{ ...first.found, where: [...new Set(places.map((place) => place.where))] }] : []
  })
}

/** The spellings of one name, the usual one first: the one most often printed, then the shorter, then the earlier. */
function spellingsOf(entries: readonly Keyed[]): readonly Spelling[] {
  const groups = [...Map.groupBy(entries, (entry) => entry.name)]
  return groups
    .map(([name, places]) => ({ name, where: places.map((place) => place.list.where) }))
    .toSorted((one, other) => other.where.length - one.where.length || one.name.length - other.name.length)
}

function unlikeSpellings(byKey: ReadonlyMap<string, readonly Keyed[]>): LintFindings['spelledUnlike'] {
  return [...byKey.values()].flatMap((entries) => {
    const [usual, ...others] = spellingsOf(entries)
    if (!usual) return []
    return others.map((unlike) => ({ usual, unlike, differences: differencesOf(usual.name, unlike.name) }))
  })
}

type KeyOf = (name: string) => string

/** For a key those of `keys` that are one slip apart. */
function nearKeys(keys: readonly string[]): (key: string) => readonly string[] {
  const halves = keys.flatMap((key) => halvesOf(key).map((half) => ({ half, key })))
  const byHalf = Map.groupBy(halves, ({ half }) => half)
  // A half that very many names share says nothing, and comparing them all would take minutes.
  return (key) =>
    halvesOf(key)
      .flatMap((half) => (byHalf.get(half) ?? []).slice(0, 60))
      .flatMap((candidate) => (oneSlipApart(key, candidate.key) ? [candidate.key] : []))
}

function missingNames(
  lists: readonly NameList[],
  keyOf: KeyOf,
  usual: ReadonlyMap<string, string>,
): LintFindings['missing'] {
  const keys = lists.map((list) => ({ list, keys: new Set(list.names.map(keyOf)) }))
  const every = [...new Set(keys.flatMap((one) => [...one.keys]))]
  const partly = every.filter((key) => keys.some((one) => !one.keys.has(key)))
  const nearTo = nearKeys(partly)
  return partly.map((key) => {
    const has = keys.filter((one) => one.keys.has(key))
    const lacks = keys.filter((one) => !one.keys.has(key))
    const near = nearTo(key).find(
      (other) => lacks.some((one) => one.keys.has(other)) && !has.some((one) => one.keys.has(other)),
    )
    return {
      name: usual.get(key) ?? key,
      presentIn: has.map((one) => one.list.where),
      missingFrom: lacks.map((one) => one.list.where),
      perhaps: near === undefined ? undefined : usual.get(near),
    }
  })
}

function listedTwice(list: NameList, keyOf: KeyOf): LintFindings['listedTwice'] {
  return [...Map.groupBy(list.names, keyOf).values()]
    .filter((spellings) => spellings.length > 1)
    .map((spellings) => ({ spellings, where: list.where }))
}

function orderFindings(lists: readonly NameList[]): Pick<LintFindings, 'orderSlips' | 'notAlphabetical'> {
  const reports = new Map<NameList, OrderReport>(
    lists.map((list) => [list, orderReport(list.names, list.language ?? 'en', list.lead)]),
  )
  const slips = (list: NameList): readonly OrderSlip[] => {
    const report = reports.get(list)
    return report?.kind === 'alphabetical' ? report.slips : []
  }
  return {
    orderSlips: together(lists, slips),
    notAlphabetical: lists.filter((list) => reports.get(list)?.kind === 'not-alphabetical').map((list) => list.where),
  }
}

/**
 * Reads the printed lists of one or several letters against each other and each against itself.
 * It proposes nothing be merged but what spelling alone explains; look-alikes stand apart for a person to see.
 */
export function lintLists(given: readonly NameList[]): LintFindings {
  const lists = given.map((list) => ({ ...list, names: list.names.map(oneLine).filter((name) => name !== '') }))
  // Most names stand in several lists: each is folded once.
  const keys = new Map([...new Set(lists.flatMap((list) => list.names))].map((name) => [name, strictKey(name)]))
  const keyOf: KeyOf = (name) => keys.get(name) ?? ''
  const all = lists.flatMap((list) => list.names.map((name): Keyed => ({ key: keyOf(name), name, list })))
  const byKey = Map.groupBy(all, (entry) => entry.key)
  const organizations = all.filter((entry) => entry.list.of !== 'people')
  const usual = new Map([...byKey].map(([key, entries]) => [key, spellingsOf(entries)[0]?.name ?? '']))
  return {
    lists: lists.map((list) => list.where),
    spelledUnlike: unlikeSpellings(byKey),
    ...orderFindings(lists),
    missing: [...Map.groupBy(lists, (list) => list.letter).values()].flatMap((of) => missingNames(of, keyOf, usual)),
    listedTwice: lists.flatMap((list) => listedTwice(list, keyOf)),
    numbers: lists.flatMap(({ where, stated, names }) =>
      stated === undefined || stated === names.length ? [] : [{ where, stated, found: names.length }],
    ),
    joints: together(lists, (list) => jointSlips(list.names)),
    lookAlikes: lookAlikeGroups([...new Set(organizations.map((entry) => usual.get(entry.key) ?? entry.name))]),
  }
}

/** Whether there is nothing a person should settle; look-alikes alone are no fault. */
export function isClean(findings: LintFindings): boolean {
  const { spelledUnlike, orderSlips, missing, listedTwice: twice, numbers, joints } = findings
  return [spelledUnlike, orderSlips, missing, twice, numbers, joints].every((found) => found.length === 0)
}
