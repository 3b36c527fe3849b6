import { hashBundle } from './bundle.ts'
import type { Hash, Hasher } from './hasher.ts'
import { emptyEdge, nodeHasher, pushLeaf, type Edge } from './tree.ts'

/** A tree that is counted up leaf by leaf and keeps its right edge only: for recounting millions of leaves. */
export type GrowingTree = {
  /** Takes the next leaf by its hash. */
  readonly takeLeaf: (leaf: Hash) => void
  /** Takes all entries of the next bundle. @returns how many, or `undefined` when it is none (and takes nothing). */
  readonly takeBundle: (bytes: Uint8Array) => number | undefined
  /** The edge so far. */
  readonly edge: () => Edge
}

/** Begins a tree at an edge (usually the empty one). */
export function startTree(hasher: Hasher, edge: Edge = emptyEdge): GrowingTree {
  const node = nodeHasher(hasher)
  const stack = [...edge.hashes]
  let size = edge.size
  const takeLeaf = (leaf: Hash): void => {
    pushLeaf(stack, size, leaf, node)
    size++
  }
  const takeBundle = (bytes: Uint8Array): number | undefined => {
    const leaves = hashBundle(bytes, hasher)
    for (const leaf of leaves ?? []) takeLeaf(leaf)
    return leaves?.length
  }
  return { takeLeaf, takeBundle, edge: () => ({ size, hashes: [...stack] }) }
}
