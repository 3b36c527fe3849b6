import { Fault, type CampaignId } from '#kernel'
import type { Tx } from '#platform'

export async function checkSignatures(_tx: Tx, _campaign: CampaignId): Promise<readonly string[]> {
  throw new Fault('internal', 'not built yet')
}
