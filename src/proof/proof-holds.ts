import { sameBytes } from './bytes.ts'
import { HASH_BYTES, type Hash, type Hasher } from './hasher.ts'
import { nodeHasher } from './tree.ts'

/** The claim that a leaf stands at `index` in the tree of `size` leaves with this root. */
export type InclusionClaim = {
  readonly index: number
  readonly size: number
  readonly leafHash: Hash
  readonly proof: readonly Hash[]
  readonly root: Hash
}

/** The claim that the tree of `before` leaves is the beginning of the tree of `after` leaves. */
export type GrowthClaim = {
  readonly before: number
  readonly after: number
  readonly rootBefore: Hash
  readonly rootAfter: Hash
  readonly proof: readonly Hash[]
}

/** Where a proof's path has come to: at node `at` of a level whose last node is `last`. */
type Step = { at: number; last: number }

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0
const areHashes = (...hashes: readonly Hash[]): boolean => hashes.every((hash) => hash.length === HASH_BYTES)
const half = (value: number): number => Math.floor(value / 2)

function up(step: Step): void {
  step.at = half(step.at)
  step.last = half(step.last)
}

/** Goes one level up; from the end of a level on, past all levels where this node has no neighbor. */
function upFromLeftNeighbor(step: Step): void {
  while (step.at % 2 === 0 && step.at !== 0) up(step)
  up(step)
}

/** Whether a proof of inclusion holds (RFC 9162 section 2.1.3.2, without recursion). Never throws. */
export function inclusionHolds({ index, size, leafHash, proof, root }: InclusionClaim, hasher: Hasher): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false
  if (!areHashes(leafHash, root, ...proof)) return false
  const node = nodeHasher(hasher)
  const step: Step = { at: index, last: size - 1 }
  let hash = leafHash
  for (const next of proof) {
    if (step.last === 0) return false
    if (step.at % 2 === 1 || step.at === step.last) {
      hash = node(next, hash)
      upFromLeftNeighbor(step)
    } else {
      hash = node(hash, next)
      up(step)
    }
  }
  return step.last === 0 && sameBytes(hash, root)
}

/**
 * Whether a proof of growth (RFC 6962: consistency) holds (RFC 9162 section 2.1.4.2, without recursion). Of equal sizes
 * it demands equal roots and no proof. Of `before` 0 it says no: nothing follows from an empty tree. Never throws.
 */
export function growthHolds({ before, after, rootBefore, rootAfter, proof }: GrowthClaim, hasher: Hasher): boolean {
  if (!isCount(before) || !isCount(after) || before === 0 || before > after) return false
  if (!areHashes(rootBefore, rootAfter, ...proof)) return false
  if (before === after) return proof.length === 0 && sameBytes(rootBefore, rootAfter)
  if (proof.length === 0) return false
  const node = nodeHasher(hasher)
  const step: Step = { at: before - 1, last: after - 1 }
  while (step.at % 2 === 1) up(step)
  // A tree of 2^k leaves is itself the first node of the path, and known: the proof leaves it out.
  const [first = rootBefore, ...rest] = step.at === 0 ? [rootBefore, ...proof] : proof
  let [old, grown] = [first, first]
  for (const next of rest) {
    if (step.last === 0) return false
    if (step.at % 2 === 1 || step.at === step.last) {
      old = node(next, old)
      grown = node(next, grown)
      upFromLeftNeighbor(step)
    } else {
      grown = node(grown, next)
      up(step)
    }
  }
  return step.last === 0 && sameBytes(old, rootBefore) && sameBytes(grown, rootAfter)
}
