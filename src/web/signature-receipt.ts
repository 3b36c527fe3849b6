import type { CampaignId, SignatureId } from '#kernel'
import type { Tx, Vault } from '#platform'

/** The receipt of a signature; the checkpoint that it needs comes within a second. */
export async function receiptOfSignature(
  _tx: Tx,
  _campaign: CampaignId,
  _id: SignatureId,
  _vault: Vault,
): Promise<{ readonly kind: 'receipt'; readonly text: string } | { readonly kind: 'not-yet' } | undefined> {
  return { kind: 'not-yet' }
}
