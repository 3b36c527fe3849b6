import {
  emptyEdge,
  growEdge,
  growTiles,
  rootOf,
  sha256,
  tilePath,
  type Hash,
  type Hasher,
  type ReadTile,
} from '../../src/proof/index.ts'

/** A whole log in memory: its leaf hashes, what its tiles hold, and its root at every size. */
export type TiledLog = {
  readonly leaves: readonly Hash[]
  /** Gives a tile of any width that it had at some size. */
  readonly readTile: ReadTile
  readonly rootAt: (size: number) => Hash
}

/** Makes a log of these leaves; its tiles are kept full width and cut to what is asked for. */
export async function tiledLog(leaves: readonly Hash[], hasher: Hasher = sha256): Promise<TiledLog> {
  const tiles = new Map<string, Uint8Array>()
  const full = (level: number, index: number): string => tilePath({ level, index, width: 256 })
  const grown = await growTiles(0, leaves, () => Promise.reject(new Error('nothing was there')), hasher)
  for (const tile of grown) tiles.set(full(tile.level, tile.index), tile.bytes)
  return {
    leaves,
    readTile: ({ level, index, width }) =>
      Promise.resolve((tiles.get(full(level, index)) ?? Buffer.of()).subarray(0, width * 32)),
    rootAt: (size) => rootOf(growEdge(emptyEdge, leaves.slice(0, size), hasher), hasher),
  }
}
