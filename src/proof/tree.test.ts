import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  emptyEdge,
  encodeBundle,
  growEdge,
  growthHolds,
  hashLeaves,
  inclusionHolds,
  inclusionProver,
  leafHash,
  proveGrowth,
  proveInclusion,
  rootOf,
  sha256,
  startTree,
  tilePath,
  type Hash,
  type Hasher,
  type ReadTile,
} from '#proof'
import { tiledLog } from '../../test/kit/tiled-log.ts'

/** Four bytes of each half of a node, mixed. No cryptography, but a tree's shape does not depend on it: 55,000 proofs must be quick. */
const cheapHash: Hasher = (node) => {
  const word = (at: number): number => (node[at] ?? 0) | ((node[at + 1] ?? 0) << 8) | ((node[at + 2] ?? 0) << 16)
  const mixed = Math.imul(word(1) + 0x7f4a, 0x9e37_79b1) ^ Math.imul(word(33), 0x85eb_ca6b)
  const hash = new Uint8Array(32)
  hash[0] = mixed ^ (mixed >>> 24)
  hash[1] = mixed >>> 8
  hash[2] = mixed >>> 16
  return hash
}

/** RFC 6962 section 2.1 as it is written there, to be compared with. */
const splitOf = (size: number): number => 2 ** Math.floor(Math.log2(size - 1))
const node = (hasher: Hasher, left: Hash, right: Hash): Hash => hasher(Buffer.concat([Buffer.of(1), left, right]))
function rootByTheBook(leaves: readonly Hash[], hasher: Hasher): Hash {
  const [only = hasher(Buffer.of())] = leaves
  if (leaves.length < 2) return only
  const split = splitOf(leaves.length)
  return node(hasher, rootByTheBook(leaves.slice(0, split), hasher), rootByTheBook(leaves.slice(split), hasher))
}

const entriesOf = (count: number): readonly Uint8Array[] =>
  Array.from({ length: count }, (_, i) => Buffer.from(`entry ${i}`))
const MOST = 300

describe('a tree', () => {
  test('has the root of RFC 6962 at every size up to 300, however its leaves came in', () => {
    const leaves = hashLeaves(entriesOf(MOST))
    let edge = emptyEdge
    for (let size = 0; size <= MOST; size++) {
      expect(rootOf(edge)).toEqual(rootByTheBook(leaves.slice(0, size), sha256))
      expect(growEdge(emptyEdge, leaves.slice(0, size))).toEqual(edge)
      edge = growEdge(edge, leaves.slice(size, size + 1))
    }
  })

  test('hashes a leaf apart from a node, so that no leaf can pass for a subtree', () => {
    expect(leafHash(Buffer.from('a'))).toEqual(sha256(Buffer.from('\0a')))
    expect(hashLeaves([Buffer.from('long entry'), Buffer.of(), Buffer.from('a')])).toEqual(
      ['\0long entry', '\0', '\0a'].map((bytes) => sha256(Buffer.from(bytes))),
    )
  })

  test('counted up bundle by bundle is the same tree, wherever the bundles were cut', () => {
    // Full bundles are taken whole where they stand as in a log, and leaf by leaf after one that was not full.
    const width = fc.oneof(fc.constant(256), fc.integer({ min: 1, max: 256 }))
    fc.assert(
      fc.property(fc.array(width, { maxLength: 5 }), (widths) => {
        const entries = entriesOf(widths.reduce((sum, each) => sum + each, 0))
        const tree = startTree()
        let at = 0
        for (const each of widths) expect(tree.takeBundle(encodeBundle(entries.slice(at, (at += each))))).toBe(each)
        expect(tree.edge()).toEqual(growEdge(emptyEdge, hashLeaves(entries)))
        expect(tree.takeBundle(Buffer.of(0))).toBeUndefined()
        expect(tree.edge().size).toBe(entries.length)
      }),
      { numRuns: 40 },
    )
  })
})

