import { sql } from 'kysely'
import type { CampaignId, CaptureId, OrganizerId, QuoteId, SourceId } from '#kernel'
import type { Tx } from '#platform'
import type { Check, CheckOutcome } from './check.ts'

/** Writes down one look at a source. */
export async function insertCheck(
  tx: Tx,
  campaign: CampaignId,
  check: Check & { readonly id: string; readonly by: OrganizerId | undefined },
): Promise<void> {
  await tx
    .insertInto('evidence_check')
    .values({
      campaign_id: campaign,
      check_id: check.id,
      source_id: check.source,
      capture_id: check.capture,
      checked_at: check.at,
      checked_by: check.by ?? null,
      outcome: check.outcome,
      final_url: check.finalUrl ?? null,
      status: check.status ?? null,
      lost_quotes: [...check.lostQuotes],
    })
    .execute()
}

/** The latest look at each source of a campaign that was looked at again. */
export async function lastChecks(tx: Tx, campaign: CampaignId): Promise<readonly Check[]> {
  const { rows } = await sql<{
    readonly source_id: string
    readonly capture_id: string
    readonly checked_at: Date
    readonly outcome: CheckOutcome
    readonly final_url: string | null
    readonly status: number | null
    readonly lost_quotes: readonly string[]
  }>`
    select distinct on (source_id) source_id, capture_id, checked_at, outcome, final_url, status, lost_quotes
      from evidence_check where campaign_id = ${campaign}
     order by source_id, checked_at desc, check_id desc`.execute(tx)
  return rows.map((row) => ({
    source: row.source_id as SourceId,
    capture: row.capture_id as CaptureId,
    at: row.checked_at,
    outcome: row.outcome,
    finalUrl: row.final_url ?? undefined,
    status: row.status ?? undefined,
    lostQuotes: row.lost_quotes as readonly QuoteId[],
  }))
}

/** Sources with an address and a capture that nobody has looked at since a moment, the longest unseen first. */
export async function sourcesUnseenSince(
  tx: Tx,
  before: Date,
  limit: number,
): Promise<readonly { readonly campaign: CampaignId; readonly source: SourceId }[]> {
  const { rows } = await sql<{ readonly campaign_id: string; readonly source_id: string }>`
    select source.campaign_id, source.source_id
      from evidence_source source
      left join lateral (
        select max(checked_at) as at from evidence_check
         where campaign_id = source.campaign_id and source_id = source.source_id) seen on true
      join lateral (
        select max(captured_at) as at from evidence_capture
         where campaign_id = source.campaign_id and source_id = source.source_id
           and wacz_hash is not null and removed_at is null) captured on captured.at is not null
     where source.url is not null and greatest(seen.at, captured.at) < ${before}
     order by greatest(seen.at, captured.at), source.source_id
     limit ${limit}`.execute(tx)
  return rows.map((row) => ({ campaign: row.campaign_id as CampaignId, source: row.source_id as SourceId }))
}

/** A source that a person has to look at, since the first look that said so. */
export type StandingAlarm = {
  readonly campaign: CampaignId
  readonly source: SourceId
  readonly since: Date
  /** None where the page is gone and nothing was quoted from it. */
  readonly lostQuotes: readonly QuoteId[]
}

/** What `alarmsOf` tells of a campaign, of all campaigns. */
export async function standingAlarms(tx: Tx): Promise<readonly StandingAlarm[]> {
  const rows = await tx.selectFrom('evidence_alarm_public').selectAll().execute()
  return rows.map((row) => ({
    campaign: row.campaign_id as CampaignId,
    source: row.source_id as SourceId,
    since: row.since,
    lostQuotes: row.lost_quotes as QuoteId[],
  }))
}
