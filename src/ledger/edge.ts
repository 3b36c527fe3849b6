import { HASH_BYTES, TILE_WIDTH, emptyEdge, growEdge, type Edge, type Hash, type TileName } from '#proof'

/** The entries themselves, beside the levels of hashes from 0 up. */
export const bundleLevel = -1

/** A tile with what stands in it: hashes one after another, or entries each after its length. */
export type Tile = TileName & { readonly bytes: Uint8Array }

/** How many tiles a level has in a tree of `size` leaves. */
export function tilesAt(level: number, size: number): number {
  return Math.ceil(hashesAt(level, size) / TILE_WIDTH)
}

function hashesAt(level: number, size: number): number {
  return Math.floor(size / TILE_WIDTH ** Math.max(level, 0))
}

/** The tiles that are not full in a tree of `size` leaves: the bundle, then levels from 0 up. */
export function partialTiles(size: number): readonly TileName[] {
  const names: TileName[] = []
  for (let level = bundleLevel; hashesAt(level, size) > 0; level += 1) {
    const hashes = hashesAt(level, size)
    const width = hashes % TILE_WIDTH
    if (width > 0) names.push({ level, index: (hashes - width) / TILE_WIDTH, width })
  }
  return names
}

/**
 * The edge of the tree of `size` leaves, of its partial tiles. It need not be kept beside them: the width of each is
 * eight binary digits of the size, so its full subtrees are those of the tree.
 */
export function edgeOf(size: number, partial: readonly Tile[]): Edge {
  const fromTop = partial.filter(({ level }) => level !== bundleLevel).toSorted((a, b) => b.level - a.level)
  return { size, hashes: fromTop.flatMap(({ bytes }) => growEdge(emptyEdge, hashesIn(bytes)).hashes) }
}

/** The hashes in a tile. */
function hashesIn(bytes: Uint8Array): readonly Hash[] {
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, i) =>
    bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  )
}
