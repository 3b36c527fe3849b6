import { Fault } from '#kernel'
import { HASH_BYTES, type Hash, type Hasher } from './hasher.ts'
import { tileAround, tilePath, TILE_HEIGHT, TILE_WIDTH, type ReadTile, type TileName } from './tile.ts'
import { rootOf, rootOfFull } from './tree.ts'

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

/** Reads tiles once each, and keeps them for one proof only. */
function tileCache(readTile: ReadTile): ReadTile {
  const tiles = new Map<string, Uint8Array>()
  return async (name: TileName) => {
    const path = tilePath(name)
    const bytes = tiles.get(path) ?? (await readTile(name))
    if (bytes.length !== name.width * HASH_BYTES) throw new Fault('bad-state', `The tile ${path} has the wrong length.`)
    tiles.set(path, bytes)
    return bytes
  }
}

/** The root of one full subtree: of the 1 to 128 hashes of a tile that stand for it. */
async function subtreeRoot(
  start: number,
  height: number,
  size: number,
  readTile: ReadTile,
  hasher: Hasher,
): Promise<Hash> {
  const level = Math.floor(height / TILE_HEIGHT)
  const position = start / TILE_WIDTH ** level
  const name = tileAround(level, position, size)
  const bytes = await readTile(name)
  const first = position - name.index * TILE_WIDTH
  return rootOfFull(bytes.subarray(first * HASH_BYTES, (first + 2 ** (height % TILE_HEIGHT)) * HASH_BYTES), hasher)
}

async function rootsOf(
  ranges: readonly Range[],
  size: number,
  readTile: ReadTile,
  hasher: Hasher,
): Promise<readonly Hash[]> {
  const read = tileCache(readTile)
  const roots: Hash[] = []
  // One after another: the reader may be a single connection to a database.
  for (const range of ranges) {
    const hashes: Hash[] = []
    for (const { start, height } of fullSubtrees(range))
      hashes.push(await subtreeRoot(start, height, size, read, hasher))
    roots.push(rootOf({ size: range.end - range.start, hashes }, hasher))
  }
  return roots
}

/**
 * The proof that the leaf at `index` stands in the tree of `size` leaves, made from hash tiles as wide as they are in
 * that tree. @throws a Fault when there is no such leaf or a tile has the wrong length.
 */
export async function proveInclusion(
  index: number,
  size: number,
  readTile: ReadTile,
  hasher: Hasher,
): Promise<readonly Hash[]> {
  mustHold(Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size)
  return rootsOf(rangesOfInclusion(index, size), size, readTile, hasher)
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
  return before === 0 || before === after ? [] : rootsOf(rangesOfGrowth(before, after), after, readTile, hasher)
}
