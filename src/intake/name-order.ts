import { longestRising } from './align-words.ts'
import type { ListWord } from './list-words.ts'

/** What the alphabet says for each line: log-odds that a name begins there, 0 where it says nothing. */
export type NameOrder = (line: number) => number

/** A list with fewer sure names shows no order. */
const fewest = 8

/**
 * Learns from the lines of which it is certain that a name begins there whether the list keeps to the alphabet. A line
 * that fits between the sure names around it begins a name: a word inside a name would seldom fit by chance. A group of
 * leaders at the start may stand outside the order; the article "The" may count or not.
 */
export function nameOrder(lineCount: number, words: readonly ListWord[], certain: readonly number[]): NameOrder {
  if (certain.length < fewest) return () => 0
  const [plain, bare] = [true, false].map((withArticle) => risingOf(keysOf(lineCount, words, withArticle), certain))
  const best = plain !== undefined && bare !== undefined && bare.anchors.length > plain.anchors.length ? bare : plain
  if (best === undefined || best.slips > 0.3) return () => 0
  return fitOf(best, chanceOf(words), lineCount)
}

type Rising = {
  /** What each line is sorted by. */
  readonly keys: readonly string[]
  /** Sure lines in rising order. */
  readonly anchors: readonly number[]
  /** Share of sure lines that stand outside the order. */
  readonly slips: number
}

function risingOf(keys: readonly string[], certain: readonly number[]): Rising {
  const ranks = new Map([...new Set(certain.map((line) => keys[line] ?? ''))].sort().map((key, rank) => [key, rank]))
  // Equal keys may follow each other: the place in the list breaks the tie.
  const pairs = certain.map((line, at): readonly [number, number] => [
    line,
    (ranks.get(keys[line] ?? '') ?? 0) + at / (certain.length + 1),
  ])
  let anchors = longestRising(pairs).map(([line]) => line)
  const place = new Map(certain.map((line, at) => [line, at]))
  // A leader that happens to fit stands alone before those that do not.
  const gap = anchors
    .slice(0, 4)
    .findLastIndex((line, at) => (place.get(anchors[at + 1] ?? line) ?? 0) - (place.get(line) ?? 0) > 2)
  if (certain.length > 20) anchors = anchors.slice(gap + 1)
  const first = place.get(anchors[0] ?? 0) ?? 0
  if (first > certain.length * 0.3) return { keys, anchors, slips: 1 }
  return { keys, anchors, slips: 1 - anchors.length / (certain.length - first) }
}

/** The share of words inside names that stand in the alphabet between two keys. */
function chanceOf(words: readonly ListWord[]): (from: string, to: string) => number {
  const inner = words.flatMap((word) => (word.startsLine ? [] : [word.key])).sort()
  const below = (key: string): number => {
    let [low, high] = [0, inner.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((inner[middle] ?? '') < key) low = middle + 1
      else high = middle
    }
    return low
  }
  return (from, to) => (below(`${to}\uFFFF`) - below(from) + 1) / (inner.length + 2)
}

function fitOf(
  { keys, anchors, slips }: Rising,
  chance: (from: string, to: string) => number,
  count: number,
): NameOrder {
  const stray = Math.min(0.3, Math.max(slips, 0.03))
  const odds = new Float64Array(count)
  const head = (line: number | undefined): string | undefined => (line === undefined ? undefined : headOf(keys[line]))
  for (let at = 0; at < anchors.length; at += 1) {
    const [before, after] = [anchors[at] ?? 0, anchors[at + 1] ?? count]
    if (after - before < 2) continue
    // Between the neighbors a name fits; between theirs, it may have slipped by a place.
    const fits = { low: head(before) ?? '', high: head(anchors[at + 1]) ?? '\uFFFF' }
    const slipped = { low: head(anchors[at - 2]) ?? '', high: head(anchors[at + 3]) ?? '\uFFFF' }
    const inside = Math.min(0.95, chance(fits.low, fits.high) + 0.01)
    const near = Math.min(0.97, Math.max(inside + 0.01, chance(slipped.low, slipped.high) + 0.01))
    for (let line = before + 1; line < after; line += 1) {
      const key = headOf(keys[line])
      const share =
        key >= fits.low && key <= fits.high
          ? (1 - stray) / inside
          : key >= slipped.low && key <= slipped.high
            ? (stray * 0.6) / (near - inside)
            : (stray * 0.4) / (1 - near)
      odds[line] = Math.max(-5, Math.min(5, Math.log(share)))
    }
  }
  return (line) => odds[line] ?? 0
}

const headOf = (key: string | undefined): string => /^\S*/u.exec(key ?? '')?.[0] ?? ''

/** What each line is sorted by: its words, without an article at the start where articles do not count. */
function keysOf(count: number, words: readonly ListWord[], withArticle: boolean): readonly string[] {
  const keys: string[] = Array.from({ length: count }, () => '')
  for (const { line, key } of words) {
    const before = keys[line] ?? ''
    if (before === '') keys[line] = key
    else keys[line] = !withArticle && before.length < 4 && /^(?:the|an?)$/u.test(before) ? key : `${before} ${key}`
  }
  return keys
}
