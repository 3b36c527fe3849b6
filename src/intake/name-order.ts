import { fold } from '#kernel'
import type { ListWord } from './list-words.ts'

/** How a list keeps to the alphabet: log-odds that a name begins at line `next` when the name before began at `before`. */
export type NameOrder = (before: number, next: number) => number

/** No order to be seen: says nothing. */
const noOrder: NameOrder = () => 0

/** Steps from one initial to the next: far back, one back, back within the letter, same letter, one on, a few, far on. */
const steps = 7
const imagined = [0.3, 0.5, 0.6, 3, 1.5, 1, 0.6] as const

/**
 * Learns the order of a list from the lines of which it is nearly certain that a name begins there. A lead group at the
 * start may stand outside the order; the article "The" may count or not. A step that names take often, and words inside
 * names seldom, speaks for a name: after a name with C, D is likely to begin a name and S is not.
 */
export function nameOrder(lines: readonly string[], words: readonly ListWord[], certain: readonly number[]): NameOrder {
  if (certain.length < 8) return noOrder
  const tries = [true, false].map((withArticle) => judged(lines, certain, withArticle))
  const best = tries.reduce((one, other) => (other.slips < one.slips ? other : one))
  if (best.slips > 0.22) return noOrder
  const odds = stepOdds(best, words, certain)
  return (before, next) =>
    before < best.leadEnds ? 0 : (odds[stepOf(best.keys[before] ?? '', best.keys[next] ?? '')] ?? 0)
}

type Judged = { readonly keys: readonly string[]; readonly leadEnds: number; readonly slips: number }

function judged(lines: readonly string[], certain: readonly number[], withArticle: boolean): Judged {
  const keys = lines.map((line) => sortKey(line, withArticle))
  const down = certain.map(
    (line, at) => at > 0 && (keys[certain[at - 1] ?? 0] ?? '').slice(0, 2) > (keys[line] ?? '').slice(0, 2),
  )
  let left = down.filter(Boolean).length
  let least = left
  let lead = 0
  for (const [at, isDown] of down.entries()) {
    if (at > down.length * 0.3) break
    if (isDown) left -= 1
    // One slip saved must be worth three names more in the lead group.
    if (left + at * 0.34 < least) [least, lead] = [left + at * 0.34, at]
  }
  const slips = down.slice(lead + 1).filter(Boolean).length / Math.max(1, down.length - lead - 1)
  return { keys, leadEnds: certain[lead] ?? 0, slips }
}

function stepOf(before: string, next: string): number {
  const step = (next.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)
  if (step < -1) return 0
  if (step === -1) return 1
  if (step === 0) return before <= next ? 3 : 2
  return step === 1 ? 4 : step < 4 ? 5 : 6
}

/** Log of how much more often names take each step than words inside names would. */
function stepOdds(
  { keys, leadEnds }: Judged,
  words: readonly ListWord[],
  certain: readonly number[],
): readonly number[] {
  const names: number[] = [...imagined]
  const inside: number[] = Array.from({ length: steps }, () => 0.5)
  const inner = words.filter((word) => !word.startsLine)
  for (const [at, line] of certain.entries()) {
    const before = certain[at - 1]
    if (before === undefined || before < leadEnds) continue
    const step = stepOf(keys[before] ?? '', keys[line] ?? '')
    names[step] = (names[step] ?? 0) + 1
    // A few words from all over the list stand for what might follow inside a name.
    for (let n = 0; n < 5 && inner.length > 0; n += 1) {
      const word = inner[(at * 7 + n * 31) % inner.length]
      const wrong = stepOf(keys[before] ?? '', word?.key ?? '')
      inside[wrong] = (inside[wrong] ?? 0) + 0.2
    }
  }
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)
  const [allNames, allInside] = [sum(names), sum(inside)]
  return names.map((count, step) =>
    Math.max(-4, Math.min(2.5, Math.log(count / allNames / ((inside[step] ?? 1) / allInside)))),
  )
}

function sortKey(line: string, withArticle: boolean): string {
  const words = fold(line)
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .trim()
  return withArticle ? words : words.replace(/^(?:the|a|an) /u, '')
}
