/** How near a reading comes to what is known of a letter. Pure figures; no name leaves this file but by `differences`. */
import { fold } from '#kernel'
import type { ProposedAddressee, ProposedLetter, ProposedSignatory } from '#intake'
import { fields, type Case, type Field } from './truth.ts'

export type Share = { readonly right: number; readonly of: number }

export type Score = {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly listed: number
  readonly found: number
  /** `undefined` where nothing is known to compare with, or the file holds no letter. */
  readonly title: boolean | undefined
  readonly date: boolean | undefined
  readonly addressees: Share | undefined
  /** Title and addressees that the file does not print so: worded by whoever noted the truth, or translated. */
  readonly apart: Share
  /** Addressees read that nobody noted; `undefined` where none are noted, or not in the file's words. */
  readonly extra: number | undefined
  readonly implicit: Share | undefined
  readonly kinds: Share
  readonly fields: Readonly<Record<Field, Share>>
  readonly warnings: number
}

/** A name for comparing: white space, quotation marks and case do not count. */
export const keyOf = (name: string): string =>
  fold(name.replace(/["'`´\u2018-\u201F\u00AB\u00BB\u2039\u203A]/gu, ''))
    .replace(/\s+/gu, ' ')
    .trim()

/** Precision, recall and F1 of a set of names. */
export function namesScore(
  known: readonly string[],
  found: readonly string[],
): Pick<Score, 'precision' | 'recall' | 'f1'> {
  const [wanted, got] = [new Set(known.map(keyOf)), new Set(found.map(keyOf))]
  const both = [...got].filter((name) => wanted.has(name)).length
  const precision = got.size === 0 ? Number(wanted.size === 0) : both / got.size
  const recall = wanted.size === 0 ? 1 : both / wanted.size
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

/** Which names are missing and which are superfluous, for the eyes of one person at a terminal. */
export function differences(
  known: readonly string[],
  found: readonly string[],
): { readonly missing: readonly string[]; readonly superfluous: readonly string[] } {
  const [wanted, got] = [new Set(known.map(keyOf)), new Set(found.map(keyOf))]
  return {
    missing: known.filter((name) => !got.has(keyOf(name))),
    superfluous: found.filter((name) => !wanted.has(keyOf(name))),
  }
}

/**
 * Scores letters (one file's, or a whole case's) against the truth of their case. `headed`: the source is more than a
 * list, so that title, date and addressees are expected of it. `printed`: the words of the files, against which it is
 * told whether a truth stands there at all.
 */
export function scoreLetters(
  known: Case,
  letters: readonly ProposedLetter[],
  { headed, printed }: { readonly headed: boolean; readonly printed: string },
): Score {
  const signatories = letters.flatMap((letter) => letter.signatories)
  const all = known.addressees.filter((one) => !one.implicit)
  const source = wordsOf(printed)
  const explicit = all.filter(({ words }) =>
    words.some((one) => standsIn(source, wordsOf(one.replace(/\([^()]*\)/gu, '')), 0.8)),
  )
  const implicit = known.addressees.filter((one) => one.implicit)
  const found = letters.flatMap(({ addressees }) => addressees.map(wordingsOf))
  const addressed = found.flat()
  const titled = (title: string): boolean => letters.some((letter) => sameTitle(title, letter.title))
  const title = headed ? known.title : undefined
  const isPrinted = title !== undefined && standsIn(source, wordsOf(title), 0.9)
  const others = headed ? all.filter((one) => !explicit.includes(one)) : []
  const told = title === undefined || isPrinted ? [] : [titled(title)]
  const share = (wanted: typeof explicit): Share | undefined =>
    !headed || wanted.length === 0
      ? undefined
      : { right: wanted.filter((one) => isAddressed(one.words, addressed)).length, of: wanted.length }
  const compare = <T>(value: T | undefined, test: (value: T) => boolean): boolean | undefined =>
    !headed || value === undefined ? undefined : test(value)
  return {
    ...namesScore(
      known.signatories.map(({ name }) => name),
      signatories.map(({ name }) => name),
    ),
    listed: known.signatories.length,
    found: signatories.length,
    title: title !== undefined && isPrinted ? titled(title) : undefined,
    date: compare(known.date, (date) => letters.some((letter) => letter.date === date)),
    addressees: share(explicit),
    apart: {
      right: [...others.map(({ words }) => isAddressed(words, addressed)), ...told].filter(Boolean).length,
      of: others.length + told.length,
    },
    extra:
      headed && known.addressees.length > 0 && others.length === 0
        ? found.filter((one) => !known.addressees.some(({ words }) => isAddressed(words, one))).length
        : undefined,
    implicit: share(implicit),
    ...fieldShares(known, signatories),
    warnings: letters.reduce((sum, letter) => sum + letter.warnings.length, 0),
  }
}

function fieldShares(known: Case, found: readonly ProposedSignatory[]): Pick<Score, 'kinds' | 'fields'> {
  const byName = new Map(found.map((one) => [keyOf(one.name), one]))
  const kinds = { right: 0, of: 0 }
  const shares: Record<Field, { right: number; of: number }> = {
    title: { right: 0, of: 0 },
    affiliation: { right: 0, of: 0 },
    representative: { right: 0, of: 0 },
    country: { right: 0, of: 0 },
    group: { right: 0, of: 0 },
  }
  for (const wanted of known.signatories) {
    const got = byName.get(keyOf(wanted.name))
    if (got === undefined) continue
    if (wanted.kind !== undefined) {
      kinds.of += 1
      if (got.kind === wanted.kind) kinds.right += 1
    }
    for (const field of fields) {
      const value = wanted.fields[field]
      if (value === undefined) continue
      shares[field].of += 1
      if (keyOf(got[field] ?? '') === keyOf(value)) shares[field].right += 1
    }
  }
  return { kinds, fields: shares }
}

const filler = new Set(
  'the of and for to in on an at by mr mrs ms dr sir hon honorable honourable senator members member dear'.split(' '),
)

const wordsOf = (text: string): readonly string[] =>
  (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !filler.has(word))

/** Nine tenths of the words that matter, either way round: titles of a truth are partly a reader's own. */
function sameTitle(wanted: string, found: string | null): boolean {
  return found !== null && overlap(wordsOf(wanted), wordsOf(found)) >= 0.9
}

/** Words alike but for an ending of two letters ("Australia", "Australian"), as bodies are called after their country. */
function alike(one: string, other: string): boolean {
  if (one === other) return true
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return short.length >= 4 && long.length - short.length <= 2 && long.startsWith(short)
}

function overlap(one: readonly string[], other: readonly string[]): number {
  const [a, b] = [[...new Set(one)], [...new Set(other)]]
  const [fewer, more] = a.length < b.length ? [a, b] : [b, a]
  return fewer.length === 0 ? 0 : fewer.filter((word) => more.some((two) => alike(word, two))).length / fewer.length
}

/** Whether that share of the words stands together somewhere in a text, in whatever order. */
function standsIn(source: readonly string[], words: readonly string[], share: number): boolean {
  const wanted = [...new Set(words)]
  const span = Math.ceil(words.length * 1.5)
  const hits = source.map((word) => wanted.filter((one) => alike(one, word)))
  return source.some((_, at) => {
    if (hits[at]?.length === 0) return false
    return new Set(hits.slice(at, at + span).flat()).size >= wanted.length * share
  })
}

const wordingsOf = ({ name, title, organization }: ProposedAddressee): readonly string[] =>
  [name, title, organization].filter((one) => one !== null)

/** Whether an addressee was found by its name, its organization or its post. */
function isAddressed(known: readonly string[], found: readonly string[]): boolean {
  return known.some((one) => found.some((other) => overlap(wordsOf(one), wordsOf(other)) >= 0.8))
}
