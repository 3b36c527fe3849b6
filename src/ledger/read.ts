import type { CampaignId } from '#kernel'
import type { Tx } from '#platform'
import type { Counts } from './count.ts'
import { countsOf, findLog } from './store.ts'

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
