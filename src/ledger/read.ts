import type { CampaignId } from '#kernel'
import type { Tx } from '#platform'
import { TILE_WIDTH } from '#proof'
import type { Counts } from './count.ts'
import { bundleLevel } from './edge.ts'
import { parseEntries } from './entries.ts'
import { tileOf } from './read-tiles.ts'
import { countsOf, findLog } from './store.ts'
import { batchAround } from './store-tiles.ts'
import { findTree, type Head } from './store-tree.ts'

/** A campaign's log: its origin, and its size: the leaves committed so far, of which the last second's are not yet in the tree. */
export async function logOf(
  tx: Tx,
  campaign: CampaignId,
): Promise<{ readonly origin: string; readonly size: number } | undefined> {
  return findLog(tx, campaign)
}

/** Whether the campaign has a public log: then every act that its formats name must stand in it. */
export async function hasLog(tx: Tx, campaign: CampaignId): Promise<boolean> {
  return (await findLog(tx, campaign)) !== undefined
}

/** The numbers of all leaves committed so far, by subject; at most a second ahead of the newest checkpoint. */
export async function publishedCounts(tx: Tx, campaign: CampaignId): Promise<Counts> {
  return countsOf(tx, campaign)
}

/** The newest checkpoint of a campaign's log: a signed note, with the cosignatures that came in by now. */
export async function checkpointOf(tx: Tx, campaign: CampaignId): Promise<string | undefined> {
  return (await headOf(tx, campaign))?.checkpoint
}

/** The newest checkpoint with the numbers of exactly the leaves it covers; absent in a log's first second. */
export async function headOf(tx: Tx, campaign: CampaignId): Promise<Head | undefined> {
  return (await findTree(tx, campaign))?.head
}

/** A leaf of the log, in the tree already or not. @returns `undefined` where the log has not grown to. */
export async function leafAt(tx: Tx, campaign: CampaignId, index: number): Promise<Uint8Array | undefined> {
  // The batch first: a sealer may move it into a tile between the two questions, never back.
  const batch = await batchAround(tx, campaign, index)
  if (batch && index < batch.first_index + batch.leaves) return parseEntries(batch.entries)?.[index - batch.first_index]
  const at = index % TILE_WIDTH
  const bundle = await tileOf(tx, campaign, { level: bundleLevel, index: (index - at) / TILE_WIDTH, width: at + 1 })
  return bundle && parseEntries(bundle)?.[at]
}
