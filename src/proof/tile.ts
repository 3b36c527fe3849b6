/**
 * One file of a tiled log (C2SP tlog-tiles). `level` -1 is a bundle of entries; at levels 0 and up a tile holds `width`
 * hashes of 32 bytes: of leaves at level 0, of full tiles one level below at the others.
 */
export type TileName = {
  /** -1 for a bundle of entries, 0 to 63 for hashes. */
  readonly level: number
  readonly index: number
  /** How many entries or hashes it holds, 1 to 256; below 256 it is partial. */
  readonly width: number
}

/** Gives the bytes of a tile of exactly the width that is asked for; throws when it cannot. */
export type ReadTile = (name: TileName) => Promise<Uint8Array>

/** The width of a full tile. */
export const TILE_WIDTH = 256
/** How many full bundles make a run, the file with which a server shortens a recount (docs/formats/log.md section 2). */
export const RUN_BUNDLES = 64
/** How many levels of the tree one level of tiles spans. */
export const TILE_HEIGHT = 8

const PATH = /^tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/)*)([0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/

/** The path of a tile below the log's address, for example `tile/0/x001/234.p/5` or `tile/entries/000`. */
export function tilePath({ level, index, width }: TileName): string {
  const low = String(index % 1000).padStart(3, '0')
  let high = ''
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    high = `x${String(rest % 1000).padStart(3, '0')}/${high}`
  const path = `tile/${level < 0 ? 'entries' : level}/${high}${low}`
  return width < TILE_WIDTH ? `${path}.p/${width}` : path
}

/** Reads a tile's path back. @returns `undefined` for every other spelling; never throws. */
export function parseTilePath(path: string): TileName | undefined {
  const [, level = '', high = '', low = '', width] = PATH.exec(path) ?? []
  const name = {
    level: level === 'entries' ? -1 : Number(level),
    index: Number(high.replace(/[x/]/g, '') + low),
    width: width === undefined ? TILE_WIDTH : Number(width),
  }
  // What has needless zeros, or 256 spelled as if it were partial, is written otherwise than it was read.
  return Number.isSafeInteger(name.index) && name.level < 64 && tilePath(name) === path ? name : undefined
}

/** The path of a run below the log's address: bundles 64·n to 64·n + 63 of entries, one after another. */
export function runPath(run: number): string {
  return `runs/${run}`
}

/** How many hashes a level has in a tree of `size` leaves: those of full subtrees only. */
export function hashesAt(level: number, size: number, tileWidth = TILE_WIDTH): number {
  // Exact below 2^53: dividing by a power of two changes the exponent only.
  return Math.floor(size / tileWidth ** level)
}

/** The name of the tile that holds hash `position` of a level, as wide as it is in a tree of `size` leaves. */
export function tileAround(level: number, position: number, size: number): TileName {
  const index = Math.floor(position / TILE_WIDTH)
  return { level, index, width: Math.min(TILE_WIDTH, hashesAt(level, size) - index * TILE_WIDTH) }
}

/**
 * The tiles of hashes that are new or grew when a tree grew, lowest level first, then by index. Bundles of entries have
 * the index and width of the tiles of level 0.
 * @param tileWidth 256 in tlog-tiles; logs of other ecosystems have other powers of two.
 */
export function tilesFor(sizeBefore: number, sizeAfter: number, tileWidth = TILE_WIDTH): readonly TileName[] {
  const tiles: TileName[] = []
  for (let level = 0; hashesAt(level, sizeAfter, tileWidth) > 0; level++) {
    const before = hashesAt(level, sizeBefore, tileWidth)
    const after = hashesAt(level, sizeAfter, tileWidth)
    if (after <= before) continue
    for (let index = Math.floor(before / tileWidth); index * tileWidth < after; index++)
      tiles.push({ level, index, width: Math.min(tileWidth, after - index * tileWidth) })
  }
  return tiles
}
