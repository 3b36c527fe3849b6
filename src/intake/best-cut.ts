import { isUnsureHyphen, joinLines, type Spelling } from './spelling.ts'

/** A name put together from printed lines `from` … `to - 1`. */
export type JoinedName = {
  readonly name: string
  readonly from: number
  readonly to: number
  /** Chance that the name begins or ends elsewhere, 0 to 1; 0 when it is below one in a hundred. */
  readonly doubt: number
}

/** No name runs over more lines than this. */
export const longestName = 9

/** The witnesses are not independent of each other: their joint weight is taken down when a chance is stated. */
const temper = 0.75

/** The best cut of a list into names, and the chance of every candidate over all cuts. */
export type BestCut = {
  /** Lines at which the names of the best cut begin, and how many lines each has. */
  readonly names: readonly { readonly from: number; readonly to: number; readonly chance: number }[]
  /** For lines `from` … `from + count - 1`, at `from * longestName + count - 1`: the chance that they are one name. */
  readonly chances: Float64Array
}

/** Forward and backward over all cuts (semi-Markov), in log space. `scores`: log-odds of every candidate name. */
export function bestCut(scores: Float64Array): BestCut {
  const n = scores.length / longestName
  const forward = new Float64Array(n + 1).fill(-Infinity)
  const backward = new Float64Array(n + 1).fill(-Infinity)
  const best = new Float64Array(n + 1).fill(-Infinity)
  const came = new Int32Array(n + 1).fill(-1)
  forward[0] = 0
  best[0] = 0
  backward[n] = 0
  const each = (start: number, visit: (end: number, score: number) => void): void => {
    for (let count = 1; count <= longestName && start + count <= n; count += 1) {
      const score = scores[start * longestName + count - 1] ?? -Infinity
      if (score !== -Infinity) visit(start + count, score)
    }
  }
  for (let start = 0; start < n; start += 1)
    each(start, (end, score) => {
      forward[end] = logAdd(forward[end] ?? 0, (forward[start] ?? 0) + score * temper)
      const total = (best[start] ?? 0) + score
      if (total <= (best[end] ?? 0)) return
      best[end] = total
      came[end] = start
    })
  const chances = new Float64Array(scores.length)
  for (let start = n - 1; start >= 0; start -= 1)
    each(start, (end, score) => {
      const rest = (backward[end] ?? 0) + score * temper
      backward[start] = logAdd(backward[start] ?? 0, rest)
      const chance = Math.exp((forward[start] ?? 0) + rest - (forward[n] ?? 0))
      chances[start * longestName + end - start - 1] = Math.min(1, chance)
    })
  const names: BestCut['names'][number][] = []
  for (let end = n; end > 0; end = came[end] ?? 0) {
    const from = came[end] ?? 0
    names.push({ from, to: end, chance: chances[from * longestName + end - from - 1] ?? 0 })
  }
  return { names: names.toReversed(), chances }
}

/** The names of the best cut in words, with the doubt to state. */
export function namesOfCut({ names }: BestCut, lines: readonly string[], known: Spelling): readonly JoinedName[] {
  return names.map(({ from, to, chance }) => {
    let name = ''
    let unsure = false
    for (let line = from; line < to; line += 1) {
      if (line > from && isUnsureHyphen(lines[line - 1] ?? '', lines[line] ?? '', known)) unsure = true
      name = joinLines(name, lines[line] ?? '', known)
    }
    const doubt = Math.max(stated(1 - chance), unsure ? 0.4 : 0)
    return { name, from, to, doubt: doubt < 0.01 ? 0 : Math.round(doubt * 100) / 100 }
  })
}

/**
 * The doubt to state for the chance of an error that the witnesses leave. Names are easily accepted in a long list
 * without a look, so that one wrong in twenty-five already deserves one: such doubts are stated from 0.3 on.
 */
function stated(doubt: number): number {
  return doubt < sureBelow ? (doubt / sureBelow) * 0.3 : 0.31 + ((doubt - sureBelow) * 0.69) / (1 - sureBelow)
}
const sureBelow = 0.04

function logAdd(one: number, other: number): number {
  if (one === -Infinity) return other
  if (other === -Infinity) return one
  const most = Math.max(one, other)
  return most + Math.log1p(Math.exp(Math.min(one, other) - most))
}
