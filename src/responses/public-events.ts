import type { CampaignId, RecordEventId } from '#kernel'
import type { Tx } from '#platform'
import { happeningOf, type Happening } from './event.ts'
import { eventRow, eventRowsAfter, type EventRow } from './store-event.ts'

/** An event as strangers get it: of one that was taken down only that it was, and its hash. */
export type PublicEvent = EventRow & { readonly happening: Happening | undefined }

/**
 * What was put on record after an event, in the order in which it was written down: whoever was away goes on from the
 * last event they know.
 * @param page.since absent: from the first event on.
 * @returns `undefined` when there is no event `since`.
 */
export async function publicEvents(
  tx: Tx,
  campaign: CampaignId,
  { since, most }: { readonly since: RecordEventId | undefined; readonly most: number },
): Promise<readonly PublicEvent[] | undefined> {
  if (since !== undefined && !(await eventRow(tx, campaign, since))) return undefined
  return (await eventRowsAfter(tx, campaign, { since, most })).map(withFacts)
}

/** One event. */
export async function publicEvent(tx: Tx, campaign: CampaignId, id: RecordEventId): Promise<PublicEvent | undefined> {
  const row = await eventRow(tx, campaign, id)
  return row && withFacts(row)
}

const withFacts = (row: EventRow): PublicEvent => ({
  ...row,
  happening: row.document === undefined ? undefined : happeningOf(row.document),
})
