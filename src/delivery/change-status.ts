import { mayIn, recordEvent } from '#accounts'
import { dayOf, type CampaignId, type DeliveryId, type FileHash, type Means } from '#kernel'
import { lockLog } from '#ledger'
import { campaignById, touchCampaign } from '#letters'
import type { Tx } from '#platform'
import type { Day } from './day.ts'
import { declareSent } from './declare-sent.ts'
import type { By } from './delivery.ts'
import { proofFiles, proofsOf } from './proof-rows.ts'
import { deliveryOf } from './read-deliveries.ts'
import type { DeliveryStatus } from './status.ts'
import { insertProofs } from './store-proof.ts'
import { lockDelivery } from './store.ts'
import { takeStep } from './take-step.ts'

/** What a person knows of a delivery: that it arrived, came back, or never got there. */
export type StatusWish = {
  readonly campaign: CampaignId
  readonly by: By
  readonly delivery: DeliveryId
  /** To whom; absent: to everybody of whom it can be said. */
  readonly position?: number
  readonly to: Extract<DeliveryStatus, 'sent' | 'delivered' | 'failed' | 'bounced'>
  /** The day in the campaign's time zone on which it happened: not after today. */
  readonly on: Day
  readonly note?: string
  readonly courierNumber?: string
  readonly proofs?: readonly FileHash[]
}

/** What can come of saying what became of a delivery. */
export type StatusOutcome =
  | { readonly kind: 'set' }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'no-file' }
  | { readonly kind: 'in-future' }
  /** That cannot follow what became of it so far. */
  | { readonly kind: 'cannot-follow' }

/** Writes down what a person knows of a delivery, with what proves it. Of a mail that is under way only the mail server can say. */
export async function changeStatus(tx: Tx, wish: StatusWish, means: Means): Promise<StatusOutcome> {
  const { campaign, by, delivery, to, on, position: only } = wish
  if (!(await mayIn(tx, campaign, by, 'deliver'))) return { kind: 'not-allowed' }
  await lockLog(tx, campaign)
  const place = (await lockDelivery(tx, campaign, delivery)) && (await campaignById(tx, campaign))
  const found = await deliveryOf(tx, campaign, delivery)
  if (!found || !place) return { kind: 'gone' }
  const at = means.now()
  if (on > dayOf(at, place.timeZone)) return { kind: 'in-future' }
  const files = await proofFiles(tx, campaign, wish.proofs ?? [])
  if (!files) return { kind: 'no-file' }
  let taken = 0
  for (const { position, status } of found.addressees) {
    // A draft that goes by mail was never sent, whatever somebody says: it would be in no queue.
    if ((only ?? position) !== position || (status === 'draft' && found.channel === 'mail')) continue
    if (await takeStep(tx, campaign, { delivery, position }, to, { on, at, cause: 'person', by })) taken += 1
  }
  if (taken === 0) return { kind: 'cannot-follow' }
  await insertProofs(tx, campaign, proofsOf({ ...wish, position: only }, files, means))
  const after = { status: to, count: taken }
  await recordEvent(tx, { by, act: 'set-delivery-status', campaign, subject: [found.letter, delivery], after }, means)
  await declareSent(tx, campaign, means)
  await touchCampaign(tx, campaign)
  return { kind: 'set' }
}
