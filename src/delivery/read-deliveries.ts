import type { CampaignId, DeliveryId, EditionId, LetterId } from '#kernel'
import type { Tx, Vault } from '#platform'
import type { Delivery, DeliveryAddressee, ProofId, StatusStep } from './delivery.ts'
import { bonds, openText } from './sealed-delivery.ts'
import { isSent, statusOf } from './status.ts'
import { addresseeRows, steppedRows, type AddresseeRow, type StepRow } from './store-addressee.ts'
import { proofRows, sealedOfProof } from './store-proof.ts'
import { campaignOfDelivery, deliveryRows } from './store.ts'

/** Which deliveries of a campaign; all of them unless told. */
export type DeliveriesAsked = {
  readonly delivery?: DeliveryId
  readonly letter?: LetterId
  readonly edition?: EditionId
  /** Proofs are left out, and one question less is asked. */
  readonly withoutProofs?: true
}

/**
 * Every delivery of a campaign with all that became of it, the earliest prepared first; drafts and failures, too: for
 * organizers only. Three questions, however many there are. E-mail addresses stay sealed: see {@link addressesOf}.
 */
export async function deliveriesOf(
  tx: Tx,
  campaign: CampaignId,
  only: DeliveriesAsked = {},
): Promise<readonly Delivery[]> {
  const rows = await deliveryRows(tx, campaign, only)
  const ids = rows.map(({ id }) => id)
  const stepped = Map.groupBy(await steppedRows(tx, campaign, ids), ({ addressee }) => addressee.delivery)
  const proofs = Map.groupBy(only.withoutProofs ? [] : await proofRows(tx, campaign, ids), ({ delivery }) => delivery)
  return rows.map(({ sealed: _cover, ...row }) => {
    const seats = Map.groupBy(stepped.get(row.id) ?? [], ({ addressee }) => addressee.position)
    const addressees = [...seats.values()].flatMap((its) => addresseeOf(its))
    const status = statusOf(addressees)
    const its = (proofs.get(row.id) ?? []).map(({ delivery: _its, ...proof }) => proof)
    return { ...row, status, sentOn: isSent(status) ? earliest(addressees) : undefined, addressees, proofs: its }
  })
}

/** One delivery; see {@link deliveriesOf}. */
export async function deliveryOf(tx: Tx, campaign: CampaignId, delivery: DeliveryId): Promise<Delivery | undefined> {
  return (await deliveriesOf(tx, campaign, { delivery }))[0]
}

/** A delivery by its id alone: what an address for answers names. */
export async function findDelivery(tx: Tx, delivery: DeliveryId): Promise<Delivery | undefined> {
  const campaign = await campaignOfDelivery(tx, delivery)
  return campaign && (await deliveryOf(tx, campaign, delivery))
}

/** To which e-mail addresses a delivery goes, by the addressee's position: for organizers only. */
export async function addressesOf(
  tx: Tx,
  vault: Vault,
  { campaign, delivery }: { readonly campaign: CampaignId; readonly delivery: DeliveryId },
): Promise<ReadonlyMap<number, string>> {
  const rows = await addresseeRows(tx, campaign, [delivery])
  return new Map(
    rows.flatMap((row) =>
      row.sealed ? [[row.position, openText(vault, bonds.address(campaign, row), row.sealed)] as const] : [],
    ),
  )
}

/** What went between the mail servers, line by line, and the mail as it went out; both hold an address: for organizers only. */
export async function sessionOf(
  tx: Tx,
  vault: Vault,
  { campaign, proof }: { readonly campaign: CampaignId; readonly proof: ProofId },
): Promise<{ readonly transcript: string | undefined; readonly message: Buffer | undefined } | undefined> {
  const row = await sealedOfProof(tx, campaign, proof)
  if (!row) return undefined
  const { transcript, message } = row
  return {
    transcript: transcript ? openText(vault, bonds.transcript(campaign, proof), transcript) : undefined,
    message: message ? Buffer.from(openText(vault, bonds.message(campaign, proof), message), 'latin1') : undefined,
  }
}

function addresseeOf(
  rows: readonly { readonly addressee: AddresseeRow; readonly step: StepRow }[],
): readonly DeliveryAddressee[] {
  const [first] = rows
  if (!first) return []
  const { position, name, post, unanswered } = first.addressee
  const steps = rows.map(({ step: { delivery: _d, position: _p, step: _s, ...step } }): StatusStep => step)
  const sentOn = steps.find(({ to }) => isSent(to))?.on
  return [{ position, name, post, status: steps.at(-1)?.to ?? 'draft', sentOn, unanswered, steps }]
}

/** The first day on which any of those who stand sent was. */
const earliest = (addressees: readonly DeliveryAddressee[]) =>
  addressees.flatMap(({ status, sentOn }) => (isSent(status) && sentOn !== undefined ? [sentOn] : [])).toSorted()[0]
