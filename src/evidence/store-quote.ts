import { createHash } from 'node:crypto'
import type { CampaignId, CaptureId, OrganizerId, QuoteId, SourceId } from '#kernel'
import type { Tx } from '#platform'
import type { Quote } from './quote.ts'

/** Keeps a quotation. @returns its id, or that of the same span quoted before. */
export async function insertQuote(
  tx: Tx,
  campaign: CampaignId,
  quote: Quote & { readonly at: Date; readonly by: OrganizerId | undefined },
): Promise<QuoteId> {
  await tx
    .insertInto('evidence_quote')
    .values({
      campaign_id: campaign,
      quote_id: quote.id,
      capture_id: quote.capture,
      exact: quote.exact,
      prefix: quote.prefix,
      suffix: quote.suffix,
      start_at: quote.start,
      end_at: quote.end,
      quoted_at: quote.at,
      quoted_by: quote.by ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await tx
    .selectFrom('evidence_quote')
    .select('quote_id')
    .where('campaign_id', '=', campaign)
    .where('capture_id', '=', quote.capture)
    .where('start_at', '=', quote.start)
    .where('end_at', '=', quote.end)
    .executeTakeFirstOrThrow()
  return row.quote_id as QuoteId
}

const columns = ['quote_id', 'capture_id', 'exact', 'prefix', 'suffix', 'start_at', 'end_at'] as const

type QuoteRow = {
  readonly quote_id: string
  readonly capture_id: string
  readonly exact: string
  readonly prefix: string
  readonly suffix: string
  readonly start_at: number
  readonly end_at: number
}

const quoteOf = (row: QuoteRow): Quote => ({
  id: row.quote_id as QuoteId,
  capture: row.capture_id as CaptureId,
  exact: row.exact,
  prefix: row.prefix,
  suffix: row.suffix,
  start: row.start_at,
  end: row.end_at,
})

/** All quotations of a campaign. */
export async function quoteRows(tx: Tx, campaign: CampaignId): Promise<readonly Quote[]> {
  const rows = await tx
    .selectFrom('evidence_quote')
    .select(columns)
    .where('campaign_id', '=', campaign)
    .orderBy('capture_id')
    .orderBy('start_at')
    .execute()
  return rows.map(quoteOf)
}

/** Some quotations. */
export async function quotesById(tx: Tx, campaign: CampaignId, ids: readonly QuoteId[]): Promise<readonly Quote[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('evidence_quote')
    .select(columns)
    .where('campaign_id', '=', campaign)
    .where('quote_id', 'in', [...ids])
    .execute()
  return rows.map(quoteOf)
}

/** The quotations from any capture of a source. */
export async function quotesOfSource(tx: Tx, campaign: CampaignId, source: SourceId): Promise<readonly Quote[]> {
  const rows = await tx
    .selectFrom('evidence_quote')
    .innerJoin('evidence_capture', (join) =>
      join
        .onRef('evidence_capture.campaign_id', '=', 'evidence_quote.campaign_id')
        .onRef('evidence_capture.capture_id', '=', 'evidence_quote.capture_id'),
    )
    .select(['quote_id', 'evidence_quote.capture_id', 'exact', 'prefix', 'suffix', 'start_at', 'end_at'])
    .where('evidence_quote.campaign_id', '=', campaign)
    .where('evidence_capture.source_id', '=', source)
    .execute()
  return rows.map(quoteOf)
}

/** A citation of a letter whose target was lost, and the source a person found for it. */
export type Attachment = { readonly text: string; readonly sentence: string; readonly source: SourceId }

const placeOf = (text: string, sentence: string): Buffer => createHash('sha256').update(`${text}\n${sentence}`).digest()

/** Gives a citation its source, in place of one that it was given before. */
export async function putAttachment(
  tx: Tx,
  campaign: CampaignId,
  { text, sentence, source, at, by }: Attachment & { readonly at: Date; readonly by: OrganizerId | undefined },
): Promise<void> {
  const given = { source_id: source, attached_at: at, attached_by: by ?? null }
  await tx
    .insertInto('evidence_attachment')
    .values({ campaign_id: campaign, place_hash: placeOf(text, sentence), text, sentence, ...given })
    .onConflict((conflict) => conflict.columns(['campaign_id', 'place_hash']).doUpdateSet(given))
    .execute()
}

/** All citations that were given a source. */
export async function attachmentRows(tx: Tx, campaign: CampaignId): Promise<readonly Attachment[]> {
  const rows = await tx
    .selectFrom('evidence_attachment')
    .select(['text', 'sentence', 'source_id'])
    .where('campaign_id', '=', campaign)
    .orderBy('attached_at')
    .execute()
  return rows.map((row) => ({ text: row.text, sentence: row.sentence, source: row.source_id as SourceId }))
}