describe('proofs made from tiles', () => {
  test('every leaf of every tree up to 300 leaves proves and verifies', async () => {
    const log = await tiledLog(hashLeaves(entriesOf(MOST)), cheapHash)
    let proven = 0
    for (let size = 1; size <= MOST; size++) {
      const root = log.rootAt(size)
      for (const [index, leaf] of log.leaves.slice(0, size).entries()) {
        const proof = await proveInclusion(index, size, log.readTile, cheapHash)
        proven += Number(inclusionHolds({ index, size, leafHash: leaf, proof, root }, cheapHash))
      }
    }
    expect(proven).toBe((MOST * (MOST + 1)) / 2)
  })

  test('a log only ever grows: any earlier checkpoint is a prefix of any later one, up to 140 leaves', async () => {
    const most = 140
    const log = await tiledLog(hashLeaves(entriesOf(most)), cheapHash)
    const roots = Array.from({ length: most + 1 }, (_, size) => log.rootAt(size))
    let proven = 0
    for (let after = 1; after <= most; after++)
      for (let before = 1; before <= after; before++) {
        const proof = await proveGrowth(before, after, log.readTile, cheapHash)
        const [rootBefore, rootAfter] = [roots[before] ?? Buffer.of(), roots[after] ?? Buffer.of()]
        proven += Number(growthHolds({ before, after, rootBefore, rootAfter, proof }, cheapHash))
      }
    expect(proven).toBe((most * (most + 1)) / 2)
  })

  /** A tree whose leaves are all the same has one hash per level: so trees up to 2^52 leaves can be tried. */
  const sameLeaves = (): {
    readonly readTile: ReadTile
    readonly rootAt: (size: number) => Hash
    readonly leaf: Hash
  } => {
    const leaf = leafHash(Buffer.from('same'))
    const levels = [leaf]
    for (let height = 0; height < 53; height++)
      levels.push(node(sha256, levels[height] ?? leaf, levels[height] ?? leaf))
    const heights = (size: number): readonly number[] =>
      levels.map((_, i) => 52 - i).filter((height) => height >= 0 && Math.floor(size / 2 ** height) % 2 === 1)
    return {
      leaf,
      readTile: ({ level, width }) =>
        Promise.resolve(Buffer.concat(Array.from({ length: width }, () => levels[level * 8] ?? leaf))),
      rootAt: (size) => rootOf({ size, hashes: heights(size).map((height) => levels[height] ?? leaf) }),
    }
  }
  const anySize = fc.integer({ min: 0, max: 52 }).chain((height) => fc.integer({ min: 1, max: 2 ** height }))

  test('trees of up to 2^52 leaves prove their leaves and their growth', async () => {
    const { leaf, readTile, rootAt } = sameLeaves()
    await fc.assert(
      fc.asyncProperty(anySize, anySize, async (one, other) => {
        const [before, after] = [Math.min(one, other), Math.max(one, other)]
        const [rootBefore, rootAfter] = [rootAt(before), rootAt(after)]
        const included = await proveInclusion(before - 1, after, readTile)
        expect(
          inclusionHolds({ index: before - 1, size: after, leafHash: leaf, proof: included, root: rootAfter }),
        ).toBe(true)
        const proof = await proveGrowth(before, after, readTile)
        expect(growthHolds({ before, after, rootBefore, rootAfter, proof })).toBe(true)
        expect(Math.max(proof.length, included.length)).toBeLessThanOrEqual(63)
      }),
      { numRuns: 60 },
    )
  })

  test('one prover for many leaves gives the proofs that each would get alone, and reads no tile twice', async () => {
    const log = await tiledLog(hashLeaves(entriesOf(700)))
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 700 }), fc.array(fc.nat(), { maxLength: 40 }), async (size, picks) => {
        const read: string[] = []
        const prove = inclusionProver(size, (name) => (read.push(tilePath(name)), log.readTile(name)))
        for (const pick of picks)
          expect(await prove(pick % size)).toEqual(await proveInclusion(pick % size, size, log.readTile))
        expect(read).toEqual([...new Set(read)])
      }),
      { numRuns: 40 },
    )
  })

  test('what cannot be proven is refused: a leaf after the end, a shrinking tree, a tile of the wrong length', async () => {
    const log = await tiledLog(hashLeaves(entriesOf(10)))
    await expect(proveInclusion(10, 10, log.readTile)).rejects.toMatchObject({ code: 'bad-state' })
    await expect(proveInclusion(-1, 10, log.readTile)).rejects.toMatchObject({ code: 'bad-state' })
    await expect(proveGrowth(10, 9, log.readTile)).rejects.toMatchObject({ code: 'bad-state' })
    await expect(proveInclusion(3, 10, () => Promise.resolve(Buffer.alloc(31)))).rejects.toMatchObject({
      code: 'bad-state',
    })
    expect(await proveGrowth(0, 10, log.readTile)).toEqual([])
    expect(await proveGrowth(10, 10, log.readTile)).toEqual([])
  })
})

