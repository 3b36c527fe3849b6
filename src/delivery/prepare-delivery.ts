import { mayIn, recordEvent, type EventAct } from '#accounts'
import {
  dayOf,
  newId,
  type CampaignId,
  type DeliveryId,
  type EditionId,
  type EmailAddress,
  type FileHash,
  type LetterId,
  type Means,
  type RecipientId,
  type VersionHash,
} from '#kernel'
import { gatheringLetter, letterDraft, type GatheringLetter } from '#letters'
import { fileFacts, type Tx, type Vault } from '#platform'
import type { By, DeliveryChannel } from './delivery.ts'
import { sameDraft } from './same-delivery.ts'
import { bonds, sealCover } from './sealed-delivery.ts'
import { insertAddressees, insertSteps, type StepRow } from './store-addressee.ts'
import { insertDelivery } from './store.ts'

/** Somebody to whom a letter goes, as an organizer types them. */
export type AddresseeWish = {
  readonly name: string
  readonly post?: string
  /** Kept sealed; a delivery by mail needs one for everybody. */
  readonly email?: EmailAddress
}

/** A delivery that is to be prepared. */
export type DeliveryWish = {
  readonly campaign: CampaignId
  readonly by: By
  readonly letter: LetterId
  readonly edition: EditionId
  /** The number of the fixed text. */
  readonly version: number
  readonly channel: DeliveryChannel
  readonly addressees: readonly AddresseeWish[]
  /** Kept with the campaign (`keepFile`). */
  readonly pdf: FileHash
  /** Where answers go when no mail comes in here. */
  readonly contact?: EmailAddress
  /** The organizers' own words above the letter in a mail; ours unless said. */
  readonly cover?: string
}

/** What can come of preparing a delivery. */
export type PrepareOutcome =
  | { readonly kind: 'prepared'; readonly delivery: DeliveryId }
  | { readonly kind: 'not-allowed' }
  /** There is no such letter, edition or version. */
  | { readonly kind: 'gone' }
  /** The campaign keeps no file with this hash. */
  | { readonly kind: 'no-file' }
  | { readonly kind: 'no-addressee' }
  /** By mail, and somebody has no e-mail address. */
  | { readonly kind: 'no-address'; readonly position: number }

/** Prepares a delivery: nothing leaves the house yet. Whoever may deliver in the campaign may. The same again is the same draft. */
export async function prepareDelivery(tx: Tx, vault: Vault, wish: DeliveryWish, means: Means): Promise<PrepareOutcome> {
  const { campaign, by, channel, addressees } = wish
  if (!(await mayIn(tx, campaign, by, 'deliver'))) return { kind: 'not-allowed' }
  const unaddressed = addressees.findIndex(({ email }) => email === undefined)
  if (channel === 'mail' && unaddressed >= 0) return { kind: 'no-address', position: unaddressed + 1 }
  const same = await sameDraft(tx, vault, wish)
  if (same) return { kind: 'prepared', delivery: same }
  const kept = await keepDelivery(tx, vault, wish, means)
  if (kept.kind !== 'kept') return kept
  await recordEvent(tx, { ...eventOf(wish, kept.delivery, 'prepare-delivery') }, means)
  return { kind: 'prepared', delivery: kept.delivery }
}

/** What is written in the trail of a delivery. */
export function eventOf(
  {
    campaign,
    by,
    letter,
    channel,
    addressees,
  }: Pick<DeliveryWish, 'campaign' | 'by' | 'letter' | 'channel' | 'addressees'>,
  delivery: DeliveryId,
  act: EventAct,
) {
  return { by, act, campaign, subject: [letter, delivery], after: { channel, addressees: addressees.length } } as const
}

/** What a delivery is of. */
type Place = {
  readonly letter: GatheringLetter
  readonly recipient: RecipientId
  readonly hash: VersionHash
}

async function placeOf(
  tx: Tx,
  { campaign, letter, edition, version }: Pick<DeliveryWish, 'campaign' | 'letter' | 'edition' | 'version'>,
  means: Means,
): Promise<Place | undefined> {
  const found = await gatheringLetter(tx, campaign, letter)
  const fixed = found?.editions.find(({ id }) => id === edition)?.versions.find(({ number }) => number === version)
  const draft = fixed && (await letterDraft(tx, campaign, letter, means))
  const recipient = draft?.editions.find(({ id }) => id === edition)?.recipient.id
  return found && fixed && recipient ? { letter: found, recipient, hash: fixed.hash } : undefined
}

/** What can come of keeping a delivery. */
export type Kept =
  | { readonly kind: 'kept'; readonly delivery: DeliveryId; readonly letter: GatheringLetter }
  | Extract<PrepareOutcome, { readonly kind: 'gone' | 'no-file' | 'no-addressee' }>

/** Keeps a delivery as a draft. Without a vault nothing is kept that would have to be sealed. */
export async function keepDelivery(
  tx: Tx,
  vault: Vault | undefined,
  wish: Omit<DeliveryWish, 'pdf'> & { readonly pdf?: FileHash },
  means: Means,
): Promise<Kept> {
  const { campaign, by, letter, edition, version: number, channel, addressees, pdf, contact, cover } = wish
  if (addressees.length === 0) return { kind: 'no-addressee' }
  const place = await placeOf(tx, wish, means)
  if (!place) return { kind: 'gone' }
  if (pdf !== undefined && !(await fileFacts(tx, campaign, pdf))) return { kind: 'no-file' }
  const delivery = newId<DeliveryId>(means)
  const at = means.now()
  await insertDelivery(tx, {
    ...{ campaign, id: delivery, letter, edition, version: { number, hash: place.hash }, recipient: place.recipient },
    ...{ channel, pdf, preparedAt: at, preparedBy: by },
    sealed:
      vault && (contact ?? cover) !== undefined
        ? sealCover(vault, bonds.cover(campaign, delivery), { contact, cover })
        : null,
  })
  await insertAddressees(
    tx,
    campaign,
    addressees.map(({ name, post, email }, index) => {
      const seat = { delivery, position: index + 1 }
      return { ...seat, name, post, sealed: vault && email ? vault.seal(email, bonds.address(campaign, seat)) : null }
    }),
  )
  const on = dayOf(at, place.letter.timeZone)
  await insertSteps(
    tx,
    campaign,
    addressees.map((_, index): StepRow => ({
      ...{ delivery, position: index + 1, step: 1, from: undefined, to: 'draft', on, at, cause: 'person', by },
      code: undefined,
    })),
  )
  return { kind: 'kept', delivery, letter: place.letter }
}
