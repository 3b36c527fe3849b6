import type { Addressee, CampaignId, EditionId, FileHash, LetterId, PartialDate, VersionHash } from '#kernel'
import { logOf } from '#ledger'
import { campaignById, frozenTexts, gatheringLetter } from '#letters'
import { fileFacts, type Tx } from '#platform'
import type { DeliveryChannel } from './delivery.ts'
import { deliveriesOf } from './read-deliveries.ts'
import type { DeliveryStatus } from './status.ts'

/** What the caller knows of an edition: numbers and the finished file. */
export type PackedEdition = {
  readonly edition: EditionId
  /** Kept with the campaign (`keepFile`). */
  readonly pdf: FileHash | undefined
  /** Numbers as they stand beside the edition, each under what it counts. */
  readonly counts: Readonly<Record<string, number>>
}

/** The facts of a press day: one page says them, and files go with it. */
export type DeliveryPack = {
  readonly campaign: { readonly slug: string; readonly title: string; readonly timeZone: string }
  readonly letter: { readonly slug: string; readonly title: string; readonly language: string }
  /** The campaign's log, and how many leaves it had. */
  readonly log: { readonly origin: string; readonly size: number } | undefined
  readonly editions: readonly {
    readonly edition: EditionId
    readonly slug: string
    readonly recipient: string
    readonly addressees: readonly Addressee[]
    /** The present one; an edition of which nothing is fixed is not in the pack. */
    readonly version: { readonly number: number; readonly hash: VersionHash; readonly frozenAt: Date }
    readonly pdf: { readonly hash: FileHash; readonly size: number } | undefined
    readonly counts: Readonly<Record<string, number>>
    readonly deliveries: readonly {
      readonly channel: DeliveryChannel
      readonly version: number
      readonly status: DeliveryStatus
      readonly sentOn: PartialDate | undefined
      readonly leaf: number | undefined
    }[]
  }[]
}

/** The facts of a press day; `undefined` where there is no such letter. No address is among them. */
export async function deliveryPack(
  tx: Tx,
  { campaign, letter }: { readonly campaign: CampaignId; readonly letter: LetterId },
  packed: readonly PackedEdition[],
): Promise<DeliveryPack | undefined> {
  const [place, found] = [await campaignById(tx, campaign), await gatheringLetter(tx, campaign, letter)]
  if (!place || !found) return undefined
  const fixed = found.editions.flatMap(({ id, slug, recipient, versions }) => {
    const version = versions.at(-1)
    return version ? [{ edition: id, slug, recipient, version }] : []
  })
  const hashes = fixed.map(({ version }) => version.hash)
  const texts = await frozenTexts(tx, campaign, hashes)
  const deliveries = await deliveriesOf(tx, campaign, { letter })
  const editions: DeliveryPack['editions'][number][] = []
  for (const one of fixed) {
    const { pdf, counts = {} } = packed.find(({ edition }) => edition === one.edition) ?? { pdf: undefined }
    const facts = pdf && (await fileFacts(tx, campaign, pdf))
    editions.push({
      ...{ ...one, counts, addressees: texts.get(one.version.hash)?.addressees ?? [] },
      pdf: pdf && facts ? { hash: pdf, size: facts.size } : undefined,
      deliveries: deliveries
        .filter(({ edition }) => edition === one.edition)
        .map(({ channel, version, status, sentOn, leaf }) => ({
          ...{ channel, version: version.number, status, sentOn, leaf },
        })),
    })
  }
  const log = await logOf(tx, campaign)
  const { slug, title, language } = found
  return {
    campaign: { slug: place.slug, title: place.title, timeZone: place.timeZone },
    letter: { slug, title, language },
    log: log && { origin: log.origin, size: log.size },
    editions,
  }
}
