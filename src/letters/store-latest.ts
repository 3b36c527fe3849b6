import { sql } from 'kysely'
import type { CampaignId, EditionId, LetterId, PartialDate, RecipientId } from '#kernel'
import type { Tx } from '#platform'

/** The latest fixed text of every edition of a campaign, letters in their order. */
export async function latestTextRows(
  tx: Tx,
  campaign: CampaignId,
): Promise<
  readonly {
    readonly letter: string
    readonly title: string
    readonly recipient: RecipientId
    readonly canonicalText: string
  }[]
> {
  const { rows } = await sql<{
    readonly letter: string
    readonly title: string
    readonly recipient: RecipientId
    readonly canonicalText: string
  }>`
    select l.slug as letter, l.title, e.recipient_id as recipient, v.canonical_text as "canonicalText"
      from letters_edition e
      join letters_letter l on (l.campaign_id, l.letter_id) = (e.campaign_id, e.letter_id)
      join lateral (select canonical_text from letters_version
                     where campaign_id = e.campaign_id and edition_id = e.edition_id
                     order by number desc limit 1) v on true
     where e.campaign_id = ${campaign} order by l.position, e.position`.execute(tx)
  return rows
}

/** A demand as the latest fixed text of an edition marks it. */
export type MarkedDemand = {
  readonly letter: LetterId
  readonly edition: EditionId
  readonly recipient: RecipientId
  /** The date that is printed on the edition, where one is. */
  readonly date: PartialDate | undefined
  readonly frozenAt: Date
  readonly slug: string
  readonly wording: string
}

/** Every demand that the latest fixed texts of a campaign mark, public or not: for its organizers; one question. */
export async function markedDemands(tx: Tx, campaign: CampaignId): Promise<readonly MarkedDemand[]> {
  const { rows } = await sql<Omit<MarkedDemand, 'date'> & { readonly date: PartialDate | null }>`
    select e.letter_id as letter, e.edition_id as edition, e.recipient_id as recipient, e.printed_date as date,
           v.frozen_at as "frozenAt", d.slug, d.wording
      from letters_edition e
      join lateral (select number, frozen_at from letters_version
                     where campaign_id = e.campaign_id and edition_id = e.edition_id
                     order by number desc limit 1) v on true
      join letters_demand d on (d.campaign_id, d.edition_id, d.number) = (e.campaign_id, e.edition_id, v.number)
     where e.campaign_id = ${campaign} order by v.frozen_at, e.position, d.position`.execute(tx)
  return rows.map(({ date, ...row }) => ({ ...row, date: date ?? undefined }))
}
