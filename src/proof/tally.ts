import { Fault } from '#kernel'
import { startBallots, type Ballots } from './ballots.ts'
import {
  countStates,
  fateOf,
  FLAGS,
  startLeafStates,
  type LeafFate,
  type LeafStates,
  type Standing,
} from './leaf-states.ts'
import { parseLeaf, type Leaf } from './leaf.ts'
import { startSignatureScan } from './signature-scan.ts'

/** What is wrong with a leaf. It counts nothing for what it names wrongly; the rest of the log is counted on. */
export type TallyProblem = {
  readonly index: number
  readonly kind: 'unreadable' | 'unknown-version' | 'version-twice' | 'bad-reference'
  /** The version hash or leaf index that is wrong. */
  readonly about?: string | number
}

/** A declared version and how its signatures stand. */
export type VersionCount = Standing & {
  readonly hash: string
  readonly letter: string
  readonly edition: string
  readonly number: number
  readonly recipient: string
}

/** A letter (its slug) and how many leaves name at least one version of it. */
export type LetterCount = Standing & { readonly letter: string }

/** What the counting rule of docs/formats/leaves.md makes of a log. Versions and letters are in the log's order. */
export type TallyResult = {
  readonly size: number
  /** All signatures of the log, each once. */
  readonly all: Standing
  readonly versions: readonly VersionCount[]
  readonly letters: readonly LetterCount[]
  /** The first 1,000 problems. */
  readonly problems: readonly TallyProblem[]
  readonly problemCount: number
}

/** A count under way; takes every leaf of a log once, from index 0 on. */
export type Tally = {
  /** @throws Fault `bad-state` when `index` is not the next one. */
  readonly take: (index: number, leaf: Leaf | undefined) => void
  /** The same for the entry from `start` to `end`, as the log keeps it, without making an object of a `sig` leaf. */
  readonly takeEntry: (index: number, bytes: Uint8Array, start?: number, end?: number) => void
  /** What became of a leaf so far; `undefined` for one that is not there or was never to be counted. */
  readonly fateOf: (index: number) => LeafFate | undefined
  readonly result: () => TallyResult
}

const MOST_PROBLEMS = 1000

type Count = {
  readonly states: LeafStates
  readonly ballots: Ballots
  readonly report: (problem: Omit<TallyProblem, 'index'>) => void
}

/** A leaf that asks to be counted, named by its type; one whose `r` does not hold counts nothing. */
function takeSignature({ states, ballots, report }: Count, kind: number, ballot: number, replaces: number): void {
  for (const hash of ballots.all[ballot]?.unknown ?? []) report({ kind: 'unknown-version', about: hash })
  const replaced = replaces < 0 ? 0 : states.flagsOf(replaces)
  // Only one leaf can stand for another, and only one of its own kind: else a name could be counted twice.
  if (replaces >= 0 && ((replaced & kind) === 0 || (replaced & FLAGS.replaced) !== 0)) {
    report({ kind: 'bad-reference', about: replaces })
    return states.push(0, 0)
  }
  if (replaces >= 0) states.set(replaces, FLAGS.replaced)
  states.push(kind, ballot)
}

/** Sets or clears a flag of earlier signatures. */
function mark({ states, report }: Count, indexes: readonly number[], change: (index: number) => void, never = 0): void {
  for (const index of indexes) {
    const flags = states.flagsOf(index)
    if ((flags & FLAGS.counted) === 0 || (flags & never) !== 0) report({ kind: 'bad-reference', about: index })
    else change(index)
  }
  states.push(0, 0)
}

const encoder = new TextEncoder()

function ballotOf(ballots: Ballots, hashes: readonly string[]): number {
  const list = encoder.encode(JSON.stringify(hashes))
  return ballots.of(list, 0, list.length)
}

function takeLeaf(count: Count, leaf: Leaf): void {
  const { states, ballots, report } = count
  switch (leaf.t) {
    case 'version':
      if (!ballots.declare(leaf)) report({ kind: 'version-twice', about: leaf.h })
      return states.push(0, 0)
    case 'sig':
    case 'org':
      return takeSignature(count, FLAGS[leaf.t], ballotOf(ballots, leaf.e), leaf.r ?? -1)
    case 'wsig':
      return takeSignature(count, FLAGS.wsig, ballotOf(ballots, leaf.e), -1)
    case 'wd':
      return mark(count, [leaf.i], (index) => states.set(index, FLAGS.withdrawn), FLAGS.replaced)
    case 'er':
      return mark(count, [leaf.i], () => {})
    case 'hold':
      return mark(count, leaf.i, (index) => states.set(index, FLAGS.held))
    case 'free':
      return mark(count, leaf.i, (index) => states.clear(index, FLAGS.held))
    case 'inv':
      return mark(count, leaf.i, (index) => states.set(index, FLAGS.invalidated))
    case 'uninv':
      return mark(count, leaf.i, (index) => states.clear(index, FLAGS.invalidated))
    default:
      // Reserved types say nothing about the count.
      return states.push(0, 0)
  }
}

function resultOf({ states, ballots }: Count): Omit<TallyResult, 'problems' | 'problemCount'> {
  const { all, versions, letters } = countStates(states, ballots)
  return {
    size: states.size(),
    all,
    versions: ballots.versions.map(({ h, l, e, n, r }, i) => ({
      hash: h,
      letter: l,
      edition: e,
      number: n,
      recipient: r,
      ...versions(i),
    })),
    letters: ballots.letters.map((letter, i) => ({ letter, ...letters(i) })),
  }
}

/**
 * Counts a log by the rule of docs/formats/leaves.md: a `sig`, `org` or `wsig` leaf stands unless it is withdrawn,
 * replaced, invalidated or held. Keeps five bytes for a leaf.
 */
export function startTally(): Tally {
  const problems: TallyProblem[] = []
  let problemCount = 0
  const states = startLeafStates()
  const report: Count['report'] = (problem) => {
    problemCount += 1
    if (problems.length < MOST_PROBLEMS) problems.push({ index: states.size(), ...problem })
  }
  const count: Count = { states, ballots: startBallots(), report }
  const scan = startSignatureScan()

  function take(index: number, leaf: Leaf | undefined): void {
    if (index !== states.size()) throw new Fault('bad-state', `leaf ${index} came when ${states.size()} was due`)
    if (leaf !== undefined) return takeLeaf(count, leaf)
    report({ kind: 'unreadable' })
    states.push(0, 0)
  }

  function takeEntry(index: number, bytes: Uint8Array, start = 0, end = bytes.length): void {
    if (index !== states.size() || !scan.read(bytes, start, end))
      return take(index, parseLeaf(bytes.subarray(start, end)))
    takeSignature(count, FLAGS.sig, count.ballots.of(bytes, scan.listStart, scan.listEnd), scan.replaces)
  }

  return {
    take,
    takeEntry,
    fateOf: (index) => fateOf(states.flagsOf(index)),
    result: () => ({ ...resultOf(count), problems: [...problems], problemCount }),
  }
}
