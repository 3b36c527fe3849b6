import { sql } from 'kysely'
import type { CampaignId, DeliveryId, OrganizerId, PartialDate } from '#kernel'
import type { Tx } from '#platform'
import type { StatusStep } from './delivery.ts'
import type { DeliveryStatus } from './status.ts'

/** One of those to whom a delivery goes, without what became of it. */
export type AddresseeRow = {
  readonly delivery: DeliveryId
  readonly position: number
  readonly name: string
  readonly post: string | undefined
  /** The e-mail address. */
  readonly sealed: Buffer | null
  readonly unanswered: number
  /** At so many unanswered copies no further one is made. */
  readonly mostUnanswered: number
}

/** Adds those to whom a delivery goes. */
export async function insertAddressees(
  tx: Tx,
  campaign: CampaignId,
  rows: readonly Omit<AddresseeRow, 'unanswered' | 'mostUnanswered'>[],
): Promise<void> {
  await tx
    .insertInto('delivery_addressee')
    .values(
      rows.map(({ delivery, position, name, post, sealed }) => ({
        ...{ campaign_id: campaign, delivery_id: delivery, position, name, sealed },
        post: post ?? null,
      })),
    )
    .execute()
}

/** To whom some deliveries go, in order. */
export async function addresseeRows(
  tx: Tx,
  campaign: CampaignId,
  deliveries: readonly DeliveryId[],
): Promise<readonly AddresseeRow[]> {
  if (deliveries.length === 0) return []
  const rows = await tx
    .selectFrom('delivery_addressee')
    .selectAll()
    .where('campaign_id', '=', campaign)
    .where('delivery_id', 'in', deliveries)
    .orderBy('delivery_id')
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    delivery: row.delivery_id as DeliveryId,
    position: row.position,
    name: row.name,
    post: row.post ?? undefined,
    sealed: row.sealed,
    unanswered: row.unanswered,
    mostUnanswered: row.most_unanswered,
  }))
}

/** Counts a copy of which nobody knows yet what became of it, or takes one out of the count. */
export async function countUnanswered(
  tx: Tx,
  campaign: CampaignId,
  { delivery, position }: Seat,
  by: 1 | -1,
): Promise<void> {
  await tx
    .updateTable('delivery_addressee')
    .set({ unanswered: sql<number>`greatest(0, unanswered + ${by})` })
    .where('campaign_id', '=', campaign)
    .where('delivery_id', '=', delivery)
    .where('position', '=', position)
    .execute()
}

/** Allows for one more copy after one that nobody answers: an organizer sends the letter, for the first time or again. */
export async function allowCopies(tx: Tx, campaign: CampaignId, { delivery, position }: Seat): Promise<void> {
  await tx
    .updateTable('delivery_addressee')
    .set({ most_unanswered: sql<number>`unanswered + 2` })
    .where('campaign_id', '=', campaign)
    .where('delivery_id', '=', delivery)
    .where('position', '=', position)
    .execute()
}

/** One addressee of one delivery. */
export type Seat = { readonly delivery: DeliveryId; readonly position: number }

/** A step of what became of it. */
export type StepRow = StatusStep & Seat & { readonly step: number }

/** Writes steps down, for good. The database refuses one that does not begin where the last one ended. */
export async function insertSteps(tx: Tx, campaign: CampaignId, rows: readonly StepRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insertInto('delivery_status')
    .values(
      rows.map((row) => ({
        ...{ campaign_id: campaign, delivery_id: row.delivery, position: row.position, step: row.step },
        ...{ from_status: row.from ?? null, to_status: row.to, happened_on: row.on, at: row.at, cause: row.cause },
        set_by: row.by === 'server' ? null : row.by,
        code: row.code ?? null,
      })),
    )
    .execute()
}

/** To whom some deliveries go and what became of each, in order, the first step first; one question. Each has a step. */
export async function steppedRows(
  tx: Tx,
  campaign: CampaignId,
  deliveries: readonly DeliveryId[],
): Promise<readonly { readonly addressee: AddresseeRow; readonly step: StepRow }[]> {
  if (deliveries.length === 0) return []
  const rows = await tx
    .selectFrom('delivery_addressee as a')
    .innerJoin('delivery_status as s', (join) =>
      join
        .onRef('s.campaign_id', '=', 'a.campaign_id')
        .onRef('s.delivery_id', '=', 'a.delivery_id')
        .onRef('s.position', '=', 'a.position'),
    )
    .selectAll('s')
    .select(['a.name', 'a.post', 'a.sealed', 'a.unanswered', 'a.most_unanswered'])
    .where('a.campaign_id', '=', campaign)
    .where('a.delivery_id', 'in', deliveries)
    .orderBy('a.delivery_id')
    .orderBy('a.position')
    .orderBy('s.step')
    .execute()
  return rows.map((row) => {
    const seat = { delivery: row.delivery_id as DeliveryId, position: row.position }
    const { name, sealed, unanswered } = row
    const more = { post: row.post ?? undefined, mostUnanswered: row.most_unanswered }
    return { addressee: { ...seat, name, sealed, unanswered, ...more }, step: stepOf(row, seat) }
  })
}

type KeptStep = {
  readonly step: number
  readonly from_status: StepRow['from'] | null
  readonly to_status: StepRow['to']
  readonly happened_on: string
  readonly at: Date
  readonly cause: StepRow['cause']
  readonly set_by: string | null
  readonly code: string | null
}

const stepOf = (row: KeptStep, seat: Seat): StepRow => ({
  ...seat,
  step: row.step,
  from: row.from_status ?? undefined,
  to: row.to_status,
  on: row.happened_on as PartialDate,
  at: row.at,
  cause: row.cause,
  by: (row.set_by as OrganizerId | null) ?? 'server',
  code: row.code ?? undefined,
})

/** Where one addressee stands: the last step. */
export async function lastStep(
  tx: Tx,
  campaign: CampaignId,
  { delivery, position }: Seat,
): Promise<{ readonly step: number; readonly status: DeliveryStatus } | undefined> {
  const row = await tx
    .selectFrom('delivery_status')
    .select(['step', 'to_status'])
    .where('campaign_id', '=', campaign)
    .where('delivery_id', '=', delivery)
    .where('position', '=', position)
    .orderBy('step', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { step: row.step, status: row.to_status }
}

/** Everybody, in all campaigns, to whom a letter was sent and from whom it came back. */
export async function bouncedSeats(tx: Tx): Promise<readonly (Seat & { readonly campaign: CampaignId })[]> {
  const { rows } = await sql<Seat & { readonly campaign: CampaignId }>`
    select campaign_id as campaign, delivery_id as delivery, position
      from delivery_status s
     where to_status = 'bounced'
       and not exists (select from delivery_status later
                        where (later.campaign_id, later.delivery_id, later.position, later.step_before)
                            = (s.campaign_id, s.delivery_id, s.position, s.step))
     order by at, delivery_id, position`.execute(tx)
  return rows
}
