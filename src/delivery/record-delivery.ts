import { mayIn, recordEvent } from '#accounts'
import { dayOf, type DeliveryId, type FileHash, type Means } from '#kernel'
import { lockLog } from '#ledger'
import { campaignById, touchCampaign } from '#letters'
import type { Tx } from '#platform'
import type { Day } from './day.ts'
import { declareSent } from './declare-sent.ts'
import {
  eventOf,
  keepDelivery,
  type AddresseeWish,
  type DeliveryWish,
  type PrepareOutcome,
} from './prepare-delivery.ts'
import { proofFiles, proofsOf } from './proof-rows.ts'
import { sameRecorded } from './same-delivery.ts'
import { insertProofs } from './store-proof.ts'
import { takeStep } from './take-step.ts'

/** A delivery that happened outside of this server: by hand, by post, through a site, or before this server was there. */
export type RecordWish = Omit<DeliveryWish, 'addressees' | 'pdf' | 'contact' | 'cover'> & {
  readonly addressees: readonly Omit<AddresseeWish, 'email'>[]
  /** The file that was delivered; without one the log cannot say what was. */
  readonly pdf?: FileHash
  /** The day in the campaign's time zone on which it happened: not after today. */
  readonly on: Day
  /** `sent` (unless told): given to the post or a site; `delivered`: somebody there took it; `failed`: nobody did. */
  readonly became?: 'sent' | 'delivered' | 'failed'
  readonly courierNumber?: string
  readonly note?: string
  /** Photographs, receipts: files kept with the campaign. */
  readonly proofs: readonly FileHash[]
}

/** What can come of recording a delivery. */
export type RecordDeliveryOutcome =
  | { readonly kind: 'recorded'; readonly delivery: DeliveryId }
  | Exclude<PrepareOutcome, { readonly kind: 'prepared' | 'no-address' }>
  /** Of a day that has not come. */
  | { readonly kind: 'in-future' }

/** Records a delivery that somebody made, with what proves it. The same of the same day is the same delivery. */
export async function recordDelivery(tx: Tx, wish: RecordWish, means: Means): Promise<RecordDeliveryOutcome> {
  const { campaign, by, on, became = 'sent', addressees } = wish
  if (!(await mayIn(tx, campaign, by, 'deliver'))) return { kind: 'not-allowed' }
  const place = await campaignById(tx, campaign)
  if (!place) return { kind: 'gone' }
  const at = means.now()
  if (on > dayOf(at, place.timeZone)) return { kind: 'in-future' }
  const files = await proofFiles(tx, campaign, wish.proofs)
  if (!files) return { kind: 'no-file' }
  await lockLog(tx, campaign)
  const proofs = (of: DeliveryId) => proofsOf({ ...wish, delivery: of }, files, means)
  const same = await sameRecorded(tx, wish, became, proofs)
  if (same) return { kind: 'recorded', delivery: same }
  const kept = await keepDelivery(tx, undefined, wish, means)
  if (kept.kind !== 'kept') return kept
  const { delivery } = kept
  for (const index of addressees.keys())
    await takeStep(tx, campaign, { delivery, position: index + 1 }, became, { on, at, cause: 'person', by })
  await insertProofs(tx, campaign, proofs(delivery))
  await recordEvent(tx, eventOf(wish, delivery, 'record-delivery'), means)
  await declareSent(tx, campaign, means)
  await touchCampaign(tx, campaign)
  return { kind: 'recorded', delivery }
}
