import type { TallyResult } from './tally.ts'

/** The numbers a server publishes of a log (`counts.json`): how many signatures stand, by version hash and letter slug. */
export type PublishedCounts = {
  /** How many leaves the numbers are of: those of the checkpoint they were published with. */
  readonly size: number
  readonly versions: Readonly<Record<string, number>>
  readonly letters: Readonly<Record<string, number>>
}

/** A published number beside the recounted one. */
export type ComparedCount = {
  readonly kind: 'version' | 'letter'
  /** A version's hash or a letter's slug. */
  readonly name: string
  readonly published: number
  readonly recounted: number
}

/** `counts.json`, with keys in order, so that the same numbers are the same bytes. */
export function writeCounts({ size, versions, letters }: PublishedCounts): string {
  const sorted = (counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
    Object.fromEntries(Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return `${JSON.stringify({ letters: sorted(letters), size, versions: sorted(versions) })}\n`
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

const isCounts = (value: unknown): value is Readonly<Record<string, number>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isCount)

/** Reads `counts.json`. @returns `undefined` for all but the one spelling that `writeCounts` gives numbers; never throws. */
export function parseCounts(text: string): PublishedCounts | undefined {
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read !== 'object' || read === null) return undefined
    const { size, versions, letters } = read as Record<string, unknown>
    if (!isCount(size) || !isCounts(versions) || !isCounts(letters)) return undefined
    const counts = { size, versions, letters }
    return writeCounts(counts) === text ? counts : undefined
  } catch {
    return undefined
  }
}

function compare(
  kind: ComparedCount['kind'],
  published: Readonly<Record<string, number>>,
  recounted: ReadonlyMap<string, number>,
): readonly ComparedCount[] {
  const names = new Set([...recounted.keys(), ...Object.keys(published)])
  // What one side does not mention, it says is nobody.
  return [...names].map((name) => ({
    kind,
    name,
    published: Object.hasOwn(published, name) ? (published[name] ?? 0) : 0,
    recounted: recounted.get(name) ?? 0,
  }))
}

/** Every number of either side beside the other's, letters first, in the log's order. */
export function compareCounts(published: PublishedCounts, tally: TallyResult): readonly ComparedCount[] {
  const letters = new Map(tally.letters.map(({ letter, standing }) => [letter, standing]))
  const versions = new Map(tally.versions.map(({ hash, standing }) => [hash, standing]))
  return [...compare('letter', published.letters, letters), ...compare('version', published.versions, versions)]
}