/** Everything one can do to a proof without changing what it claims. */
const damages: readonly ((proof: readonly Hash[], at: number) => readonly Hash[])[] = [
  (proof, at) => proof.map((hash, i) => (i === at % proof.length ? flipped(hash, at) : hash)),
  (proof, at) => proof.toSpliced(at % (proof.length + 1), 0, sha256(Buffer.of(at & 0xff))),
  (proof, at) => proof.toSpliced(at % proof.length, 1),
  (proof) => proof.toReversed(),
  (proof, at) => proof.with(at % proof.length, Buffer.of()),
]
function flipped(hash: Hash, bit: number): Hash {
  const copy = Uint8Array.from(hash)
  const at = (bit >>> 3) % copy.length
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit & 7))
  return copy
}
const isSame = (one: readonly Hash[], other: readonly Hash[]): boolean =>
  Buffer.concat([...one]).equals(Buffer.concat([...other])) && one.length === other.length
const two = fc.tuple(
  fc.integer({ min: 1, max: MOST }),
  fc.integer({ min: 1, max: MOST }),
  fc.nat(),
  fc.constantFrom(...damages),
)

describe('proofs that were tampered with', () => {
  test('a proof of inclusion with any flipped bit, swapped root, reordered, missing or extra hash does not hold', async () => {
    const log = await tiledLog(hashLeaves(entriesOf(MOST)))
    await fc.assert(
      fc.asyncProperty(two, async ([one, other, at, damage]) => {
        const [index, size] = [Math.min(one, other) - 1, Math.max(one, other)]
        const proof = await proveInclusion(index, size, log.readTile)
        const claim = { index, size, leafHash: leafHash(Buffer.from(`entry ${index}`)), proof, root: log.rootAt(size) }
        expect(inclusionHolds(claim)).toBe(true)
        if (size > 1) {
          const damaged = damage(proof, at)
          expect(inclusionHolds({ ...claim, proof: damaged })).toBe(isSame(damaged, proof))
        }
        expect(inclusionHolds({ ...claim, root: flipped(claim.root, at) })).toBe(false)
        expect(inclusionHolds({ ...claim, leafHash: flipped(claim.leafHash, at) })).toBe(false)
        expect(inclusionHolds({ ...claim, leafHash: claim.root, root: claim.leafHash })).toBe(size === 1)
        expect(inclusionHolds({ ...claim, index: index + 1 })).toBe(false)
        expect(inclusionHolds({ ...claim, size: index })).toBe(false)
      }),
      { numRuns: 150 },
    )
  })

  test('a proof of growth with any flipped bit, swapped root, reordered, missing or extra hash does not hold', async () => {
    const log = await tiledLog(hashLeaves(entriesOf(MOST)))
    await fc.assert(
      fc.asyncProperty(two, async ([one, other, at, damage]) => {
        const [before, after] = [Math.min(one, other), Math.max(one, other)]
        const proof = await proveGrowth(before, after, log.readTile)
        const claim = { before, after, rootBefore: log.rootAt(before), rootAfter: log.rootAt(after), proof }
        expect(growthHolds(claim)).toBe(true)
        if (proof.length > 0) {
          const damaged = damage(proof, at)
          expect(growthHolds({ ...claim, proof: damaged })).toBe(isSame(damaged, proof))
        }
        expect(growthHolds({ ...claim, rootBefore: flipped(claim.rootBefore, at) })).toBe(false)
        expect(growthHolds({ ...claim, rootAfter: flipped(claim.rootAfter, at) })).toBe(false)
        expect(growthHolds({ ...claim, rootBefore: claim.rootAfter, rootAfter: claim.rootBefore })).toBe(
          before === after,
        )
        expect(growthHolds({ ...claim, before: after, after: before })).toBe(before === after)
      }),
      { numRuns: 150 },
    )
  })

  test('nothing follows from an empty tree, and impossible numbers hold nowhere', () => {
    const root = sha256(Buffer.of())
    expect(growthHolds({ before: 0, after: 0, rootBefore: root, rootAfter: root, proof: [] })).toBe(false)
    for (const index of [-1, 0.5, Number.NaN, Infinity, 2 ** 53])
      expect(inclusionHolds({ index, size: 2 ** 53, leafHash: root, root, proof: [] })).toBe(false)
  })
})
