import { sql } from 'kysely'
import type { CampaignId, FileHash, OrganizerId, PartialDate, RecipientId, RecordEventId } from '#kernel'
import { textArray, uuidArray, type Tx } from '#platform'
import type { EventKind } from './event.ts'
import type { Axis } from './transitions.ts'
import type { CorrespondenceState } from './vocabulary.ts'

/** An event as its row has it. */
export type EventRow = {
  readonly id: RecordEventId
  readonly kind: EventKind
  readonly on: PartialDate
  readonly recordedAt: Date
  /** Absent once it was taken down. */
  readonly document: string | undefined
  readonly hash: FileHash
  readonly leafIndex: number | undefined
}

const bytesOf = (hex: string): Buffer => Buffer.from(hex, 'hex')

/** Has others who write in the campaign's record wait until this transaction ends: numbers go up without a gap. */
async function waitForTurn(tx: Tx, campaign: CampaignId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('responses ' || ${campaign}::text, 21))`.execute(tx)
}

/** Writes events down, in their order. */
export async function insertEvents(
  tx: Tx,
  campaign: CampaignId,
  events: readonly (Omit<EventRow, 'leafIndex'> & { readonly document: string })[],
  organizer: OrganizerId | undefined,
): Promise<void> {
  if (events.length === 0) return
  await waitForTurn(tx, campaign)
  const { last } = await tx
    .selectFrom('responses_event')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('campaign_id', '=', campaign)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('responses_event')
    .values(
      events.map((event, index) => ({
        campaign_id: campaign,
        number: (last ?? 0) + index + 1,
        event_id: event.id,
        kind: event.kind,
        happened_on: event.on,
        recorded_at: event.recordedAt,
        organizer_id: organizer ?? null,
        document: event.document,
        document_hash: bytesOf(event.hash),
      })),
    )
    .execute()
}

const columns = [
  'event_id',
  'kind',
  'happened_on',
  'recorded_at',
  'document',
  sql<string>`encode(document_hash, 'hex')`.as('hash'),
  'leaf_index',
] as const

type Found = {
  readonly event_id: string
  readonly kind: string
  readonly happened_on: string
  readonly recorded_at: Date
  readonly document: string | null
  readonly hash: string
  readonly leaf_index: number | null
}

const rowOf = (row: Found): EventRow => ({
  id: row.event_id as RecordEventId,
  kind: row.kind as EventKind,
  on: row.happened_on as PartialDate,
  recordedAt: row.recorded_at,
  document: row.document ?? undefined,
  hash: row.hash as FileHash,
  leafIndex: row.leaf_index ?? undefined,
})

/** Every event of a campaign, in the order in which they were written down. */
export async function eventRows(tx: Tx, campaign: CampaignId): Promise<readonly EventRow[]> {
  const rows = await tx
    .selectFrom('responses_event')
    .select(columns)
    .where('campaign_id', '=', campaign)
    .orderBy('number')
    .execute()
  return rows.map(rowOf)
}

/** One event. */
export async function eventRow(tx: Tx, campaign: CampaignId, id: RecordEventId): Promise<EventRow | undefined> {
  const row = await tx
    .selectFrom('responses_event')
    .select(columns)
    .where('campaign_id', '=', campaign)
    .where('event_id', '=', id)
    .executeTakeFirst()
  return row && rowOf(row)
}

/** The events after one, or from the first on, in the order in which they were written down. */
export async function eventRowsAfter(
  tx: Tx,
  campaign: CampaignId,
  { since, most }: { readonly since: RecordEventId | undefined; readonly most: number },
): Promise<readonly EventRow[]> {
  const rows = await tx
    .selectFrom('responses_event')
    .select(columns)
    .where('campaign_id', '=', campaign)
    .where(
      sql<boolean>`number > coalesce((select s.number from responses_event s
                                       where s.campaign_id = ${campaign} and s.event_id = ${since ?? null}::uuid), 0)`,
    )
    .orderBy('number')
    .limit(most)
    .execute()
  return rows.map(rowOf)
}

/** The document of this hash, if it is one and still there. */
export async function documentByHash(tx: Tx, campaign: CampaignId, hash: FileHash): Promise<string | undefined> {
  const row = await tx
    .selectFrom('responses_event')
    .select('document')
    .where('campaign_id', '=', campaign)
    .where('document_hash', '=', bytesOf(hash))
    .executeTakeFirst()
  return row?.document ?? undefined
}

/** Events that have no leaf yet, in their order. */
export async function unloggedRows(tx: Tx, campaign: CampaignId): Promise<readonly EventRow[]> {
  const rows = await tx
    .selectFrom('responses_event')
    .select(columns)
    .where('campaign_id', '=', campaign)
    .where('leaf_index', 'is', null)
    .orderBy('number')
    .execute()
  return rows.map(rowOf)
}

/** Notes where the leaves of events stand: the first at `first`, the others behind it. */
export async function updateLeaves(
  tx: Tx,
  campaign: CampaignId,
  events: readonly RecordEventId[],
  first: number,
): Promise<void> {
  await sql`
    update responses_event e set leaf_index = ${first}::bigint + given.place - 1
      from unnest(${uuidArray(events)}::uuid[]) with ordinality as given (event_id, place)
     where e.campaign_id = ${campaign} and e.event_id = given.event_id`.execute(tx)
}

/** Takes the document of an event down, by the event that says why. */
export async function eraseDocument(
  tx: Tx,
  campaign: CampaignId,
  event: RecordEventId,
  by: RecordEventId,
): Promise<void> {
  await tx
    .updateTable('responses_event')
    .set({ document: null, redacted_by: by })
    .where('campaign_id', '=', campaign)
    .where('event_id', '=', event)
    .execute()
}

/** A status that something has from a day on. */
export type NewStatus<A extends keyof Axis = keyof Axis> = {
  readonly axis: A
  readonly subject: string
  readonly status: Axis[A]
  /** `YYYY-MM-DD`. */
  readonly since: string
}

/** Writes statuses down in their order. The database refuses pairs that are not allowed. */
export async function insertStatuses(
  tx: Tx,
  campaign: CampaignId,
  statuses: readonly NewStatus[],
  at: Date,
): Promise<void> {
  if (statuses.length === 0) return
  await waitForTurn(tx, campaign)
  await sql`
    insert into responses_status (campaign_id, axis, subject_id, status_number, status, since, at)
    select ${campaign}::uuid, axis, subject, place
           + (select coalesce(max(status_number), 0) from responses_status where campaign_id = ${campaign}::uuid),
           status, since::date, ${at}::timestamptz
      from unnest(${textArray(statuses.map(({ axis }) => axis))}::text[],
                  ${uuidArray(statuses.map(({ subject }) => subject))}::uuid[],
                  ${textArray(statuses.map(({ status }) => status))}::text[],
                  ${textArray(statuses.map(({ since }) => since))}::text[]) with ordinality
           as given (axis, subject, status, since, place)
     order by place`.execute(tx)
}

/** Every status that something had, in the order of the days on which it had it. */
export async function statusesOf<A extends keyof Axis>(
  tx: Tx,
  campaign: CampaignId,
  axis: A,
  subject: string,
): Promise<readonly { readonly status: Axis[A]; readonly since: string }[]> {
  const rows = await tx
    .selectFrom('responses_status')
    .select(['status', 'since'])
    .where('campaign_id', '=', campaign)
    .where('axis', '=', axis)
    .where('subject_id', '=', subject)
    .orderBy('since')
    .orderBy('status_number')
    .execute()
  // Only insertStatuses writes here, and the table of pairs knows no other words.
  return rows.map((row) => ({ status: row.status as Axis[A], since: row.since }))
}

/** Where the exchange with each recipient stands, as a person described it last, and since when. */
export async function describedExchanges(
  tx: Tx,
  campaign: CampaignId,
): Promise<ReadonlyMap<RecipientId, { readonly state: CorrespondenceState; readonly since: PartialDate }>> {
  const rows = await tx
    .selectFrom('responses_status')
    .distinctOn('subject_id')
    .select(['subject_id', 'status', 'since'])
    .where('campaign_id', '=', campaign)
    .where('axis', '=', 'correspondence')
    .orderBy('subject_id')
    .orderBy('since', 'desc')
    .orderBy('status_number', 'desc')
    .execute()
  // Only insertStatuses writes here, as above.
  return new Map(
    rows.map(({ subject_id: subject, status, since }) => [
      subject as RecipientId,
      { state: status as CorrespondenceState, since: since as PartialDate },
    ]),
  )
}

/** Every status that anything in a campaign had, thing by thing, in the order of time. */
export async function allStatuses(
  tx: Tx,
  campaign: CampaignId,
): Promise<
  readonly { readonly axis: keyof Axis; readonly subject: string; readonly statuses: readonly Axis[keyof Axis][] }[]
> {
  const { rows } = await sql<{
    readonly axis: keyof Axis
    readonly subject: string
    readonly statuses: readonly Axis[keyof Axis][]
  }>`
    select axis, subject_id as subject, array_agg(status order by since, status_number) as statuses
      from responses_status where campaign_id = ${campaign} group by axis, subject_id`.execute(tx)
  return rows
}

/** The campaigns that have anything on record or waiting. */
export async function recordedCampaigns(tx: Tx): Promise<readonly CampaignId[]> {
  const { rows } = await sql<{ readonly id: CampaignId }>`
    select campaign_id as id from responses_event union select campaign_id from responses_reply`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Marks where to return to when what follows comes to nothing. */
export async function markPlace(tx: Tx): Promise<void> {
  await sql`savepoint responses_import`.execute(tx)
}

/** Undoes everything since the mark. */
export async function returnToPlace(tx: Tx): Promise<void> {
  await sql`rollback to savepoint responses_import`.execute(tx)
}
