import type { CampaignId } from '#kernel'
import type { Tx } from '#platform'
import { TILE_WIDTH, growTiles, hashLeaves, type Edge } from '#proof'
import { bundleLevel, edgeOf, partialTiles, type Tile } from './edge.ts'
import { frameEntries, parseEntries } from './entries.ts'
import { damaged, refuseOther } from './head.ts'
import { joinableGzip } from './joinable-gzip.ts'
import { partialTilesOf } from './read-tiles.ts'
import { batchesBetween, writeTiles, type Batch, type StoredTile } from './store-tiles.ts'
import { replaceBatches, type Goal, type Tree } from './store-tree.ts'

// Hashing these takes about 10 ms, which a reader may have to wait for; and a rush of millions never stands in memory.
const leavesAtOnce = 4096

/**
 * Moves the next leaves of a log from their batches into tiles: some thousand at most, and none beyond the goal.
 * @returns the edge of the tree as it is now.
 * @throws Fault `log-damaged` when leaves are missing, or the tiles are not what was signed before.
 */
export async function growTree(tx: Tx, campaign: CampaignId, tree: Tree, goal: Goal): Promise<Edge> {
  const { size } = tree
  const partial = await partialTilesOf(tx, campaign, size)
  const edge = edgeOf(size, partial)
  refuseOther(tree.head, goal.origin, edge)
  if (size === goal.size) return edge
  const batches = await batchesBetween(tx, campaign, size, Math.min(goal.size, size + leavesAtOnce))
  const entries = entriesOf(batches, size)
  const after = size + entries.length
  const hashTiles = await growTiles(size, hashLeaves(entries), async ({ level }) => partialAt(partial, level))
  const tiles = await Promise.all(
    [...bundlesOf(partialAt(partial, bundleLevel), size, entries), ...hashTiles].map(kept),
  )
  if ((await writeTiles(tx, campaign, tiles)) !== tiles.length) throw damaged('it has tiles where its tree is not yet')
  await replaceBatches(tx, campaign, after)
  // Of the tiles and not of the leaves: those have been hashed once by now.
  return edgeOf(after, partialAfter(after, [...hashTiles, ...partial]))
}

/** The partial tiles of a tree: those that grew, and those that did not. */
function partialAfter(size: number, tiles: readonly Tile[]): readonly Tile[] {
  return partialTiles(size).flatMap(
    ({ level, index }) => tiles.find((tile) => tile.level === level && tile.index === index) ?? [],
  )
}

const partialAt = (partial: readonly Tile[], level: number): Uint8Array =>
  partial.find((tile) => tile.level === level)?.bytes ?? new Uint8Array(0)

function entriesOf(batches: readonly Batch[], first: number): readonly Uint8Array[] {
  const entries: Uint8Array[] = []
  for (const batch of batches) {
    const parsed = parseEntries(batch.entries)
    if (batch.first_index !== first + entries.length || parsed?.length !== batch.leaves)
      throw damaged('leaves that were added are missing')
    for (const entry of parsed) entries.push(entry)
  }
  if (entries.length === 0) throw damaged('leaves that were added are missing')
  return entries
}

/** The bundles that are new or grew. */
function bundlesOf(partial: Uint8Array, size: number, entries: readonly Uint8Array[]): readonly Tile[] {
  const all = [...(parseEntries(partial) ?? []), ...entries]
  return Array.from({ length: Math.ceil(all.length / TILE_WIDTH) }, (_, i) => {
    const some = all.slice(i * TILE_WIDTH, (i + 1) * TILE_WIDTH)
    const index = Math.floor(size / TILE_WIDTH) + i
    return { level: bundleLevel, index, width: some.length, bytes: frameEntries(some) }
  })
}

/** As the table keeps it: a full bundle never changes again, so it is squeezed once and sent as it is. */
async function kept({ level, index, width, bytes }: Tile): Promise<StoredTile> {
  const isWhole = level === bundleLevel && width === TILE_WIDTH
  return { level, index, width, bytes: isWhole ? await joinableGzip(bytes) : Buffer.from(bytes) }
}
