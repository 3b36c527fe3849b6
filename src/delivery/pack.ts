import type { CampaignId, EditionId, FileHash, LetterId, PartialDate, VersionHash } from '#kernel'
import { logOf } from '#ledger'
import type { GatheringLetter } from '#letters'
import type { Tx } from '#platform'
import type { DeliveryChannel } from './delivery.ts'
import { deliveriesOf } from './read-deliveries.ts'
import type { DeliveryStatus } from './status.ts'

/** The facts of a press day: one page says them, and files go with it. */
export type DeliveryPack = {
  readonly letter: LetterId
  /** The campaign's log, and how many leaves it had. */
  readonly log: { readonly origin: string; readonly size: number } | undefined
  readonly editions: readonly {
    readonly edition: EditionId
    readonly slug: string
    readonly recipient: string
    /** The present one; an edition of which nothing is fixed is not in the pack. */
    readonly version: { readonly number: number; readonly hash: VersionHash; readonly frozenAt: Date }
    readonly deliveries: readonly {
      readonly channel: DeliveryChannel
      readonly version: number
      readonly status: DeliveryStatus
      readonly sentOn: PartialDate | undefined
      readonly leaf: number | undefined
      /** The file that went out, kept with the campaign. */
      readonly pdf: FileHash | undefined
      /** Names of those to whom it went, as they were typed. */
      readonly to: readonly string[]
    }[]
  }[]
}

/** The facts of a press day of a letter. No address is among them. Three questions. */
export async function deliveryPack(
  tx: Tx,
  campaign: CampaignId,
  letter: Pick<GatheringLetter, 'id' | 'editions'>,
): Promise<DeliveryPack> {
  const deliveries = await deliveriesOf(tx, campaign, { letter: letter.id, withoutProofs: true })
  const log = await logOf(tx, campaign)
  const editions = letter.editions.flatMap(({ id, slug, recipient, versions }): DeliveryPack['editions'] => {
    const version = versions.at(-1)
    if (!version) return []
    const its = deliveries.filter(({ edition }) => edition === id)
    return [{ edition: id, slug, recipient, version, deliveries: its.map(inPack) }]
  })
  return { letter: letter.id, log: log && { origin: log.origin, size: log.size }, editions }
}

const inPack = ({
  channel,
  version,
  status,
  sentOn,
  leaf,
  pdf,
  addressees,
}: Awaited<ReturnType<typeof deliveriesOf>>[number]) => ({
  ...{ channel, version: version.number, status, sentOn, leaf, pdf },
  to: addressees.map(({ name }) => name),
})
