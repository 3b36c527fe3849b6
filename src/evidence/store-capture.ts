import { sql, type Selectable } from 'kysely'
import type { CampaignId, CaptureId, FileHash, OrganizerId, PartialDate, SourceId } from '#kernel'
import type { Tables, Tx } from '#platform'
import type { Capture, CaptureTrouble, RemovalReason } from './capture.ts'

const hex = (bytes: Buffer | null): FileHash | undefined =>
  bytes === null ? undefined : (bytes.toString('hex') as FileHash)

const captureOf = (row: Selectable<Tables['evidence_capture']>): Capture => ({
  id: row.capture_id as CaptureId,
  source: row.source_id as SourceId,
  way: row.way,
  state: row.state,
  askedAt: row.asked_at,
  capturedOn: (row.captured_on ?? undefined) as PartialDate | undefined,
  capturedAt: row.captured_at ?? undefined,
  finalUrl: row.final_url ?? undefined,
  status: row.status ?? undefined,
  mediaType: row.media_type ?? undefined,
  sha256: hex(row.payload_hash),
  waczHash: hex(row.wacz_hash),
  waczSize: row.wacz_size ?? undefined,
  textHash: hex(row.text_hash),
  prepared:
    row.prepared_hash === null || row.prepared_by === null
      ? undefined
      : { hash: row.prepared_hash.toString('hex') as FileHash, by: row.prepared_by },
  missing: row.missing,
  trouble: row.trouble ?? undefined,
  timestampedAt: row.timestamped_at ?? undefined,
  timestampHash: hex(row.timestamp_hash),
  removed:
    row.removed_at === null || row.removed_reason === null
      ? undefined
      : { at: row.removed_at, reason: row.removed_reason },
})

/** Puts a capture into the queue. */
export async function insertPending(
  tx: Tx,
  campaign: CampaignId,
  asked: {
    readonly id: CaptureId
    readonly source: SourceId
    readonly at: Date
    readonly by: OrganizerId | undefined
  },
): Promise<void> {
  await tx
    .insertInto('evidence_capture')
    .values({
      campaign_id: campaign,
      capture_id: asked.id,
      source_id: asked.source,
      way: 'fetched',
      state: 'pending',
      asked_at: asked.at,
      asked_by: asked.by ?? null,
    })
    .execute()
}

/** What is written of bytes that were kept. */
export type CapturedRow = {
  readonly at: Date
  readonly finalUrl: string | undefined
  readonly status: number | undefined
  readonly mediaType: string
  readonly payloadHash: string
  readonly waczHash: FileHash
  readonly waczSize: number
  readonly textHash: FileHash | undefined
  readonly prepared: Capture['prepared']
  readonly missing: number
}

const columnsOf = (row: CapturedRow) => ({
  captured_at: row.at,
  final_url: row.finalUrl ?? null,
  status: row.status ?? null,
  media_type: row.mediaType,
  payload_hash: Buffer.from(row.payloadHash, 'hex'),
  wacz_hash: Buffer.from(row.waczHash, 'hex'),
  wacz_size: row.waczSize,
  text_hash: row.textHash === undefined ? null : Buffer.from(row.textHash, 'hex'),
  prepared_hash: row.prepared === undefined ? null : Buffer.from(row.prepared.hash, 'hex'),
  prepared_by: row.prepared?.by ?? null,
  missing: row.missing,
})

/** Writes down an upload. */
export async function insertUpload(
  tx: Tx,
  campaign: CampaignId,
  upload: CapturedRow & {
    readonly id: CaptureId
    readonly source: SourceId
    readonly by: OrganizerId | undefined
    readonly capturedOn: PartialDate | undefined
  },
): Promise<void> {
  await tx
    .insertInto('evidence_capture')
    .values({
      campaign_id: campaign,
      capture_id: upload.id,
      source_id: upload.source,
      way: 'uploaded',
      state: 'complete',
      asked_at: upload.at,
      asked_by: upload.by ?? null,
      captured_on: upload.capturedOn ?? null,
      ...columnsOf(upload),
    })
    .execute()
}

