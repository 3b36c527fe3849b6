import { hashBundle } from './bundle.ts'
import { joinBytes } from './bytes.ts'
import type { Hash, Hasher } from './hasher.ts'
import { TILE_WIDTH } from './tile.ts'
import { emptyEdge, nodeHasher, pushSubtree, rootOfFull, type Edge } from './tree.ts'

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
  const takeLeaf = (leaf: Hash): void => pushSubtree(stack, size++, leaf, node)
  const takeBundle = (bytes: Uint8Array): number | undefined => {
    const leaves = hashBundle(bytes, hasher)
    if (leaves === undefined) return undefined
    if (leaves.length < TILE_WIDTH || size % TILE_WIDTH > 0) for (const leaf of leaves) takeLeaf(leaf)
    else {
      pushSubtree(stack, size / TILE_WIDTH, rootOfFull(joinBytes(...leaves), hasher), node)
      size += TILE_WIDTH
    }
    return leaves.length
  }
  return { takeLeaf, takeBundle, edge: () => ({ size, hashes: [...stack] }) }
}
