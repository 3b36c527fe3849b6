import type { CampaignId, DeliveryId } from '#kernel'
import type { Tx, Vault } from '#platform'
import type { Delivery } from './delivery.ts'
import type { DeliveryWish } from './prepare-delivery.ts'
import { isSameProof } from './proof-rows.ts'
import { addressesOf, deliveriesOf } from './read-deliveries.ts'
import type { RecordWish } from './record-delivery.ts'
import { bonds, openCover } from './sealed-delivery.ts'
import type { ProofRow } from './store-proof.ts'
import { deliveryRows, lockEdition } from './store.ts'

/**
 * The draft that is all that is wished for: whoever does not know whether their page came through sends it again, and a
 * letter must not stand ready twice for that.
 */
export async function sameDraft(tx: Tx, vault: Vault, wish: DeliveryWish): Promise<DeliveryId | undefined> {
  const { campaign, by } = wish
  for (const one of await alike(tx, wish)) {
    if (one.status !== 'draft' || one.preparedBy !== by) continue
    const known = await addressesOf(tx, vault, { campaign, delivery: one.id })
    if (wish.addressees.some(({ email }, index) => known.get(index + 1) !== email)) continue
    if (await hasCover(tx, vault, campaign, one, wish)) return one.id
  }
  return undefined
}

/** The delivery that was recorded already, on the same day and with the same proofs. */
export async function sameRecorded(
  tx: Tx,
  wish: RecordWish,
  became: Delivery['status'],
  proofs: (of: DeliveryId) => readonly ProofRow[],
): Promise<DeliveryId | undefined> {
  const isIt = (one: Delivery): boolean =>
    one.addressees.every(({ steps }) =>
      steps.some(({ to, on, cause }) => to === became && on === wish.on && cause === 'person'),
    ) && proofs(one.id).every((proof) => one.proofs.some((known) => isSameProof(known, proof)))
  return (await alike(tx, wish)).find(isIt)?.id
}

type Alike = Pick<DeliveryWish, 'campaign' | 'edition' | 'version' | 'channel' | 'addressees'> & {
  readonly pdf?: DeliveryWish['pdf']
}

async function alike(
  tx: Tx,
  { campaign, edition, version, channel, addressees, pdf }: Alike,
): Promise<readonly Delivery[]> {
  // Two who send the same page at once write one after the other.
  await lockEdition(tx, campaign, edition)
  const who = (all: readonly { readonly name: string; readonly post?: string | undefined }[]) =>
    JSON.stringify(all.map(({ name, post }) => [name, post ?? '']))
  return (await deliveriesOf(tx, campaign, { edition })).filter(
    (one) =>
      one.version.number === version &&
      one.channel === channel &&
      one.pdf === pdf &&
      who(one.addressees) === who(addressees),
  )
}

async function hasCover(
  tx: Tx,
  vault: Vault,
  campaign: CampaignId,
  { id }: Delivery,
  { contact, cover }: DeliveryWish,
): Promise<boolean> {
  const [row] = await deliveryRows(tx, campaign, { delivery: id })
  const known = row?.sealed ? openCover(vault, bonds.cover(campaign, id), row.sealed) : undefined
  return known?.contact === contact && known?.cover === cover
}
