import { dayOf, type Means } from '#kernel'
import { campaignById, touchCampaign } from '#letters'
import type { Bounce, Tx, Vault } from '#platform'
import { seatOf } from './compose-letter.ts'
import { dispatchKind } from './dispatch.ts'
import { bareProof } from './proof-rows.ts'
import { bonds } from './sealed-delivery.ts'
import { sha256 } from './settle-dispatch.ts'
import { addresseeRows } from './store-addressee.ts'
import { insertProofs, proofRows } from './store-proof.ts'
import { lockDelivery } from './store.ts'
import { takeStep } from './take-step.ts'

/**
 * Keeps a report that a letter's mail came back, or is late, as proof, with the report as it came; one that says for good
 * that it did not arrive makes it `bounced`.
 * @param raw the report.
 * @returns whether it spoke of a delivery; reports about other mails are passed over.
 */
export async function noteReturnedDelivery(
  tx: Tx,
  vault: Vault,
  { bounce, raw }: { readonly bounce: Bounce; readonly raw: Buffer },
  means: Means,
): Promise<boolean> {
  if (bounce.mail.kind !== dispatchKind) return false
  const { campaign, ...seat } = seatOf(bounce.mail)
  const place = (await lockDelivery(tx, campaign, seat.delivery)) && (await campaignById(tx, campaign))
  const isThere = (await addresseeRows(tx, campaign, [seat.delivery])).some(
    ({ position }) => position === seat.position,
  )
  if (!place || !isThere) return true
  const at = means.now()
  const on = dayOf(at, place.timeZone)
  const known = await proofRows(tx, campaign, [seat.delivery])
  const hash = sha256(raw)
  // Whoever hands a mail in and hears nothing hands it in again.
  if (known.some((one) => one.kind === 'bounce' && one.position === seat.position && one.hash === hash)) return true
  const bare = bareProof({ ...seat, by: 'server', on }, means)()
  const code = bounce.kind === 'permanent' ? 'came-back' : 'late'
  const message = vault.seal(raw.toString('latin1'), bonds.message(campaign, bare.id))
  await insertProofs(tx, campaign, [{ ...bare, kind: 'bounce', code, hash, message }])
  if (bounce.kind === 'permanent')
    await takeStep(tx, campaign, seat, 'bounced', { on, at, cause: 'bounce', by: 'server' })
  await touchCampaign(tx, campaign)
  return true
}
