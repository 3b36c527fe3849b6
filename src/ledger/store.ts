import type { CampaignId } from '#kernel'
import { bigintArray, bytesArray, integerArray, textArray, uuidArray, type Tx } from '#platform'
import { sql } from 'kysely'
import type { Count, CountDelta, Counts } from './count.ts'

/** Makes an empty log with its empty tree. @returns whether it did: campaign and origin may have one each. */
export async function insertLog(tx: Tx, campaign: CampaignId, origin: string, at: Date): Promise<boolean> {
  const added = await tx
    .insertInto('ledger_log')
    .values({ campaign_id: campaign, origin, opened_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows !== 1n) return false
  await tx.insertInto('ledger_tree').values({ campaign_id: campaign }).execute()
  return true
}

/** A campaign's log: its origin, and the leaves promised so far. */
export async function findLog(
  tx: Tx,
  campaign: CampaignId,
): Promise<{ readonly origin: string; readonly size: number } | undefined> {
  return tx.selectFrom('ledger_log').select(['origin', 'size']).where('campaign_id', '=', campaign).executeTakeFirst()
}

type LogRow = { readonly campaign_id: CampaignId; readonly size: number }

const sizesOf = (rows: readonly LogRow[]): ReadonlyMap<CampaignId, number> =>
  new Map(rows.map((row) => [row.campaign_id, row.size]))

/** Locks the rows of logs in the order of their ids. @returns the size of each that is there. */
export async function lockRows(tx: Tx, campaigns: readonly CampaignId[]): Promise<ReadonlyMap<CampaignId, number>> {
  const { rows } = await sql<LogRow>`
    select campaign_id, size from ledger_log where campaign_id = any(${campaigns}::uuid[])
    order by campaign_id for no key update`.execute(tx)
  return sizesOf(rows)
}

/** One batch as it goes into its log. */
export type FramedBatch = { readonly campaign: CampaignId; readonly leaves: number; readonly entries: Buffer }

/**
 * Grows logs, keeps their batches and changes their numbers: one way to the database and back, for the locks are held
 * meanwhile. @returns the first index of each batch whose log is there.
 */
export async function growLogs(
  tx: Tx,
  batches: readonly FramedBatch[],
  deltas: readonly (CountDelta & { readonly campaign: CampaignId })[],
): Promise<ReadonlyMap<CampaignId, number>> {
  // Without "locked" the update would take the rows in any order, and two transactions could wait for each other.
  // A log's numbers are only touched under its lock, which "grown" holds, so they need no order of their own.
  const { rows } = await sql<LogRow>`
    with addition as (
      select * from unnest(${uuidArray(batches.map(({ campaign }) => campaign))}::uuid[],
        ${integerArray(batches.map(({ leaves }) => leaves))}::integer[],
        ${bytesArray(batches.map(({ entries }) => entries))}::bytea[]) as a (campaign_id, leaves, entries)
    ), locked as (
      select campaign_id from ledger_log where campaign_id in (select campaign_id from addition)
      order by campaign_id for no key update
    ), grown as (
      update ledger_log l set size = l.size + a.leaves
      from locked k join addition a using (campaign_id) where l.campaign_id = k.campaign_id
      returning l.campaign_id, l.size - a.leaves as size
    ), kept as (
      insert into ledger_batch (campaign_id, first_index, leaves, entries)
      select g.campaign_id, g.size, a.leaves, a.entries from grown g join addition a using (campaign_id)
    ), counted as (
      insert into ledger_count as c (campaign_id, subject, standing, withdrawn)
      select g.campaign_id, d.subject, d.standing, d.withdrawn
      from grown g join unnest(${uuidArray(deltas.map(({ campaign }) => campaign))}::uuid[],
        ${textArray(deltas.map(({ subject }) => subject))}::text[],
        ${bigintArray(deltas.map(({ standing }) => standing))}::bigint[],
        ${bigintArray(deltas.map(({ withdrawn }) => withdrawn))}::bigint[])
        as d (campaign_id, subject, standing, withdrawn) using (campaign_id)
      on conflict (campaign_id, subject)
      do update set standing = c.standing + excluded.standing, withdrawn = c.withdrawn + excluded.withdrawn
    )
    select campaign_id, size from grown`.execute(tx)
  return sizesOf(rows)
}

/** The numbers of all leaves promised so far. */
export async function countsOf(tx: Tx, campaign: CampaignId): Promise<Counts> {
  const rows = await tx
    .selectFrom('ledger_count')
    .select(['subject', 'standing', 'withdrawn'])
    .where('campaign_id', '=', campaign)
    .execute()
  return new Map(rows.map(({ subject, standing, withdrawn }): [string, Count] => [subject, { standing, withdrawn }]))
}
