import type { ListWord } from './list-words.ts'

/** A run of list lines that reads on without a jump: first line and the line after the last. */
export type Fragment = { readonly from: number; readonly to: number }

/** States kept per line and places tried per line: bounds the time for any text. */
const widest = 10

const jumpCost = 7
const jumpAtBlockCost = 3.5

/** A line's place: words `at` … `end` of the reference. It floats when the reference does not hold its words. */
type State = {
  readonly floats: boolean
  readonly at: number
  readonly end: number
  readonly cost: number
  readonly before: State | undefined
}

/**
 * Puts the lines of a list whose columns break over pages into the order of a reference list that runs straight: each
 * line is located in the reference, the list is cut where the place jumps (also inside a block: columns may be glued),
 * and the fragments are sorted by place.
 * @returns the fragments in reading order; one fragment when there is nothing to compare with.
 */
export function readingOrder(
  words: readonly ListWord[],
  blockStarts: ReadonlySet<number>,
  reference: readonly ListWord[],
  lineCount: number,
): readonly Fragment[] {
  const whole = [{ from: 0, to: lineCount }]
  if (reference.length === 0 || lineCount === 0) return whole
  const places = placesOf(words, blockStarts, reference, lineCount)
  if (places === undefined) return whole
  const fragments: { from: number; to: number; at: number }[] = []
  let expected = -1
  for (const [line, place] of places.entries()) {
    const last = fragments.at(-1)
    const above = places[line - 1]
    if (last === undefined || Math.abs(place.at - expected) > 4) {
      // A column's first line that the reference spells otherwise found no place of its own: it belongs to its column.
      const takes = last !== undefined && above?.floats === true && blockStarts.has(line - 1) && last.from < line - 1
      if (takes) last.to = line - 1
      fragments.push({ from: takes ? line - 1 : line, to: line + 1, at: place.at })
    } else last.to = line + 1
    expected = place.end
  }
  return fragments.sort((one, other) => one.at - other.at)
}

/** The likeliest place of every line in the reference (Viterbi over at most ten places per line). */
function placesOf(
  words: readonly ListWord[],
  blockStarts: ReadonlySet<number>,
  reference: readonly ListWord[],
  lineCount: number,
): readonly State[] | undefined {
  const index = indexOf(reference)
  const starts = lineStarts(words, lineCount)
  let states: readonly State[] = []
  for (let line = 0; line < lineCount; line += 1) {
    const from = starts[line] ?? words.length
    const length = (starts[line + 1] ?? words.length) - from
    const jump = blockStarts.has(line) ? jumpAtBlockCost : jumpCost
    const next: State[] = []
    for (const at of candidates({ words, from, length, index, reference, states })) {
      const missed = mismatches(words, from, length, reference, at) * 1.5
      const [before, cost] = cheapest(states, at, jump)
      next.push({ at, end: at + length, cost: cost + missed, before, floats: missed > length })
    }
    // A line the reference does not hold, or spells otherwise: it stands beside its neighbor, and takes no or all its room.
    for (const state of states.slice(0, 3)) {
      const cost = state.cost + 1.5 + length * 0.8
      next.push({ at: state.end, end: state.end + length, cost, before: state, floats: true })
      next.push({ at: state.end, end: state.end, cost, before: state, floats: true })
    }
    if (next.length === 0) next.push({ at: 0, end: length, cost: 0, before: undefined, floats: true })
    states = dedupe(next.sort((one, other) => one.cost - other.cost))
  }
  return backtrack(states[0], lineCount)
}

function lineStarts(words: readonly ListWord[], lineCount: number): readonly number[] {
  const starts: number[] = []
  let at = 0
  for (let line = 0; line < lineCount; line += 1) {
    while ((words[at]?.line ?? lineCount) < line) at += 1
    starts.push(at)
  }
  return starts
}

function indexOf(reference: readonly ListWord[]): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>()
  for (const [at, word] of reference.entries()) {
    let run = ''
    for (let n = 0; n < 4; n += 1) {
      const key = n === 0 ? word.key : reference[at + n]?.key
      if (key === undefined) break
      run = n === 0 ? key : `${run} ${key}`
      const places = index.get(run)
      if (places === undefined) index.set(run, [at])
      else if (places.length < 200) places.push(at)
    }
  }
  return index
}

type Search = {
  readonly words: readonly ListWord[]
  readonly from: number
  readonly length: number
  readonly index: ReadonlyMap<string, readonly number[]>
  readonly reference: readonly ListWord[]
  readonly states: readonly State[]
}

/** Places where the line may stand: where its first words (and, if they are frequent, the following ones) stand. */
function candidates({ words, from, length, index, reference, states }: Search): ReadonlySet<number> {
  const found = new Set<number>()
  if (length === 0) return found
  const first = words[from]?.key
  for (const state of states)
    for (let slip = -3; slip <= 4; slip += 1)
      if (reference[state.end + slip]?.key === first) found.add(state.end + slip)
  // Where the likeliest reading simply goes on, no jump can be better: nearly all lines end here.
  const on = states[0]?.end
  if (on !== undefined && found.has(on) && mismatches(words, from, length, reference, on) === 0) return found
  const lengths = length === 1 ? [4, 3, 2, 1] : [4, 3, 2]
  for (const n of lengths) {
    const run = words
      .slice(from, from + n)
      .map((word) => word.key)
      .join(' ')
    for (const at of (index.get(run) ?? []).slice(0, widest)) found.add(at)
    if (found.size >= widest) break
  }
  if (found.size === 0 && length > 1) {
    // Perhaps only the first word is spelled otherwise, or an article was left out.
    const run = words
      .slice(from + 1, from + 4)
      .map((word) => word.key)
      .join(' ')
    for (const at of (index.get(run) ?? []).slice(0, widest)) found.add(Math.max(0, at - 1))
  }
  return found
}

function mismatches(
  words: readonly ListWord[],
  from: number,
  length: number,
  reference: readonly ListWord[],
  at: number,
): number {
  let missed = 0
  for (let n = 0; n < Math.min(length, 30); n += 1) if (words[from + n]?.key !== reference[at + n]?.key) missed += 1
  return missed
}

function cheapest(states: readonly State[], at: number, jump: number): readonly [State | undefined, number] {
  let best: State | undefined
  let least = states.length === 0 ? 0 : Infinity
  for (const state of states) {
    const slip = Math.abs(at - state.end)
    const cost = state.cost + (slip === 0 ? 0 : slip <= 4 ? 0.8 : jump)
    if (cost < least) [best, least] = [state, cost]
  }
  return [best, least]
}

function dedupe(states: readonly State[]): readonly State[] {
  const kept = new Map<number, State>()
  for (const state of states) {
    if (kept.size >= widest) break
    if (!kept.has(state.end)) kept.set(state.end, state)
  }
  return [...kept.values()]
}

function backtrack(last: State | undefined, lineCount: number): readonly State[] | undefined {
  const places: State[] = []
  for (let state = last; state !== undefined; state = state.before) places.push(state)
  return places.length === lineCount ? places.toReversed() : undefined
}
