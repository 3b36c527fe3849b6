import { fold } from '#kernel'

/** How far a list keeps to the alphabet: what a name that begins with `next` after one that begins with `before` says. */
export type NameOrder = (before: number, next: number) => number

/** No order to be seen: says nothing. */
const noOrder: NameOrder = () => 0

/**
 * Judges the order of a list by the lines of which it is nearly certain that a name begins there. A lead group at the
 * start may stand outside the order; the article "The" may count or not.
 */
export function nameOrder(lines: readonly string[], certain: readonly number[]): NameOrder {
  if (certain.length < 8) return noOrder
  const tries = [true, false].map((withArticle) => judged(lines, certain, withArticle))
  const best = tries.reduce((one, other) => (other.slips < one.slips ? other : one))
  if (best.slips > 0.22) return noOrder
  const strength = best.slips < 0.1 ? 1 : 0.6
  return (before, next) => {
    if (before < best.leadEnds) return 0
    const one = best.keys[before] ?? ''
    const other = best.keys[next] ?? ''
    if (one <= other) return 0.5 * strength
    return (one.slice(0, 1) === other.slice(0, 1) ? -1.5 : -3.5) * strength
  }
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

function sortKey(line: string, withArticle: boolean): string {
  const words = fold(line)
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .trim()
  return withArticle ? words : words.replace(/^(?:the|a|an) /u, '')
}
