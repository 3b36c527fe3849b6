import { isUnsureHyphen, joinLines, type Spelling } from './spelling.ts'

/** A name put together from printed lines `from` … `to - 1`. */
export type JoinedName = {
  readonly name: string
  readonly from: number
  readonly to: number
  /** Chance that the name begins or ends elsewhere, 0 to 1; 0 when it is below two in a hundred. */
  readonly doubt: number
}

/** No name runs over more lines than this. */
export const longestName = 9

/** The witnesses are not independent of each other: their joint weight is taken down when a doubt is stated. */
const temper = 0.75

/** A line about which the witnesses are silent: whether the words beside it say something all the same. */
export type Silence = 'open' | 'said' | undefined

/** All that decides how a list is cut into names. */
export type Cut = {
  readonly silent: readonly Silence[]
  readonly lines: readonly string[]
  /** Log-odds that a name begins at each line. */
  readonly odds: readonly number[]
  readonly order: (before: number, next: number) => number
  readonly known: Spelling
  /** What each candidate name says of itself. */
  readonly scores: Float64Array
}

/** A candidate's whole score: its inner line ends must be wraps, its start a start. */
function withOdds({ lines, odds, scores }: Cut): Float64Array {
  const total = scores.slice()
  for (let from = 0; from < lines.length; from += 1) {
    let joins = 0
    for (let count = 1; count <= longestName && from + count <= lines.length; count += 1) {
      if (count > 1) joins -= odds[from + count - 1] ?? 0
      const at = from * longestName + count - 1
      total[at] = joins < -24 ? -Infinity : (total[at] ?? -Infinity) + (odds[from] ?? 0) / 2 + joins / 2
    }
  }
  return total
}

/** Forward and backward over all cuts (semi-Markov), in log space; and the best single cut. */
export function bestCut(cut: Cut): Result {
  const n = cut.lines.length
  const scores = withOdds(cut)
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
        forward[at] = score * temper
        best[at] = score
        continue
      }
      for (let before = 1; before <= longestName && start - before >= 0; before += 1) {
        const prior = (start - before) * longestName + before - 1
        if (forward[prior] === -Infinity) continue
        const step = cut.order(start - before, start)
        forward[at] = logAdd(forward[at] ?? -Infinity, (forward[prior] ?? -Infinity) + (step + score) * temper)
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
      for (let next = 1; next <= Math.min(longestName, n - end); next += 1) {
        const after = end * longestName + next - 1
        const rest = (scores[after] ?? -Infinity) * temper + (backward[after] ?? -Infinity)
        if (rest > -Infinity) backward[at] = logAdd(backward[at] ?? -Infinity, cut.order(start, end) * temper + rest)
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

/**
 * The doubt to state. Where the witnesses are silent, rare words decide, which weigh less than they seem to: such doubts
 * are stated larger. A name that runs over a line end at which every list ends a line is always worth a look.
 */
function stated(
  doubt: number,
  silent: readonly Silence[],
  { start, end }: { readonly start: number; readonly end: number },
): number {
  const over = silent.slice(start + 1, end)
  const touches = over.some((one) => one !== undefined) || silent[start] !== undefined || silent[end] !== undefined
  const larger = touches ? doubt ** 0.7 : doubt
  return over.includes('open') && doubt > 0.02 ? Math.max(0.31, larger) : larger
}

/** The best names, and for each line the chance that a name begins there. */
export type Result = { readonly names: readonly JoinedName[]; readonly begins: Float64Array }

function readBack({ lines, known, silent }: Cut, { forward, backward, best, from }: Tables): Result {
  let at = -1
  let total = -Infinity
  for (let count = 1; count <= Math.min(longestName, lines.length); count += 1) {
    const last = (lines.length - count) * longestName + count - 1
    total = logAdd(total, forward[last] ?? -Infinity)
    if (at < 0 || (best[last] ?? -Infinity) > (best[at] ?? -Infinity)) at = last
  }
  const chance = (piece: number): number =>
    Math.min(1, Math.exp((forward[piece] ?? 0) + (backward[piece] ?? 0) - total))
  const begins = new Float64Array(lines.length)
  for (let piece = 0; piece < forward.length; piece += 1) {
    const start = Math.floor(piece / longestName)
    if (forward[piece] !== -Infinity) begins[start] = Math.min(1, (begins[start] ?? 0) + chance(piece))
  }
  const names: JoinedName[] = []
  while (at >= 0) {
    const start = Math.floor(at / longestName)
    const end = start + (at % longestName) + 1
    const unsure = lines
      .slice(start + 1, end)
      .some((line, inner) => isUnsureHyphen(lines[start + inner] ?? '', line, known))
    const doubt = Math.max(stated(1 - chance(at), silent, { start, end }), unsure ? 0.4 : 0)
    const name = lines.slice(start, end).reduce((sum, line) => joinLines(sum, line, known), '')
    names.push({ name, from: start, to: end, doubt: doubt < 0.02 ? 0 : Math.round(doubt * 100) / 100 })
    at = from[at] ?? -1
  }
  return { names: names.toReversed(), begins }
}

function logAdd(one: number, other: number): number {
  if (one === -Infinity) return other
  if (other === -Infinity) return one
  const most = Math.max(one, other)
  return most + Math.log1p(Math.exp(Math.min(one, other) - most))
}
