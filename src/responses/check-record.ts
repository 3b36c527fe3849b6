import { quotesByIds } from '#evidence'
import type { CampaignId, FileHash } from '#kernel'
import { hasLog, leafAt } from '#ledger'
import { fileFacts, type Tx } from '#platform'
import { parseLeaf } from '#proof'
import { citingsOf } from './cited-sources.ts'
import { eventOf } from './event-row.ts'
import { recordFrom } from './record-from.ts'
import { allStatuses, eventRows, type EventRow } from './store-event.ts'
import { replyRows } from './store-reply.ts'
import { isLegal } from './transitions.ts'
import { standsIn } from './words-in.ts'
import { hashOf } from './write-events.ts'

/**
 * Compares a campaign's record with itself and with the log: every event has its document, hash and leaf, every status
 * may have followed the one before it, promises have the stages that their events say, and every file is there. To be
 * called on one snapshot.
 * @returns a sentence for each thing that is not as it should be; none when all is well.
 */
export async function checkRecord(tx: Tx, campaign: CampaignId): Promise<readonly string[]> {
  const rows = await eventRows(tx, campaign)
  return [
    ...(await checkLeaves(tx, campaign, rows)),
    ...checkDocuments(rows),
    ...(await checkStatuses(tx, campaign, rows)),
    ...(await checkReplies(tx, campaign, rows)),
    ...(await checkQuotes(tx, campaign, rows)),
  ]
}

function checkDocuments(rows: readonly EventRow[]): readonly string[] {
  const redacted = new Set(
    rows.flatMap(eventOf).flatMap((one) => (one.kind === 'event-redacted' ? [one.facts.redacted] : [])),
  )
  return rows.flatMap(({ id, document, hash }) => {
    if (document === undefined) return redacted.has(id) ? [] : [`Event ${id} is gone, and nothing on record says why.`]
    return hashOf(document) === hash ? [] : [`The document of event ${id} is not the one that was written down.`]
  })
}

async function checkLeaves(tx: Tx, campaign: CampaignId, rows: readonly EventRow[]): Promise<readonly string[]> {
  if (!(await hasLog(tx, campaign))) return []
  const wrong: string[] = []
  for (const { id, kind, hash, leafIndex } of rows) {
    const bytes = leafIndex === undefined ? undefined : await leafAt(tx, campaign, leafIndex)
    const leaf = bytes && parseLeaf(bytes)
    const isIts =
      leaf !== undefined &&
      (leaf.t === 'event' || leaf.t === 'reply') &&
      (leaf.t === 'reply') === (kind === 'reply-published') &&
      leaf.h === hash
    if (!isIts) wrong.push(`Event ${id} has no leaf of its own in the log.`)
  }
  return wrong
}

async function checkStatuses(tx: Tx, campaign: CampaignId, rows: readonly EventRow[]): Promise<readonly string[]> {
  const statuses = await allStatuses(tx, campaign)
  const wrong = statuses
    .filter(({ axis, statuses: all }) => !isLegal(axis, all))
    .map(({ axis, subject }) => `The statuses (${axis}) of ${subject} cannot have followed each other.`)
  // Of what was taken down the statuses stay.
  if (rows.some(({ document }) => document === undefined)) return wrong
  const stages = new Map(
    statuses.flatMap(({ axis, subject, statuses: all }) => (axis === 'stage' ? [[subject, all]] : [])),
  )
  const { commitments } = recordFrom(rows.flatMap(eventOf))
  const unlike = commitments.filter(
    ({ id, revisions }) => String(stages.get(id)) !== String(revisions.map(({ stage }) => stage)),
  )
  return [...wrong, ...unlike.map(({ id }) => `Commitment ${id} does not have the stages that its events say.`)]
}

async function checkReplies(tx: Tx, campaign: CampaignId, rows: readonly EventRow[]): Promise<readonly string[]> {
  const published = new Set(recordFrom(rows.flatMap(eventOf)).replies.map(({ id }) => id))
  const wrong: string[] = []
  for (const { id, state, isRedacted, message, attachments } of await replyRows(tx, campaign)) {
    if (isRedacted) continue
    if ((state === 'published') !== published.has(id))
      wrong.push(`Reply ${id} is ${state}, and its events say otherwise.`)
    for (const file of [message, ...attachments.map((one): FileHash => one.file)])
      if (!(await fileFacts(tx, campaign, file))) wrong.push(`Reply ${id} names a file that is not there.`)
  }
  return wrong
}

/** Every quotation on record is one that evidence has, in the capture that is named, and of the words that are shown. */
async function checkQuotes(tx: Tx, campaign: CampaignId, rows: readonly EventRow[]): Promise<readonly string[]> {
  const citings = citingsOf(recordFrom(rows.flatMap(eventOf)))
  const quotes = await quotesByIds(
    tx,
    campaign,
    citings.flatMap(({ quote }) => (quote ? [quote] : [])),
  )
  return citings.flatMap(({ quote: id, capture, words }) => {
    if (id === undefined) return []
    const quote = quotes.get(id)
    const isIts = quote?.capture === capture && (words === undefined || standsIn(words, quote?.exact ?? ''))
    return isIts ? [] : [`Quotation ${id} on record is not what stands in its capture.`]
  })
}
