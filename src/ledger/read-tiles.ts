import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { CampaignId } from '#kernel'
import type { Tx } from '#platform'
import { HASH_BYTES, RUN_BUNDLES, TILE_WIDTH, rootOf, type Hash, type ReadTile, type TileName } from '#proof'
import { bundleLevel, edgeOf, partialTiles, type Tile } from './edge.ts'
import { frameEntries, parseEntries } from './entries.ts'
import { damaged } from './head.ts'
import { joinGzips } from './joinable-gzip.ts'
import { findTiles, type StoredTile } from './store-tiles.ts'

const widen = promisify(gunzip)

/** A tile as it may be sent: `gzip` says that its bytes are under gzip, as full bundles are kept. */
export type SendableTile = { readonly bytes: Uint8Array; readonly gzip: boolean }

/** A tile of the log, of any width up to what is there, without spending time on what is kept under gzip. */
export async function sendableTileOf(tx: Tx, campaign: CampaignId, name: TileName): Promise<SendableTile | undefined> {
  const [tile] = await findTiles(tx, campaign, [name])
  if (!tile || tile.width < name.width) return undefined
  if (isSqueezed(tile) && name.width === TILE_WIDTH) return { bytes: tile.bytes, gzip: true }
  return { bytes: await narrowed(tile, name.width), gzip: false }
}

/** A tile of the log, of any width up to what is there; bundles are not under gzip. */
export async function tileOf(tx: Tx, campaign: CampaignId, name: TileName): Promise<Uint8Array | undefined> {
  const [tile] = await findTiles(tx, campaign, [name])
  return tile && tile.width >= name.width ? narrowed(tile, name.width) : undefined
}

/** A run of full bundles, one after another under one gzip; `undefined` while one of them is missing or not full. */
export async function runOf(tx: Tx, campaign: CampaignId, run: number): Promise<Uint8Array | undefined> {
  const names = Array.from({ length: RUN_BUNDLES }, (_, i) => ({ level: bundleLevel, index: run * RUN_BUNDLES + i }))
  const bundles = await findTiles(tx, campaign, names)
  if (bundles.length < RUN_BUNDLES || !bundles.every(isSqueezed)) return undefined
  return await joinGzips(bundles.map(({ bytes }) => bytes))
}

/** Tiles to make proofs of. @throws Fault `log-damaged` for one that is not there: only sealed sizes are to be proved. */
export function tileReader(tx: Tx, campaign: CampaignId): ReadTile {
  return async (name) => {
    const bytes = await tileOf(tx, campaign, name)
    if (!bytes) throw damaged('a tile is missing')
    return bytes
  }
}

/** The partial tiles of the tree as it was at any size up to now. */
export async function partialTilesOf(tx: Tx, campaign: CampaignId, size: number): Promise<readonly Tile[]> {
  const names = partialTiles(size)
  const found = await findTiles(tx, campaign, names)
  return Promise.all(
    names.map(async (name) => {
      const tile = found.find(({ level, index }) => level === name.level && index === name.index)
      if (!tile || tile.width < name.width) throw damaged('a tile at its edge is missing')
      return { ...name, bytes: await narrowed(tile, name.width) }
    }),
  )
}

/** The root of the tree as it was at any size up to now. */
export async function rootAt(tx: Tx, campaign: CampaignId, size: number): Promise<Hash> {
  return rootOf(edgeOf(size, await partialTilesOf(tx, campaign, size)))
}

const isSqueezed = ({ level, width }: StoredTile): boolean => level === bundleLevel && width === TILE_WIDTH

/** The first `width` entries or hashes of a stored tile. */
async function narrowed(tile: StoredTile, width: number): Promise<Uint8Array> {
  if (tile.level !== bundleLevel) return tile.bytes.subarray(0, width * HASH_BYTES)
  const bytes = isSqueezed(tile) ? await widen(tile.bytes) : tile.bytes
  return width === tile.width ? bytes : frameEntries((parseEntries(bytes) ?? []).slice(0, width))
}
