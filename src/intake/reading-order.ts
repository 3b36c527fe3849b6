import type { ListWord } from './list-words.ts'

/** A list that runs straight, and where its words stand. */
export type Reference = {
  readonly words: readonly ListWord[]
  /** Where a run of one to four words stands: the first 200 places. */
  readonly placesOf: (run: readonly ListWord[]) => readonly number[]
}

/** Makes a list of words one that others are ordered by. What is not asked for costs nothing: most lists need little. */
export function referenceOf(words: readonly ListWord[]): Reference {
  const indexes: (ReadonlyMap<string, readonly number[]> | undefined)[] = []
  return {
    words,
    placesOf: (run) => {
      const index = (indexes[run.length] ??= indexOf(words, run.length))
      return index.get(run.map((word) => word.key).join(' ')) ?? []
    },
  }
}

function indexOf(words: readonly ListWord[], length: number): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>()
  for (let at = 0; at + length <= words.length; at += 1) {
    let run = words[at]?.key ?? ''
    for (let n = 1; n < length; n += 1) run = `${run} ${words[at + n]?.key}`
    const places = index.get(run)
    if (places === undefined) index.set(run, [at])
    else if (places.length < 200) places.push(at)
  }
  return index
}

/** A run of list lines that reads on without a jump: first line and the line after the last. */
export type Fragment = { readonly from: number; readonly to: number }

/** States kept per line and places tried per line: bounds the time for any text. */
const widest = 10

const jumpCost = 7
const jumpAtBlockCost = 1.2

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
  reference: Reference,
  lineCount: number,
): readonly Fragment[] {
  const whole = [{ from: 0, to: lineCount }]
  if (reference.words.length === 0 || lineCount === 0) return whole
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
  reference: Reference,
  lineCount: number,
): readonly State[] | undefined {
  const starts = lineStarts(words, lineCount)
  let states: readonly State[] = []
  for (let line = 0; line < lineCount; line += 1) {
    const from = starts[line] ?? words.length
    const length = (starts[line + 1] ?? words.length) - from
    const jump = blockStarts.has(line) ? jumpAtBlockCost : jumpCost
    const next: State[] = []
    for (const at of candidates({ words, from, length, reference, states })) {
      const missed = mismatches(words, from, length, reference.words, at) * 1.5
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

type Search = {
  readonly words: readonly ListWord[]
  readonly from: number
  readonly length: number
  readonly reference: Reference
  readonly states: readonly State[]
}

/** Places where the line may stand: where its first words (and, if they are frequent, the following ones) stand. */
function candidates({ words, from, length, reference, states }: Search): ReadonlySet<number> {
  const found = new Set<number>()
  if (length === 0) return found
  const first = words[from]?.key
  for (const state of states)
    for (let slip = -3; slip <= 4; slip += 1)
      if (reference.words[state.end + slip]?.key === first) found.add(state.end + slip)
  // Where the likeliest reading simply goes on, no jump can be better: nearly all lines end here.
  const on = states[0]?.end
  if (on !== undefined && found.has(on) && mismatches(words, from, length, reference.words, on) === 0) return found
  const add = (run: readonly ListWord[], back: number): void => {
    for (const at of reference.placesOf(run).slice(0, widest)) found.add(Math.max(0, at - back))
  }
  for (const n of length === 1 ? [4, 3, 2, 1] : [4, 3, 2]) {
    const run = words.slice(from, from + n)
    if (run.length === n) add(run, 0)
    if (found.size >= widest) break
    // Where the whole line stands as it is, shorter runs only add worse places.
    if (n > 2 && n <= length && [...found].some((at) => mismatches(words, from, length, reference.words, at) === 0))
      break
  }
  // Perhaps only the first word is spelled otherwise, or an article was left out.
  if (found.size === 0 && length > 1) add(words.slice(from + 1, from + 4), 1)
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
