import { Fault, type CampaignId, type Means, type SignatureId } from '#kernel'
import type { Tx, Vault } from '#platform'
import type { Peek } from './wish.ts'
export async function peekPending(
  _tx: Tx,
  _campaign: CampaignId,
  _id: SignatureId,
  _vault: Vault,
  _means: Pick<Means, 'now'>,
): Promise<Peek> {
  throw new Fault('internal', 'not built yet')
}
