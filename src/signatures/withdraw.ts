import { Fault, type CampaignId, type Means, type SignatureId } from '#kernel'
import type { Tx } from '#platform'
import type { MineOutcome } from './signature.ts'
export async function withdraw(_tx: Tx, _campaign: CampaignId, _id: SignatureId, _means: Means): Promise<MineOutcome> {
  throw new Fault('internal', 'not built yet')
}
