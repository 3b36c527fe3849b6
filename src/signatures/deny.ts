import type { CampaignId, Means, SignatureId } from '#kernel'
import type { Tx } from '#platform'
import { leadOf } from './store-also.ts'
import { refuseMails } from './store-mailed.ts'
import { deletePending, lockPending, lockSiblings } from './store-pending.ts'
import { signaturesById } from './store-signature.ts'
import type { DenyOutcome } from './wish.ts'

/**
 * "This was not me": the wish goes with all others of its address for the letter, and the inbox gets no more mail
 * about it, whoever asks.
 */
export async function denyWish(
  tx: Tx,
  campaign: CampaignId,
  id: SignatureId,
  { now }: Pick<Means, 'now'>,
): Promise<DenyOutcome> {
  const [pending] = await lockPending(tx, [{ campaign, id }])
  if (pending) {
    await deletePending(tx, [pending, ...(await lockSiblings(tx, [pending]))])
    await refuseMails(tx, { ...pending, mark: pending.inbox }, now().toISOString().slice(0, 10))
    return { kind: 'denied' }
  }
  const [row] = await signaturesById(tx, [{ campaign, id: (await leadOf(tx, { campaign, id })) ?? id }])
  return row ? { kind: 'confirmed', signature: row.id } : { kind: 'gone' }
}
