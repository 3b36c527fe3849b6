import { createHash } from 'node:crypto'
import type { Actor } from '#accounts'
import { Fault, newId, oneLine, type CampaignId, type FileHash, type Means, type RecordEventId } from '#kernel'
import { append, lockLog } from '#ledger'
import { recipientsOf, touchCampaign } from '#letters'
import type { Tx } from '#platform'
import { encodeLeaf } from '#proof'
import { documentOf, type Happening } from './event.ts'
import { insertEvents, unloggedRows, updateLeaves, type EventRow } from './store-event.ts'

/**
 * Writes down what happened: a document for each, hashed, and its leaf in the campaign's log, in the caller's
 * transaction. Where the campaign has no log yet, the leaves follow with the first event after it was opened.
 * @returns the events' ids, in their order
 */
export async function writeEvents(
  tx: Tx,
  campaign: CampaignId,
  happenings: readonly Happening[],
  by: Actor,
  means: Means,
): Promise<readonly RecordEventId[]> {
  const hasLog = await lockRecord(tx, campaign)
  const recordedAt = means.now()
  const names = new Map((await recipientsOf(tx, campaign)).map(({ id, name }) => [id, name]))
  const events = happenings.map((happening) => {
    const id = newId<RecordEventId>(means)
    const recipientName = names.get(happening.recipient) ?? ''
    const document = documentOf(happening, { id, recordedAt, recipientName })
    return { id, kind: happening.kind, on: happening.on, recordedAt, document, hash: hashOf(document) }
  })
  await insertEvents(tx, campaign, events, by === 'server' ? undefined : by)
  if (hasLog) await logEvents(tx, campaign, recordedAt)
  return events.map(({ id }) => id)
}

/** Has everybody else who writes the record wait until this transaction ends. @returns whether the campaign has a log. */
export async function lockRecord(tx: Tx, campaign: CampaignId): Promise<boolean> {
  // First, so that events get their leaves in the order in which they were written down.
  const hasLog = await lockLog(tx, campaign)
  // Also where there is no log: whoever reads on from the last event they know must never have one turn up before it.
  await touchCampaign(tx, campaign)
  return hasLog
}

/** The same for one thing that happened. */
export async function writeEvent(
  tx: Tx,
  campaign: CampaignId,
  happening: Happening,
  by: Actor,
  means: Means,
): Promise<RecordEventId> {
  const [event] = await writeEvents(tx, campaign, [happening], by, means)
  if (event === undefined) throw new Fault('internal', 'An event was written down without an id.')
  return event
}

/** SHA-256 of a document's UTF-8. */
export const hashOf = (document: string): FileHash => createHash('sha256').update(document).digest('hex') as FileHash

async function logEvents(tx: Tx, campaign: CampaignId, at: Date): Promise<void> {
  const waiting = await unloggedRows(tx, campaign)
  if (waiting.length === 0) return
  const day = at.toISOString().slice(0, 10)
  const first = await append(
    tx,
    campaign,
    waiting.map((event) => leafOf(event, day)),
    [],
  )
  const ids = waiting.map(({ id }) => id)
  await updateLeaves(tx, campaign, ids, first)
}

/** The leaf of an event, docs/formats/leaves.md: its day is the one on which it was logged. */
function leafOf({ kind, document, hash }: EventRow, day: string): Uint8Array {
  if (kind !== 'reply-published' || document === undefined)
    return encodeLeaf({ t: 'event', d: day, h: hash, w: kind, v: 1 })
  const { name } = recipientIn(document)
  return encodeLeaf({ t: 'reply', d: day, h: hash, r: asText(name), v: 1 })
}

function recipientIn(document: string): { readonly name: string } {
  return JSON.parse(document).recipient
}

/** A name as a leaf takes it: whoever imports may have typed a line end, or an é in two parts. */
const asText = (name: string): string => oneLine(name.replace(/[\p{Cc}\p{Cs}]/gu, ' ')) || '–'
