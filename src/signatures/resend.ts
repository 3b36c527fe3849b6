import { Fault, type CampaignId, type Means, type SignatureId } from '#kernel'
import type { Tx } from '#platform'

export async function resend(_tx: Tx, _campaign: CampaignId, _id: SignatureId, _means: Means): Promise<void> {
  throw new Fault('internal', 'not built yet')
}
