import { nameSays, wordsSay } from './line-ends.ts'
import { nameHabits } from './name-habits.ts'
import { nameOrder } from './name-order.ts'
import { joinLines, type Spelling } from './spelling.ts'
import { witnessed, type PrintedList } from './witnesses.ts'

/** A name put together from printed lines `from` … `to - 1`. */
export type JoinedName = {
  readonly name: string
  readonly from: number
  readonly to: number
  /** Chance that the name begins or ends elsewhere, 0 to 1; 0 when it is below two in a hundred. */
  readonly doubt: number
}

/** No name runs over more lines than this. */
const longestName = 9

/**
 * Finds where names begin and end in a list with wrapped lines. All witnesses (other lists, room on the line, words,
 * brackets, alphabetical order) are added up as log-odds; the likeliest cut of the whole list wins, and the chance of
 * each name over all cuts is its doubt.
 */
export function joinNames(list: PrintedList, others: readonly PrintedList[], known: Spelling): readonly JoinedName[] {
  if (list.lines.length === 0) return []
  const seen = witnessed(list, others)
  const odds = list.lines.map((line, at) =>
    at === 0 || list.items !== undefined ? (seen[at] ?? 0) : (seen[at] ?? 0) + wordsSay(list.lines[at - 1] ?? '', line),
  )
  const certain = odds.flatMap((value, line) => (value > 3.5 ? [line] : []))
  const habits = nameHabits([list.words, ...others.map((other) => other.words)], certain)
  // What is certain is not asked again: it is what the habits were learned from.
  for (const [at, value] of odds.entries()) {
    if (list.items === undefined && at > 0 && Math.abs(value) <= 3.5) odds[at] = value + habits(at)
  }
  const order = list.items === undefined ? nameOrder(list.lines, certain) : () => 0
  return bestCut({ lines: list.lines, odds, order, known })
}

type Cut = {
  readonly lines: readonly string[]
  /** Log-odds that a name begins at each line. */
  readonly odds: readonly number[]
  readonly order: (before: number, next: number) => number
  readonly known: Spelling
}

/** Score of the name made of lines `from` … `to - 1`: its inner line ends must be wraps, its start a start. */
function pieceScores({ lines, odds, known }: Cut): Float64Array {
  const scores = new Float64Array(lines.length * longestName).fill(-Infinity)
  for (let from = 0; from < lines.length; from += 1) {
    let name = ''
    let joins = 0
    for (let count = 1; count <= longestName && from + count <= lines.length; count += 1) {
      const line = from + count - 1
      if (count > 1) joins -= odds[line] ?? 0
      // Beyond any doubt: no use looking further.
      if (joins < -60 || name.length > 600) break
      name = joinLines(name, lines[line] ?? '', known)
      scores[from * longestName + count - 1] = (odds[from] ?? 0) / 2 + joins / 2 + nameSays(name)
    }
  }
  return scores
}

/** Forward and backward over all cuts (semi-Markov), in log space; and the best single cut. */
function bestCut(cut: Cut): readonly JoinedName[] {
  const n = cut.lines.length
  const scores = pieceScores(cut)
  const size = n * longestName
  const forward = new Float64Array(size).fill(-Infinity)
  const best = new Float64Array(size).fill(-Infinity)
  const from = new Int32Array(size).fill(-1)
  for (let start = 0; start < n; start += 1) {
    for (let count = 1; count <= longestName && start + count <= n; count += 1) {
      const at = start * longestName + count - 1
      const score = scores[at] ?? -Infinity
      if (score === -Infinity) continue
      if (start === 0) {
        forward[at] = score
        best[at] = score
        continue
      }
      for (let before = 1; before <= longestName && start - before >= 0; before += 1) {
        const prior = (start - before) * longestName + before - 1
        if (forward[prior] === -Infinity) continue
        const step = cut.order(start - before, start)
        forward[at] = logAdd(forward[at] ?? -Infinity, (forward[prior] ?? -Infinity) + step + score)
        const total = (best[prior] ?? -Infinity) + step + score
        if (total > (best[at] ?? -Infinity)) {
          best[at] = total
          from[at] = prior
        }
      }
    }
  }
  return readBack(cut, { forward, backward: backwardOf(cut, scores), best, from })
}

function backwardOf(cut: Cut, scores: Float64Array): Float64Array {
  const n = cut.lines.length
  const backward = new Float64Array(n * longestName).fill(-Infinity)
  for (let start = n - 1; start >= 0; start -= 1) {
    for (let count = 1; count <= longestName && start + count <= n; count += 1) {
      const at = start * longestName + count - 1
      const end = start + count
      if (end === n) backward[at] = 0
      for (let next = 1; end < n && next <= longestName && end + next <= n; next += 1) {
        const after = end * longestName + next - 1
        const rest = (scores[after] ?? -Infinity) + (backward[after] ?? -Infinity)
        if (rest > -Infinity) backward[at] = logAdd(backward[at] ?? -Infinity, cut.order(start, end) + rest)
      }
    }
  }
  return backward
}

type Tables = {
  readonly forward: Float64Array
  readonly backward: Float64Array
  readonly best: Float64Array
  readonly from: Int32Array
}

function readBack({ lines, known }: Cut, { forward, backward, best, from }: Tables): readonly JoinedName[] {
  let at = -1
  let total = -Infinity
  for (let count = 1; count <= Math.min(longestName, lines.length); count += 1) {
    const last = (lines.length - count) * longestName + count - 1
    total = logAdd(total, forward[last] ?? -Infinity)
    if (at < 0 || (best[last] ?? -Infinity) > (best[at] ?? -Infinity)) at = last
  }
  const names: JoinedName[] = []
  while (at >= 0) {
    const start = Math.floor(at / longestName)
    const end = start + (at % longestName) + 1
    const doubt = 1 - Math.min(1, Math.exp((forward[at] ?? 0) + (backward[at] ?? 0) - total))
    const name = lines.slice(start, end).reduce((sum, line) => joinLines(sum, line, known), '')
    names.push({ name, from: start, to: end, doubt: doubt < 0.02 ? 0 : Math.round(doubt * 100) / 100 })
    at = from[at] ?? -1
  }
  return names.reverse()
}

function logAdd(one: number, other: number): number {
  if (one === -Infinity) return other
  if (other === -Infinity) return one
  const most = Math.max(one, other)
  return most + Math.log1p(Math.exp(Math.min(one, other) - most))
}
