import * as bundle from './bundle.ts'
import * as tiles from './grow-tiles.ts'
import { startTree as begin, type GrowingTree } from './growing-tree.ts'
import type { Hash } from './hasher.ts'
import { sha256 } from './node-hasher.ts'
import * as policy from './policy.ts'
import * as holds from './proof-holds.ts'
import * as prove from './prove.ts'
import type { ReadTile } from './tile.ts'
import * as tree from './tree.ts'
import * as key from './verifier-key.ts'

// What hashes a tree takes its SHA-256 as a parameter, and so does not touch node:crypto; here it gets node's unless told
// otherwise. A browser imports the files above this one.

/** SHA-256(0x00 ‖ entry), RFC 6962 section 2.1. */
export function leafHash(entry: Uint8Array, hasher = sha256): Hash {
  return tree.leafHash(entry, hasher)
}

/** The leaf hashes of many entries: twice as fast as `leafHash` for each. */
export function hashLeaves(entries: readonly Uint8Array[], hasher = sha256): readonly Hash[] {
  return tree.hashLeaves(entries, hasher)
}

/** The edge after these leaves were appended. */
export function growEdge(edge: tree.Edge, leafHashes: Iterable<Hash>, hasher = sha256): tree.Edge {
  return tree.growEdge(edge, leafHashes, hasher)
}

/** The root of the tree with this edge; of the empty tree it is SHA-256 of nothing. */
export function rootOf(edge: tree.Edge, hasher = sha256): Hash {
  return tree.rootOf(edge, hasher)
}

/** Begins a tree that is counted up bundle by bundle and keeps its right edge only: for recounting millions of leaves. */
export function startTree(edge = tree.emptyEdge, hasher = sha256): GrowingTree {
  return begin(hasher, edge)
}

/** The leaf hashes of a bundle's entries, in their order. @returns `undefined` when the bytes are no bundle. */
export function hashBundle(bytes: Uint8Array, hasher = sha256): readonly Hash[] | undefined {
  return bundle.hashBundle(bytes, hasher)
}

/**
 * The tiles of hashes that are new or grew when leaves are appended to a tree of `before` leaves, with their bytes, in
 * the order of `tilesFor`. `readTile` gives partial tiles of the tree before. @throws a Fault for one of wrong length.
 */
export function growTiles(
  before: number,
  leafHashes: readonly Hash[],
  readTile: ReadTile,
  hasher = sha256,
): Promise<readonly tiles.GrownTile[]> {
  return tiles.growTiles(before, leafHashes, readTile, hasher)
}

/** The proof that the leaf at `index` stands in the tree of `size` leaves, made from hash tiles as wide as in that tree. */
export function proveInclusion(
  index: number,
  size: number,
  readTile: ReadTile,
  hasher = sha256,
): Promise<readonly Hash[]> {
  return prove.inclusionProver(size, readTile, hasher)(index)
}

/** Proves many leaves of one tree: as `proveInclusion`, but what neighbors share is read and hashed once. */
export function inclusionProver(size: number, readTile: ReadTile, hasher = sha256): prove.InclusionProver {
  return prove.inclusionProver(size, readTile, hasher)
}

/** The proof that the tree of `before` leaves is the beginning of that of `after`, made from hash tiles of the larger one. */
export function proveGrowth(
  before: number,
  after: number,
  readTile: ReadTile,
  hasher = sha256,
): Promise<readonly Hash[]> {
  return prove.proveGrowth(before, after, readTile, hasher)
}

/** Whether a proof of inclusion holds (RFC 9162 section 2.1.3.2). Never throws. */
export function inclusionHolds(claim: holds.InclusionClaim, hasher = sha256): boolean {
  return holds.inclusionHolds(claim, hasher)
}

/**
 * Whether a proof of growth holds (RFC 9162 section 2.1.4.2). Of equal sizes it demands equal roots and no proof; of
 * `before` 0 it says no, because nothing follows from an empty tree. Never throws.
 */
export function growthHolds(claim: holds.GrowthClaim, hasher = sha256): boolean {
  return holds.growthHolds(claim, hasher)
}

/** A verifier with its key id, from its parts. */
export function verifierOf(
  name: string,
  publicKey: Uint8Array,
  kind: key.VerifierKind,
  hasher = sha256,
): key.NoteVerifier {
  return key.verifierOf(name, publicKey, kind, hasher)
}

/** Reads a verifier's text form (vkey): Ed25519 (0x01) or Ed25519 cosignature (0x04). @returns `undefined` for others. */
export function parseVerifierKey(vkey: string, hasher = sha256): key.NoteVerifier | undefined {
  return key.parseVerifierKey(vkey, hasher)
}

/** Reads a policy (C2SP tlog-policy). @returns `undefined` for what is not entirely understood; never throws. */
export function parsePolicy(text: string, hasher = sha256): policy.Policy | undefined {
  return policy.parsePolicy(text, hasher)
}
