import type { Ballots } from './ballots.ts'

/** How the signatures of one version, letter or log stand; each leaf is in one of the four, a replaced one in none. */
export type Standing = {
  readonly standing: number
  readonly withdrawn: number
  readonly held: number
  readonly invalidated: number
}

/** What is known of a leaf, in one byte: its kind when it can count, and what later leaves did to it. */
export const FLAGS = {
  sig: 0x01,
  org: 0x02,
  wsig: 0x04,
  /** Any of the three. */
  counted: 0x07,
  replaced: 0x08,
  withdrawn: 0x10,
  held: 0x20,
  invalidated: 0x40,
} as const

/** One byte of flags and the number of a ballot for every leaf. */
export type LeafStates = {
  readonly size: () => number
  readonly push: (flags: number, ballot: number) => void
  /** 0 for a leaf that is not there yet or cannot count. */
  readonly flagsOf: (index: number) => number
  readonly ballotOf: (index: number) => number
  readonly set: (index: number, flag: number) => void
  readonly clear: (index: number, flag: number) => void
}

/** Starts empty; grows by doubling. */
export function startLeafStates(): LeafStates {
  let size = 0
  let flags = new Uint8Array(1024)
  let ballots = new Uint32Array(1024)

  function grow(): void {
    const [before, beforeBallots] = [flags, ballots]
    flags = new Uint8Array(before.length * 2)
    ballots = new Uint32Array(before.length * 2)
    flags.set(before)
    ballots.set(beforeBallots)
  }

  return {
    size: () => size,
    push: (flag, ballot) => {
      if (size === flags.length) grow()
      flags[size] = flag
      ballots[size] = ballot
      size += 1
    },
    flagsOf: (index) => (index < size ? (flags[index] ?? 0) : 0),
    ballotOf: (index) => ballots[index] ?? 0,
    set: (index, flag) => {
      flags[index] = (flags[index] ?? 0) | flag
    },
    clear: (index, flag) => {
      flags[index] = (flags[index] ?? 0) & ~flag
    },
  }
}

/** What became of a leaf that asked to be counted. */
export type LeafFate = 'standing' | 'withdrawn' | 'held' | 'invalidated' | 'replaced'

const FATES = ['standing', 'withdrawn', 'held', 'invalidated'] as const
const CLASSES = FATES.length

/** Withdrawn before all: who has left is not also held back. */
function classOf(flags: number): number {
  if ((flags & FLAGS.counted) === 0 || (flags & FLAGS.replaced) !== 0) return -1
  if ((flags & FLAGS.withdrawn) !== 0) return 1
  if ((flags & FLAGS.invalidated) !== 0) return 3
  return (flags & FLAGS.held) === 0 ? 0 : 2
}

/** What flags say of a leaf; `undefined` when it never counted. */
export function fateOf(flags: number): LeafFate | undefined {
  if ((flags & FLAGS.counted) === 0) return undefined
  return (flags & FLAGS.replaced) === 0 ? FATES[classOf(flags)] : 'replaced'
}

const standingAt = (counts: Float64Array, place: number): Standing => ({
  standing: counts[place * CLASSES] ?? 0,
  withdrawn: counts[place * CLASSES + 1] ?? 0,
  held: counts[place * CLASSES + 2] ?? 0,
  invalidated: counts[place * CLASSES + 3] ?? 0,
})

/** Adds up the states: first by ballot, of which there are few, then by version and letter. */
export function countStates(
  states: LeafStates,
  ballots: Ballots,
): {
  readonly all: Standing
  readonly versions: (version: number) => Standing
  readonly letters: (letter: number) => Standing
} {
  const byBallot = new Float64Array(ballots.all.length * CLASSES)
  for (let i = 0; i < states.size(); i += 1) {
    const place = classOf(states.flagsOf(i))
    if (place < 0) continue
    const at = states.ballotOf(i) * CLASSES + place
    byBallot[at] = (byBallot[at] ?? 0) + 1
  }
  const all = new Float64Array(CLASSES)
  const versions = new Float64Array(ballots.versions.length * CLASSES)
  const letters = new Float64Array(ballots.letters.length * CLASSES)
  const add = (counts: Float64Array, at: number, ballot: number, place: number): void => {
    counts[at * CLASSES + place] = (counts[at * CLASSES + place] ?? 0) + (byBallot[ballot * CLASSES + place] ?? 0)
  }
  ballots.all.forEach((ballot, i) => {
    for (let place = 0; place < CLASSES; place += 1) {
      add(all, 0, i, place)
      for (const version of ballot.versions) add(versions, version, i, place)
      for (const letter of ballot.letters) add(letters, letter, i, place)
    }
  })
  return {
    all: standingAt(all, 0),
    versions: (version) => standingAt(versions, version),
    letters: (letter) => standingAt(letters, letter),
  }
}
