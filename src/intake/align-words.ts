import type { ListWord } from './list-words.ts'

/** Stretches between anchors larger than this (cells of the table) are left unaligned: time stays bounded. */
const largestTable = 250_000

/**
 * Aligns two lists of words: for each word of `a` the index of its counterpart in `b`, or -1. Anchors are runs of three
 * words that occur once in each list; between anchors a table of edits decides, and prefers pairs that both begin a line
 * (else an acronym added to one name would pair with the acronym that begins the next).
 */
export function alignWords(a: readonly ListWord[], b: readonly ListWord[]): Int32Array {
  const to = new Int32Array(a.length).fill(-1)
  let fromA = 0
  let fromB = 0
  for (const [atA, atB] of inStep(a, b) ?? anchors(a, b)) {
    if (atA < fromA || atB < fromB) {
      // Anchors overlap: the run goes on, but only in step.
      if (atA - fromA !== atB - fromB) continue
    } else alignBetween({ a, b, fromA, toA: atA, fromB, toB: atB }, to)
    for (let n = 0; n < 3; n += 1) to[atA + n] = atB + n
    fromA = atA + 3
    fromB = atB + 3
  }
  alignBetween({ a, b, fromA, toA: a.length, fromB, toB: b.length }, to)
  return to
}

/** Words looked at on both sides to get back into step. */
const stumble = 16

/**
 * Anchors of two lists that say nearly the same in the same order, found by walking along both: by far the quickest.
 * `undefined` when they do not.
 */
function inStep(a: readonly ListWord[], b: readonly ListWord[]): readonly (readonly [number, number])[] | undefined {
  const pairs: (readonly [number, number])[] = []
  const same = (i: number, j: number): boolean => a[i] !== undefined && a[i]?.exact === b[j]?.exact
  let stumbles = Math.max(4, a.length / 12)
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    let run = 0
    while (same(i + run, j + run)) run += 1
    // The last words before a difference may be alike by chance; they are left to the table.
    for (let n = 0; n + 4 <= run; n += 3) pairs.push([i + n, j + n])
    i += run
    j += run
    if (i >= a.length || j >= b.length) break
    const on = nextStep(same, i, j)
    stumbles -= 1
    if (on === undefined || stumbles < 0) return undefined
    i += on[0]
    j += on[1]
  }
  return pairs
}

/** The fewest words to skip until three words in a row are the same again. */
function nextStep(
  same: (i: number, j: number) => boolean,
  i: number,
  j: number,
): readonly [number, number] | undefined {
  for (let skipped = 1; skipped <= stumble; skipped += 1)
    for (let inA = 0; inA <= skipped; inA += 1) {
      const [p, q] = [i + inA, j + skipped - inA]
      if (same(p, q) && same(p + 1, q + 1) && same(p + 2, q + 2)) return [inA, skipped - inA]
    }
  return undefined
}

/** Runs of three words found once in each list, in an order that rises in both. */
function anchors(a: readonly ListWord[], b: readonly ListWord[]): readonly (readonly [number, number])[] {
  const inB = onceOnly(b)
  const pairs: (readonly [number, number])[] = []
  for (const [run, atA] of onceOnly(a)) {
    const atB = inB.get(run)
    if (atA >= 0 && atB !== undefined && atB >= 0) pairs.push([atA, atB])
  }
  return longestRising(pairs.sort((p, q) => p[0] - q[0]))
}

function onceOnly(words: readonly ListWord[]): ReadonlyMap<string, number> {
  const runs = new Map<string, number>()
  for (let i = 0; i + 2 < words.length; i += 1) {
    const run = `${words[i]?.exact} ${words[i + 1]?.exact} ${words[i + 2]?.exact}`
    runs.set(run, runs.has(run) ? -1 : i)
  }
  return runs
}

/** The longest subsequence whose second numbers rise (patience sorting). */
export function longestRising(pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const tails: number[] = []
  const before = new Int32Array(pairs.length).fill(-1)
  for (const [index, pair] of pairs.entries()) {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < pair[1]) low = middle + 1
      else high = middle
    }
    before[index] = low > 0 ? (tails[low - 1] ?? -1) : -1
    tails[low] = index
  }
  const rising: (readonly [number, number])[] = []
  for (let index = tails.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
    const pair = pairs[index]
    if (pair) rising.push(pair)
  }
  return rising.toReversed()
}

type Stretch = {
  readonly a: readonly ListWord[]
  readonly b: readonly ListWord[]
  readonly fromA: number
  readonly toA: number
  readonly fromB: number
  readonly toB: number
}

/** Fills one stretch by the cheapest edits (Needleman and Wunsch). */
function alignBetween(stretch: Stretch, to: Int32Array): void {
  const rows = stretch.toA - stretch.fromA
  const columns = stretch.toB - stretch.fromB
  if (rows <= 0 || columns <= 0 || rows * columns > largestTable) return
  const width = columns + 1
  const best = new Float64Array((rows + 1) * width)
  for (let i = 0; i <= rows; i += 1) {
    for (let j = 0; j <= columns; j += 1) {
      if (i === 0 && j === 0) continue
      const up = i > 0 ? (best[(i - 1) * width + j] ?? 0) - 0.5 : -Infinity
      const left = j > 0 ? (best[i * width + j - 1] ?? 0) - 0.5 : -Infinity
      const both = i > 0 && j > 0 ? (best[(i - 1) * width + j - 1] ?? 0) + pairScore(stretch, i - 1, j - 1) : -Infinity
      best[i * width + j] = Math.max(up, left, both)
    }
  }
  trace(stretch, best, to)
}

function trace(stretch: Stretch, best: Float64Array, to: Int32Array): void {
  let i = stretch.toA - stretch.fromA
  let j = stretch.toB - stretch.fromB
  const width = j + 1
  while (i > 0 && j > 0) {
    const here = best[i * width + j] ?? 0
    const score = pairScore(stretch, i - 1, j - 1)
    if (Math.abs(here - (best[(i - 1) * width + j - 1] ?? 0) - score) < 1e-9) {
      i -= 1
      j -= 1
      to[stretch.fromA + i] = stretch.fromB + j
    } else if (Math.abs(here - (best[(i - 1) * width + j] ?? 0) + 0.5) < 1e-9) i -= 1
    else j -= 1
  }
}

function pairScore({ a, b, fromA, fromB }: Stretch, i: number, j: number): number {
  const one = a[fromA + i]
  const other = b[fromB + j]
  if (one === undefined || other === undefined) return -Infinity
  const start = one.startsLine && other.startsLine ? 0.3 : 0
  if (one.key !== other.key) return -0.9 + start
  return (one.exact === other.exact ? 2 : 1.8) + start
}
