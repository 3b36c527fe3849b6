import { Fault, type CampaignId, type SignatureId } from '#kernel'
import type { Tx } from '#platform'
import type { MineOutcome } from './signature.ts'
export async function stopHearing(_tx: Tx, _campaign: CampaignId, _id: SignatureId): Promise<MineOutcome> {
  throw new Fault('internal', 'not built yet')
}
