import { Fault, type CampaignId, type Means, type SignatureId } from '#kernel'
import type { Tx } from '#platform'
import type { DenyOutcome } from './wish.ts'
export async function denyWish(
  _tx: Tx,
  _campaign: CampaignId,
  _id: SignatureId,
  _means: Pick<Means, 'now'>,
): Promise<DenyOutcome> {
  throw new Fault('internal', 'not built yet')
}
