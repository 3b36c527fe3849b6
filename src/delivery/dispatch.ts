import { mayIn, recordEvent } from '#accounts'
import { dayOf, newId, type CampaignId, type DeliveryId, type Means } from '#kernel'
import { campaignById } from '#letters'
import { leaveMails, type MailNote, type Tx } from '#platform'
import type { By } from './delivery.ts'
import { deliveryOf } from './read-deliveries.ts'
import type { DeliveryStatus } from './status.ts'
import { allowCopies } from './store-addressee.ts'
import { lockDelivery } from './store.ts'
import { takeStep } from './take-step.ts'

/** The kind of the mails that carry a letter to its recipient. */
export const dispatchKind = 'delivery.dispatch'

/** What can come of sending a delivery. */
export type DispatchOutcome =
  | { readonly kind: 'queued'; readonly mails: number }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'gone' }
  /** It goes by another channel: record what was done instead. */
  | { readonly kind: 'not-mail' }
  /** Nobody is left to whom it could be sent: it is on its way, or arrived. */
  | { readonly kind: 'nothing-to-send' }

/**
 * Sends a prepared delivery: one mail to each addressee, who sees nobody else's address. The same again sends only to
 * those whom it failed to reach; to those of whom nobody knows (`unknown`) only when asked for, since they may get it twice.
 */
export async function dispatch(
  tx: Tx,
  wish: {
    readonly campaign: CampaignId
    readonly delivery: DeliveryId
    readonly by: By
    readonly evenUnknown?: boolean
  },
  means: Means,
): Promise<DispatchOutcome> {
  const { campaign, delivery, by } = wish
  if (!(await mayIn(tx, campaign, by, 'deliver'))) return { kind: 'not-allowed' }
  const place = (await lockDelivery(tx, campaign, delivery)) && (await campaignById(tx, campaign))
  const found = await deliveryOf(tx, campaign, delivery)
  if (!found || !place) return { kind: 'gone' }
  if (found.channel !== 'mail' || found.pdf === undefined) return { kind: 'not-mail' }
  const from: readonly DeliveryStatus[] = wish.evenUnknown ? ['draft', 'failed', 'unknown'] : ['draft', 'failed']
  const at = means.now()
  const on = dayOf(at, place.timeZone)
  const mails: MailNote[] = []
  for (const { position } of found.addressees.filter(({ status }) => from.includes(status))) {
    await takeStep(tx, campaign, { delivery, position }, 'ready', { on, at, cause: 'person', by })
    await allowCopies(tx, campaign, { delivery, position })
    const ids = { campaign, delivery, position: String(position) }
    mails.push({ id: newId(means), kind: dispatchKind, ids, dueAt: at })
  }
  if (mails.length === 0) return { kind: 'nothing-to-send' }
  await leaveMails(tx, mails)
  const after = { channel: found.channel, addressees: mails.length }
  await recordEvent(tx, { by, act: 'deliver', campaign, subject: [found.letter, delivery], after }, means)
  return { kind: 'queued', mails: mails.length }
}
