import { Fault } from '#kernel'
import { joinBytes } from './bytes.ts'
import { HASH_BYTES, type Hash, type Hasher } from './hasher.ts'

/**
 * The right edge of a tree: the roots of the full subtrees that its leaves make up, largest first. All that must be kept
 * to grow it; there are as many as `size` has ones in binary.
 */
export type Edge = { readonly size: number; readonly hashes: readonly Hash[] }

/** A hash of two hashes; see `nodeHasher`. */
export type NodeHash = (left: Hash, right: Hash) => Hash

const LEAF = 0x00
const NODE = 0x01

/** SHA-256(0x00 ‖ entry), RFC 6962 section 2.1. */
export function leafHash(entry: Uint8Array, hasher: Hasher): Hash {
  return hasher(joinBytes(Uint8Array.of(LEAF), entry))
}

/** The leaf hashes of many entries; one buffer serves them all, which is twice as fast as one for each. */
export function hashLeaves(entries: readonly Uint8Array[], hasher: Hasher): readonly Hash[] {
  const bytes = new Uint8Array(1 + entries.reduce((longest, entry) => Math.max(longest, entry.length), 0))
  bytes[0] = LEAF
  return entries.map((entry) => {
    bytes.set(entry, 1)
    return hasher(bytes.subarray(0, 1 + entry.length))
  })
}

/** SHA-256(0x01 ‖ left ‖ right), RFC 6962 section 2.1; one buffer serves every call. */
export function nodeHasher(hasher: Hasher): NodeHash {
  const bytes = new Uint8Array(1 + 2 * HASH_BYTES)
  bytes[0] = NODE
  return (left, right) => {
    bytes.set(left, 1)
    bytes.set(right, 1 + HASH_BYTES)
    return hasher(bytes)
  }
}

/** The edge of the tree without leaves. */
export const emptyEdge: Edge = { size: 0, hashes: [] }

/**
 * Puts a full subtree on a stack that holds the edge of a tree: a leaf on that of `size` leaves, or, when all subtrees
 * there are at least as high, one of 2^k leaves on that of `size` times 2^k.
 */
export function pushSubtree(stack: Hash[], size: number, root: Hash, node: NodeHash): void {
  let hash = root
  // Each trailing one of the size in binary is a full subtree that now finds its equal on the right.
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
    const left = stack.pop()
    if (left === undefined) throw new Fault('bad-state', 'The edge of a tree has fewer hashes than its size demands.')
    hash = node(left, hash)
  }
  stack.push(hash)
}

/** The root over 1, 2, 4, … hashes that stand one after another, as in a tile. */
export function rootOfFull(hashes: Uint8Array, hasher: Hasher): Hash {
  // One buffer, no copies of pairs: the byte before a pair belongs to one that has been hashed already (or to nobody), so
  // it can be the 0x01 of a node; and a pair's hash goes where nothing is read any more.
  const bytes = new Uint8Array(1 + hashes.length)
  bytes.set(hashes, 1)
  let root: Hash = hashes.slice(0, HASH_BYTES)
  for (let length = hashes.length; length > HASH_BYTES; length /= 2)
    for (let from = 0; from < length; from += 2 * HASH_BYTES) {
      bytes[from] = NODE
      root = hasher(bytes.subarray(from, from + 1 + 2 * HASH_BYTES))
      bytes.set(root, 1 + from / 2)
    }
  return root
}

/** The edge after these leaves were appended. */
export function growEdge(edge: Edge, leafHashes: Iterable<Hash>, hasher: Hasher): Edge {
  const node = nodeHasher(hasher)
  const hashes = [...edge.hashes]
  let size = edge.size
  for (const leaf of leafHashes) pushSubtree(hashes, size++, leaf, node)
  return { size, hashes }
}

/** The root of the tree with this edge; of the empty tree it is SHA-256 of nothing (RFC 6962 section 2.1). */
export function rootOf(edge: Edge, hasher: Hasher): Hash {
  const node = nodeHasher(hasher)
  return (
    edge.hashes.reduceRight<Hash | undefined>((right, left) => (right ? node(left, right) : left), undefined) ??
    hasher(new Uint8Array(0))
  )
}
