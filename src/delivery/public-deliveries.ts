import type {
  CampaignId,
  DeliveryId,
  EditionId,
  FileHash,
  LetterId,
  PartialDate,
  RecipientId,
  VersionHash,
} from '#kernel'
import { frozenTexts, gatheringLetters, isOpenToAll } from '#letters'
import type { Tx } from '#platform'
import type { Delivery, DeliveryChannel } from './delivery.ts'
import { deliveriesOf } from './read-deliveries.ts'
import type { DeliveryStatus } from './status.ts'

/** A delivery as strangers may read it: no address, nobody whom the letter does not name, no note. */
export type PublicDelivery = {
  readonly id: DeliveryId
  readonly letter: LetterId
  readonly edition: EditionId
  readonly recipient: RecipientId
  readonly version: { readonly number: number; readonly hash: VersionHash }
  readonly channel: DeliveryChannel
  readonly pdf: FileHash | undefined
  readonly status: Exclude<DeliveryStatus, 'draft' | 'ready'>
  /** Day 0 of its clock; absent where nothing is known to have been taken. */
  readonly sentOn: PartialDate | undefined
  /** When this status was written down. */
  readonly recordedAt: Date
  /** The addressees that the letter itself names, each with what became of it. */
  readonly addressees: readonly {
    readonly name: string
    readonly post: string | undefined
    readonly status: DeliveryStatus
    /** Nobody knows whether a first copy arrived, too. */
    readonly perhapsTwice: boolean
  }[]
  readonly leaf: number | undefined
  /** What is kept as proof, by its hash. */
  readonly proofs: readonly {
    readonly kind: Delivery['proofs'][number]['kind']
    readonly on: PartialDate
    readonly hash: string | undefined
  }[]
}

/**
 * The deliveries of a campaign that strangers may know of at a moment: of letters that are public, and that left the
 * house. The earliest prepared first.
 */
export async function publicDeliveries(tx: Tx, campaign: CampaignId, at: Date): Promise<readonly PublicDelivery[]> {
  const letters = await gatheringLetters(tx, campaign)
  const open = new Set(letters.filter((letter) => isOpenToAll(letter, at)).map(({ id }) => id))
  const all = (await deliveriesOf(tx, campaign)).filter(({ letter }) => open.has(letter))
  const hashes = [...new Set(all.map(({ version }) => version.hash))]
  const texts = await frozenTexts(tx, campaign, hashes)
  return all.flatMap((delivery) => {
    const text = texts.get(delivery.version.hash)
    const named = new Set([...(text?.addressees ?? []), ...(text?.copies ?? [])].map(({ name }) => name))
    return shown(delivery, named)
  })
}

function shown(delivery: Delivery, named: ReadonlySet<string | undefined>): readonly PublicDelivery[] {
  const { id, letter, edition, recipient, version, channel, pdf, status, sentOn, leaf, addressees, proofs } = delivery
  if (status === 'draft' || status === 'ready') return []
  const last = Math.max(...addressees.flatMap(({ steps }) => steps.map(({ at }) => at.getTime())))
  return [
    {
      ...{ id, letter, edition, recipient, version, channel, pdf, status, sentOn, leaf },
      recordedAt: new Date(last),
      addressees: addressees
        .filter(({ name }) => named.has(name))
        .map((one) => ({ name: one.name, post: one.post, status: one.status, perhapsTwice: isPerhapsTwice(one) })),
      proofs: proofs.map(({ kind, on, hash }) => ({ kind, on, hash })),
    },
  ]
}

/** Whether somebody may have got a mail twice: one was taken, and of an earlier copy nobody knows. */
export const isPerhapsTwice = ({
  status,
  unanswered,
}: Pick<Delivery['addressees'][number], 'status' | 'unanswered'>): boolean =>
  unanswered > (status === 'unknown' || status === 'ready' ? 1 : 0)
