import { Fault, type CampaignId, type SignatureId } from '#kernel'
import type { Tx, Vault } from '#platform'
import type { MySignature } from './signature.ts'
export async function mySignature(
  _tx: Tx,
  _campaign: CampaignId,
  _id: SignatureId,
  _vault: Vault,
): Promise<MySignature | undefined> {
  throw new Fault('internal', 'not built yet')
}
/** Everything we hold of a signer, as plain data. */
export async function copyOfData(
  _tx: Tx,
  _campaign: CampaignId,
  _id: SignatureId,
  _vault: Vault,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  throw new Fault('internal', 'not built yet')
}
