import type { CampaignRecord, PublicEvent } from '#responses'

/** The first key of the file that holds a whole record, docs/formats/record-data.md. */
const dataFormat = 'undersigned record data 1'

/** The first key of a page of events. */
const eventsFormat = 'undersigned record events 1'

/** Everything public of a record as JSON, docs/formats/record-data.md; absent where the record has nothing. */
export function recordJson(record: CampaignRecord): string {
  return `${JSON.stringify({ format: dataFormat, ...record })}\n`
}

/** An event as files and webhooks hand it out: where it stands, and its document with the address of its bytes. */
export type EventEntry = {
  readonly event: string
  readonly kind: string
  readonly on: string
  readonly recorded: string
  /** SHA-256 of the document, as the log has it. */
  readonly hash: string
  /** The number of its leaf; absent while the campaign has no log. */
  readonly leaf?: number
  readonly url: string
  /** Absent once it was taken down. */
  readonly document?: unknown
}

/** An event as it is handed out; `url` is where the bytes of its document are. */
export function eventEntry(event: PublicEvent, url: string): EventEntry {
  const { id, kind, on, recordedAt, hash, leafIndex, document } = event
  return {
    event: id,
    kind,
    on,
    recorded: recordedAt.toISOString(),
    hash,
    ...(leafIndex !== undefined && { leaf: leafIndex }),
    url,
    ...(document !== undefined && { document: JSON.parse(document) as unknown }),
  }
}

/** A page of events as JSON; `next` is the address of those after it, absent where these are all so far. */
export function eventsJson(campaign: string, events: readonly EventEntry[], next: string | undefined): string {
  return `${JSON.stringify({ format: eventsFormat, campaign, events, ...(next !== undefined && { next }) })}\n`
}
