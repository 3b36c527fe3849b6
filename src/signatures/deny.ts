import type { CampaignId, Means, SignatureId } from '#kernel'
import type { Tx } from '#platform'
import { leadOf } from './store-also.ts'
import { refuseMails } from './store-mailed.ts'
import { wishesOf } from './store-wishes.ts'
import { deletePending, lockPending, readPending } from './store-pending.ts'
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
  const [seen] = await readPending(tx, [{ campaign, id }])
  // All at once, in the order of their ids: one whose mail is being made at this moment is waited for, not passed over.
  const wishes = seen ? await lockPending(tx, await wishesOf(tx, seen)) : []
  const pending = wishes.find((one) => one.id === id)
  if (pending) {
    await deletePending(tx, wishes)
    await refuseMails(tx, { ...pending, mark: pending.inbox }, now().toISOString().slice(0, 10))
    return { kind: 'denied' }
  }
  const [row] = await signaturesById(tx, [{ campaign, id: (await leadOf(tx, { campaign, id })) ?? id }])
  return row ? { kind: 'confirmed', signature: row.id } : { kind: 'gone' }
}
