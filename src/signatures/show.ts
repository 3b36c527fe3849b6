import { Fault, type CampaignId, type SignatureId } from '#kernel'
import type { Tx, Vault } from '#platform'
import type { MineOutcome } from './signature.ts'
export async function setShown(
  _tx: Tx,
  _campaign: CampaignId,
  _id: SignatureId,
  _isShown: boolean,
  _vault: Vault,
): Promise<MineOutcome> {
  throw new Fault('internal', 'not built yet')
}
