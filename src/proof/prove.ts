import { Fault } from '#kernel'
import { HASH_BYTES, type Hash, type Hasher } from './hasher.ts'
import { tileAround, tilePath, TILE_HEIGHT, TILE_WIDTH, type ReadTile, type TileName } from './tile.ts'
import { nodeHasher, rootOf } from './tree.ts'

/** The leaves from `start` up to and without `end`. */
type Range = { readonly start: number; readonly end: number }

/** The largest power of two below `size`, where RFC 6962 splits a tree of at least two leaves. */
function splitOf(size: number): number {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

function mustHold(holds: boolean): void {
  if (!holds) throw new Fault('bad-state', 'A proof was asked for leaves that the tree does not have.')
}

/** The subtrees whose roots prove a leaf, from its neighbor up to the child of the root (RFC 6962 section 2.1.1). */
function rangesOfInclusion(index: number, size: number): readonly Range[] {
  const ranges: Range[] = []
  for (let start = 0, end = size; end - start > 1;) {
    const middle = start + splitOf(end - start)
    ranges.push(index < middle ? { start: middle, end } : { start, end: middle })
    if (index < middle) end = middle
    else start = middle
  }
  return ranges.reverse()
}

/** The subtrees whose roots prove growth (RFC 6962 section 2.1.2). */
function rangesOfGrowth(before: number, after: number): readonly Range[] {
  const ranges: Range[] = []
  let [start, end] = [0, after]
  while (end !== before) {
    const middle = start + splitOf(end - start)
    ranges.push(before <= middle ? { start: middle, end } : { start, end: middle })
    if (before <= middle) end = middle
    else start = middle
  }
  // A whole old tree is known to whoever verifies; what is left of one that was cut in two is not.
  if (start > 0) ranges.push({ start, end })
  return ranges.reverse()
}

/** The full subtrees that make up a range, largest first: each `2^height` leaves. */
function fullSubtrees({ start, end }: Range): readonly { readonly start: number; readonly height: number }[] {
  const subtrees: { start: number; height: number }[] = []
  for (let at = start; at < end;) {
    let height = 0
    while (2 ** (height + 1) <= end - at) height++
    subtrees.push({ start: at, height })
    at += 2 ** height
  }
  return subtrees
}

/** The roots of a tile's full subtrees: those of 2^k leaves or hashes stand in layer k. */
type Layers = readonly (readonly Hash[])[]

/** All of them at once: as many hashes as a single proof needs of a tile, and every further one is free. */
function layersOf(bytes: Uint8Array, hasher: Hasher): Layers {
  const node = nodeHasher(hasher)
  let layer = Array.from({ length: bytes.length / HASH_BYTES }, (_, i) =>
    bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  )
  const layers = [layer]
  // The root of a whole tile is a hash of the level above.
  while (layer.length > 1 && layers.length < TILE_HEIGHT) {
    const below = layer
    layer = Array.from({ length: Math.floor(below.length / 2) }, (_, i) =>
      node(below[2 * i] ?? emptyHash, below[2 * i + 1] ?? emptyHash),
    )
    layers.push(layer)
  }
  return layers
}

const emptyHash: Hash = new Uint8Array(HASH_BYTES)

/** Gives roots of full subtrees of a tree of `size` leaves; reads and hashes each tile once. */
function subtreeReader(
  size: number,
  readTile: ReadTile,
  hasher: Hasher,
): (start: number, height: number) => Hash | Promise<Hash> {
  const kept = new Map<string, Layers>()
  const read = async (name: TileName): Promise<Layers> => {
    const bytes = await readTile(name)
    if (bytes.length !== name.width * HASH_BYTES)
      throw new Fault('bad-state', `The tile ${tilePath(name)} has the wrong length.`)
    const layers = layersOf(bytes, hasher)
    kept.set(`${name.level}/${name.index}`, layers)
    return layers
  }
  return (start, height) => {
    const level = Math.floor(height / TILE_HEIGHT)
    const layer = height % TILE_HEIGHT
    const position = start / TILE_WIDTH ** level
    const name = tileAround(level, position, size)
    const at = (position - name.index * TILE_WIDTH) / 2 ** layer
    const rootIn = (layers: Layers): Hash => {
      const root = layers[layer]?.[at]
      if (!root) throw new Fault('bad-state', `The tile ${tilePath(name)} ends before what it must hold.`)
      return root
    }
    const layers = kept.get(`${level}/${name.index}`)
    return layers ? rootIn(layers) : read(name).then(rootIn)
  }
}

/** Gives roots of ranges; those that are no full subtree end with the tree, and many proofs share them. */
function rangeReader(size: number, readTile: ReadTile, hasher: Hasher): (range: Range) => Hash | Promise<Hash> {
  const subtree = subtreeReader(size, readTile, hasher)
  const cut = new Map<string, Hash>()
  const rootOfCut = async (range: Range): Promise<Hash> => {
    const hashes: Hash[] = []
    // One after another: the reader may be a single connection to a database.
    for (const { start, height } of fullSubtrees(range)) hashes.push(await subtree(start, height))
    const root = rootOf({ size: range.end - range.start, hashes }, hasher)
    cut.set(`${range.start}-${range.end}`, root)
    return root
  }
  return (range) => {
    // Rounded and looked at: near 2^53 the logarithm of what is no power of two is a whole number, too.
    const height = Math.round(Math.log2(range.end - range.start))
    if (2 ** height === range.end - range.start) return subtree(range.start, height)
    return cut.get(`${range.start}-${range.end}`) ?? rootOfCut(range)
  }
}

/** Proves leaves of one tree. */
export type InclusionProver = (index: number) => Promise<readonly Hash[]>

/**
 * Proves many leaves of the tree of `size` leaves, made from hash tiles as wide as they are in that tree: reads each tile
 * once and keeps what it hashed, so that the proof of a leaf's neighbor costs nearly nothing. For one batch of proofs: it
 * keeps 16 KB a tile. Throws a Fault when there is no such leaf or a tile has the wrong length.
 */
export function inclusionProver(size: number, readTile: ReadTile, hasher: Hasher): InclusionProver {
  const root = rangeReader(size, readTile, hasher)
  return async (index) => {
    mustHold(Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size)
    return inOrder(rangesOfInclusion(index, size), root)
  }
}

/** Waits only where something must be read. */
async function inOrder(
  ranges: readonly Range[],
  root: (range: Range) => Hash | Promise<Hash>,
): Promise<readonly Hash[]> {
  const roots: Hash[] = []
  for (const range of ranges) {
    const found = root(range)
    roots.push(found instanceof Promise ? await found : found)
  }
  return roots
}

/**
 * The proof that the tree of `before` leaves is the beginning of that of `after` leaves, made from the hash tiles of the
 * larger tree; empty for equal sizes and for `before` 0, where nothing is to be shown.
 * @throws a Fault when `before` is larger, or a tile has the wrong length.
 */
export async function proveGrowth(
  before: number,
  after: number,
  readTile: ReadTile,
  hasher: Hasher,
): Promise<readonly Hash[]> {
  mustHold(Number.isSafeInteger(before) && Number.isSafeInteger(after) && before >= 0 && before <= after)
  return before === 0 || before === after
    ? []
    : inOrder(rangesOfGrowth(before, after), rangeReader(after, readTile, hasher))
}
