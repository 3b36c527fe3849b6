import type { CampaignId, SignatureId } from '#kernel'
import { lockLogs } from '#ledger'
import type { Tx, Vault } from '#platform'
import { nothingShown, openPersonal, shownOf } from './sealed.ts'
import type { MineOutcome } from './signature.ts'
import { lockSignature, updateSignatures } from './store-signature.ts'

/** Puts a name on the public list or takes it off, at once. A signature that does not stand shows no name either way. */
export async function setShown(
  tx: Tx,
  campaign: CampaignId,
  id: SignatureId,
  isShown: boolean,
  vault: Vault,
): Promise<MineOutcome> {
  // Signing another edition rewrites the row under the log's lock as it was read there: it must not bring a name back.
  await lockLogs(tx, [campaign])
  const row = await lockSignature(tx, { campaign, id })
  if (!row?.sealed) return { kind: 'gone' }
  const shown =
    isShown && row.status === 'confirmed'
      ? shownOf(openPersonal(vault, campaign, id, row.sealed), row.commentState)
      : nothingShown
  await updateSignatures(tx, [{ ...row, showsName: isShown, ...shown }])
  return { kind: 'done' }
}
