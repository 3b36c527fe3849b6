import type { LeafFate } from './leaf-states.ts'
import { startOpeningCheck } from './opening-check.ts'
import { parseOpenings } from './openings.ts'
import type { HashCore } from './sha256.ts'
import type { Tally } from './tally.ts'
import { TILE_WIDTH } from './tile.ts'

/** What can be wrong with a name that a list shows. */
export type NameProblem =
  | { readonly kind: 'openings-missing' | 'openings-broken'; readonly bundle: number }
  | { readonly kind: 'name-differs' | 'name-without-signature'; readonly index: number }
  | { readonly kind: 'name-not-standing'; readonly index: number; readonly fate: LeafFate }

/** Checks lists of names against the commitments in the log, bundle by bundle. */
export type NameCheck = {
  readonly take: (bundle: number, entries: readonly Uint8Array[], openings: string | undefined) => void
  /** How many names the lists show. */
  readonly shown: () => number
  /** What was wrong, once the whole log is counted: a later leaf may have withdrawn what a list still shows. */
  readonly problems: (tally: Tally) => readonly NameProblem[]
}

const MOST_PROBLEMS = 1000
const BEFORE_COMMITMENT = new TextEncoder().encode('{"c":"')

/** @param growing whether openings of leaves beyond the entries are newer than the checkpoint rather than wrong */
export function startNameCheck(core: HashCore, growing: boolean): NameCheck {
  const holds = startOpeningCheck(core)
  const shown: number[] = []
  const found: NameProblem[] = []
  const report = (problem: NameProblem): void => {
    if (found.length < MOST_PROBLEMS) found.push(problem)
  }

  /** Of leaves only `sig` and `org` begin with a commitment; an entry that is no leaf at all is the tally's to report. */
  const hasCommitment = (entry: Uint8Array): boolean => BEFORE_COMMITMENT.every((byte, i) => entry[i] === byte)

  function take(bundle: number, entries: readonly Uint8Array[], text: string | undefined): void {
    if (text === undefined) return report({ kind: 'openings-missing', bundle })
    const openings = parseOpenings(text, bundle)
    if (openings === undefined) return report({ kind: 'openings-broken', bundle })
    for (const { index, opening } of openings) {
      const entry = entries[index - bundle * TILE_WIDTH]
      if (entry === undefined && growing) continue
      shown.push(index)
      if (entry === undefined || !hasCommitment(entry)) report({ kind: 'name-without-signature', index })
      else if (!holds(opening, entry, BEFORE_COMMITMENT.length)) report({ kind: 'name-differs', index })
    }
  }

  function problems(tally: Tally): readonly NameProblem[] {
    const gone: NameProblem[] = []
    for (const index of shown) {
      const fate = tally.fateOf(index)
      if (fate !== undefined && fate !== 'standing' && gone.length < MOST_PROBLEMS)
        gone.push({ kind: 'name-not-standing', index, fate })
    }
    return [...found, ...gone]
  }

  return { take, shown: () => shown.length, problems }
}
