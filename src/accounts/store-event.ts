import type { CampaignId, OrganizerId } from '#kernel'
import type { Tx } from '#platform'
import type { EventAct, EventFacts } from './event.ts'
import type { EventId } from './ids.ts'

/** An act as it stands in the trail. */
export type TrailEvent = {
  readonly id: EventId
  readonly at: Date
  /** Absent: the server's command line, or the server by itself. */
  readonly organizer: OrganizerId | undefined
  readonly campaign: CampaignId | undefined
  readonly act: EventAct
  readonly subject: readonly string[]
  readonly before: EventFacts | undefined
  readonly after: EventFacts | undefined
}

const textOf = (facts: EventFacts | undefined): string | null => (facts === undefined ? null : JSON.stringify(facts))

/** Writes an act down. */
export async function insertEvent(tx: Tx, event: TrailEvent): Promise<void> {
  const { id, at, organizer, campaign, act, subject, before, after } = event
  await tx
    .insertInto('accounts_event')
    .values({
      event_id: id,
      at,
      organizer_id: organizer ?? null,
      campaign_id: campaign ?? null,
      act,
      subject: [...subject],
      before: textOf(before),
      after: textOf(after),
    })
    .execute()
}

/** Which acts are asked for; without a campaign, those of the whole server. */
export type EventsAsked = {
  readonly campaign?: CampaignId | undefined
  /** Only acts before this one: the last of the page before. */
  readonly before?: EventId | undefined
  /** Only this kind of act. */
  readonly act?: EventAct | undefined
  readonly limit: number
}

/** What was done, the latest first. */
export async function eventsOf(tx: Tx, { campaign, before, act, limit }: EventsAsked): Promise<readonly TrailEvent[]> {
  let query = tx.selectFrom('accounts_event').selectAll().orderBy('event_id', 'desc').limit(limit)
  if (campaign !== undefined) query = query.where('campaign_id', '=', campaign)
  if (before !== undefined) query = query.where('event_id', '<', before)
  if (act !== undefined) query = query.where('act', '=', act)
  return (await query.execute()).map((row) => ({
    id: row.event_id as EventId,
    at: row.at,
    organizer: (row.organizer_id ?? undefined) as OrganizerId | undefined,
    campaign: (row.campaign_id ?? undefined) as CampaignId | undefined,
    // Only recordEvent writes here.
    act: row.act as EventAct,
    subject: row.subject,
    before: (row.before ?? undefined) as EventFacts | undefined,
    after: (row.after ?? undefined) as EventFacts | undefined,
  }))
}