/** Takes a capture up that waits, or that somebody took up who was stopped. @returns whether there was one. */
export async function takeUp(tx: Tx, campaign: CampaignId, capture: CaptureId): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('evidence_capture')
    .set({ previous_state: sql`state`, state: 'in-progress' })
    .where('campaign_id', '=', campaign)
    .where('capture_id', '=', capture)
    .where('state', 'in', ['pending', 'in-progress'])
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Writes down what came of a capture that is in hand. @returns whether one was. */
export async function settle(
  tx: Tx,
  campaign: CampaignId,
  capture: CaptureId,
  result:
    | { readonly state: 'complete' | 'partial'; readonly row: CapturedRow }
    | {
        readonly state: 'failed'
        readonly trouble: CaptureTrouble
        readonly status: number | undefined
        readonly finalUrl: string | undefined
      },
): Promise<boolean> {
  const values =
    result.state === 'failed'
      ? { trouble: result.trouble, status: result.status ?? null, final_url: result.finalUrl ?? null }
      : columnsOf(result.row)
  const { numUpdatedRows } = await tx
    .updateTable('evidence_capture')
    .set({ previous_state: sql`state`, state: result.state, ...values })
    .where('campaign_id', '=', campaign)
    .where('capture_id', '=', capture)
    .where('state', '=', 'in-progress')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** One capture. */
export async function captureRow(tx: Tx, campaign: CampaignId, capture: CaptureId): Promise<Capture | undefined> {
  const row = await tx
    .selectFrom('evidence_capture')
    .selectAll()
    .where('campaign_id', '=', campaign)
    .where('capture_id', '=', capture)
    .executeTakeFirst()
  return row && captureOf(row)
}

/** All captures of a campaign, the oldest first. */
export async function captureRows(tx: Tx, campaign: CampaignId): Promise<readonly Capture[]> {
  const rows = await tx
    .selectFrom('evidence_capture')
    .selectAll()
    .where('campaign_id', '=', campaign)
    .orderBy('asked_at')
    .orderBy('capture_id')
    .execute()
  return rows.map(captureOf)
}

/** The latest capture of a source that has bytes. */
export async function latestOf(tx: Tx, campaign: CampaignId, source: SourceId): Promise<Capture | undefined> {
  const row = await tx
    .selectFrom('evidence_capture')
    .selectAll()
    .where('campaign_id', '=', campaign)
    .where('source_id', '=', source)
    .where('wacz_hash', 'is not', null)
    .where('removed_at', 'is', null)
    .orderBy('captured_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && captureOf(row)
}

/** The capture of a source that nobody has taken up yet. */
export async function waitingOf(tx: Tx, campaign: CampaignId, source: SourceId): Promise<CaptureId | undefined> {
  const row = await tx
    .selectFrom('evidence_capture')
    .select('capture_id')
    .where('campaign_id', '=', campaign)
    .where('source_id', '=', source)
    .where('state', '=', 'pending')
    .limit(1)
    .executeTakeFirst()
  return row?.capture_id as CaptureId | undefined
}

/** The capture of a source by which the same bytes were brought, said to be of the same day. */
export async function sameUpload(
  tx: Tx,
  campaign: CampaignId,
  upload: { readonly source: SourceId; readonly payloadHash: string; readonly capturedOn: PartialDate | undefined },
): Promise<CaptureId | undefined> {
  const row = await tx
    .selectFrom('evidence_capture')
    .select('capture_id')
    .where('campaign_id', '=', campaign)
    .where('source_id', '=', upload.source)
    .where('way', '=', 'uploaded')
    .where('payload_hash', '=', Buffer.from(upload.payloadHash, 'hex'))
    .where('captured_on', 'is not distinct from', upload.capturedOn ?? null)
    .where('removed_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row?.capture_id as CaptureId | undefined
}

/** The latest capture with bytes of each of some addresses. */
export async function latestByUrl(
  tx: Tx,
  campaign: CampaignId,
  urls: readonly string[],
): Promise<readonly { readonly url: string; readonly capture: CaptureId; readonly capturedAt: Date }[]> {
  if (urls.length === 0) return []
  const { rows } = await sql<{ readonly url: string; readonly capture_id: string; readonly captured_at: Date }>`
    select distinct on (source.url) source.url, capture.capture_id, capture.captured_at
      from evidence_source source
      join evidence_capture capture
        on capture.campaign_id = source.campaign_id and capture.source_id = source.source_id
     where source.campaign_id = ${campaign} and source.url = any(${urls})
       and capture.wacz_hash is not null and capture.removed_at is null
     order by source.url, capture.captured_at desc`.execute(tx)
  return rows.map((row) => ({ url: row.url, capture: row.capture_id as CaptureId, capturedAt: row.captured_at }))
}

/** Keeps where a token is that states when an archive was there. */
export async function setTimestamp(
  tx: Tx,
  campaign: CampaignId,
  capture: CaptureId,
  token: { readonly hash: FileHash; readonly at: Date },
): Promise<void> {
  await tx
    .updateTable('evidence_capture')
    .set({ timestamp_hash: Buffer.from(token.hash, 'hex'), timestamped_at: token.at })
    .where('campaign_id', '=', campaign)
    .where('capture_id', '=', capture)
    .execute()
}

/** Notes that the bytes of a capture were taken away. @returns whether they were there. */
export async function setRemoved(
  tx: Tx,
  campaign: CampaignId,
  capture: CaptureId,
  removal: { readonly at: Date; readonly by: OrganizerId | undefined; readonly reason: RemovalReason },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('evidence_capture')
    .set({ removed_at: removal.at, removed_by: removal.by ?? null, removed_reason: removal.reason })
    .where('campaign_id', '=', campaign)
    .where('capture_id', '=', capture)
    .where('wacz_hash', 'is not', null)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Ends every capture that has waited since before a moment. @returns how many. */
export async function failOlderThan(tx: Tx, before: Date): Promise<number> {
  const waiting = tx
    .updateTable('evidence_capture')
    .where('state', 'in', ['pending', 'in-progress'])
    .where('asked_at', '<', before)
  await waiting.set({ previous_state: sql`state`, state: 'in-progress' }).execute()
  const { numUpdatedRows } = await waiting
    .set({ previous_state: sql`state`, state: 'failed', trouble: 'gave-up' })
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
