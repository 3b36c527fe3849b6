import { dayOf, type EditionId, type LetterId, type PartialDate, type RecipientId } from '#kernel'
import { publicCampaign, readCampaignRecord } from '#letters'
import type { Tx } from '#platform'
import type { RecordCampaign, RecordDelivery, RecordDemand } from './record.ts'

/** Who reads a record, and when: of what is not public yet, only organizers see what it asks. */
export type Reader = { readonly audience: 'public' | 'organizers'; readonly at: Date }

type Asked = {
  readonly letter: LetterId | undefined
  readonly edition: EditionId | undefined
  readonly recipient: RecipientId | undefined
  readonly on: PartialDate
  readonly demands: readonly { readonly slug: string; readonly wording: string }[]
}

/**
 * The demands that stand marked in the frozen texts of letters, each from the day on which its edition was sent, or is
 * dated, or was frozen. One that an edition words several times is in its first words.
 */
export async function demandsInLetters(
  tx: Tx,
  campaign: RecordCampaign,
  reader: Reader,
  { deliveries, recipients }: { readonly deliveries: readonly RecordDelivery[]; readonly recipients: Slugs },
): Promise<readonly RecordDemand[]> {
  const asked =
    reader.audience === 'public'
      ? await publiclyAsked(tx, campaign, reader.at, recipients)
      : await everAsked(tx, campaign, recipients)
  return asked.flatMap(({ letter, edition, recipient, on, demands }) => {
    if (recipient === undefined) return []
    const once = [...new Map(demands.toReversed().map((one) => [one.slug, one])).values()].toReversed()
    const sentOn = deliveries
      .find((one) => one.edition === edition)
      ?.statuses.find(({ status }) => status === 'sent')?.on
    return once.map(({ slug, wording }) => ({
      slug,
      recipient,
      title: undefined,
      wording,
      letter,
      edition,
      on: sentOn ?? on,
      scope: {},
    }))
  })
}

type Slugs = ReadonlyMap<string, RecipientId>

async function publiclyAsked(
  tx: Tx,
  { slug, timeZone }: RecordCampaign,
  at: Date,
  recipients: Slugs,
): Promise<readonly Asked[]> {
  const open = await publicCampaign(tx, slug, at)
  return (open?.letters ?? []).flatMap(({ letter, editions }) =>
    editions.map((edition) => ({
      letter: letter.id,
      edition: edition.id,
      recipient: recipients.get(edition.recipientSlug),
      on: edition.text.date ?? dayOf(edition.version.frozenAt, timeZone),
      demands: edition.demands,
    })),
  )
}

async function everAsked(tx: Tx, { slug, timeZone }: RecordCampaign, recipients: Slugs): Promise<readonly Asked[]> {
  const found = await readCampaignRecord(tx, slug)
  if (!found) return []
  const { record, places } = found
  return record.letters.flatMap((letter) => {
    const place = places.letters.find((one) => one.slug === letter.slug)
    return letter.editions.flatMap((edition): readonly Asked[] => {
      const version = edition.versions.at(-1)
      if (!version) return []
      return [
        {
          letter: place?.id,
          edition: place?.editions.find((one) => one.slug === edition.slug)?.id,
          recipient: recipients.get(edition.recipient),
          on: edition.date ?? dayOf(version.frozenAt, timeZone),
          demands: version.demands,
        },
      ]
    })
  })
}
