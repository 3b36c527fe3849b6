import { Fault } from '#kernel'
import { HASH_BYTES, type Hash, type Hasher } from './hasher.ts'
import { hashesAt, TILE_WIDTH, type ReadTile, type TileName } from './tile.ts'
import { rootOfFull } from './tree.ts'

/** A tile of hashes with its bytes. */
export type GrownTile = TileName & { readonly bytes: Uint8Array }

/** Cuts the new hashes of a level into tiles, beginning with those of the partial tile they continue. */
function tilesOfLevel(
  level: number,
  partial: Uint8Array,
  before: number,
  hashes: readonly Hash[],
): readonly GrownTile[] {
  const there = partial.length / HASH_BYTES
  const bytes = new Uint8Array(partial.length + hashes.length * HASH_BYTES)
  bytes.set(partial)
  hashes.forEach((hash, i) => bytes.set(hash, (there + i) * HASH_BYTES))
  const first = (before - there) / TILE_WIDTH
  const size = TILE_WIDTH * HASH_BYTES
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => {
    const part = bytes.slice(i * size, (i + 1) * size)
    return { level, index: first + i, width: part.length / HASH_BYTES, bytes: part }
  })
}

/**
 * The tiles of hashes that are new or grew when these leaves are appended to a tree of `before` leaves, with their
 * bytes, in the order of `tilesFor`.
 * @param readTile gives the partial tiles of the tree before; it is asked once per level at most
 * @throws a Fault when such a tile has the wrong length
 */
export async function growTiles(
  before: number,
  leafHashes: readonly Hash[],
  readTile: ReadTile,
  hasher: Hasher,
): Promise<readonly GrownTile[]> {
  const grown: GrownTile[] = []
  for (let level = 0, hashes = leafHashes; hashes.length > 0; level++) {
    const there = hashesAt(level, before)
    const width = there % TILE_WIDTH
    const name = { level, index: (there - width) / TILE_WIDTH, width }
    const partial = width === 0 ? new Uint8Array(0) : await readTile(name)
    if (partial.length !== width * HASH_BYTES)
      throw new Fault('bad-state', 'A partial tile of a log has the wrong length.')
    const tiles = tilesOfLevel(level, partial, there, hashes)
    grown.push(...tiles)
    hashes = tiles.filter((tile) => tile.width === TILE_WIDTH).map((tile) => rootOfFull(tile.bytes, hasher))
  }
  return grown
}
