import type { CampaignId } from '#kernel'
import type { Tx } from '#platform'
import { sql } from 'kysely'
import type { Count, Counts } from './count.ts'

/** What has been hashed and signed of a log. */
export type Tree = {
  /** Leaves that stand in tiles. */
  readonly size: number
  readonly head: Head | undefined
}

/** The newest checkpoint of a log. */
export type Head = {
  readonly checkpoint: string
  readonly size: number
  readonly sealedAt: Date
  /** The numbers of the leaves it covers. */
  readonly counts: Counts
}

/** Logs with leaves that no checkpoint covers, or with none yet. */
export async function unsealedLogs(tx: Tx): Promise<readonly CampaignId[]> {
  const { rows } = await sql<{ readonly campaign_id: CampaignId }>`
    select campaign_id from ledger_log l join ledger_tree t using (campaign_id)
    where t.checkpoint_size is null or t.checkpoint_size < l.size or t.size > l.size
    order by campaign_id`.execute(tx)
  return rows.map((row) => row.campaign_id)
}

type TreeRow = {
  readonly size: number
  readonly checkpoint: string | null
  readonly checkpoint_size: number | null
  readonly counts: unknown
  readonly sealed_at: Date | null
}

const treeOf = ({ size, checkpoint, checkpoint_size, counts, sealed_at }: TreeRow): Tree => ({
  size,
  head:
    checkpoint === null || checkpoint_size === null || sealed_at === null
      ? undefined
      : { checkpoint, size: checkpoint_size, sealedAt: sealed_at, counts: parseCounts(counts) },
})

/** The tree of a log. */
export async function findTree(tx: Tx, campaign: CampaignId): Promise<Tree | undefined> {
  const row = await treeQuery(tx, campaign).executeTakeFirst()
  return row && treeOf(row)
}

/** Waits for the tree of a log and locks it until the transaction ends. */
export async function waitForTree(tx: Tx, campaign: CampaignId): Promise<Tree | undefined> {
  const row = await treeQuery(tx, campaign).forUpdate().executeTakeFirst()
  return row && treeOf(row)
}

/** The newest checkpoint of every log that has one. */
export async function allCheckpoints(
  tx: Tx,
): Promise<readonly { readonly origin: string; readonly checkpoint: string }[]> {
  const rows = await tx
    .selectFrom('ledger_log as l')
    .innerJoin('ledger_tree as t', 't.campaign_id', 'l.campaign_id')
    .select(['l.origin', 't.checkpoint'])
    .orderBy('l.origin')
    .execute()
  return rows.flatMap(({ origin, checkpoint }) => (checkpoint === null ? [] : [{ origin, checkpoint }]))
}

/** Locks the tree of a log until the transaction ends. @returns `undefined` when another process holds it, or there is none. */
export async function lockTree(tx: Tx, campaign: CampaignId): Promise<Tree | undefined> {
  const row = await treeQuery(tx, campaign).forUpdate().skipLocked().executeTakeFirst()
  return row && treeOf(row)
}

const treeQuery = (tx: Tx, campaign: CampaignId) =>
  tx
    .selectFrom('ledger_tree')
    .select(['size', 'checkpoint', 'checkpoint_size', 'counts', 'sealed_at'])
    .where('campaign_id', '=', campaign)

/** A log up to one moment: its size, and its numbers at that size. */
export type Goal = { readonly origin: string; readonly size: number; readonly counts: Counts }

/** How far a log is promised, and its numbers there: one statement, so that both are of the same moment. */
export async function goalOf(tx: Tx, campaign: CampaignId): Promise<Goal | undefined> {
  const { rows } = await sql<{ readonly origin: string; readonly size: number; readonly counts: unknown }>`
    select origin, size, (
      select coalesce(jsonb_object_agg(subject, jsonb_build_array(standing, withdrawn)), '{}') from ledger_count c
      where c.campaign_id = l.campaign_id
    ) as counts from ledger_log l where campaign_id = ${campaign}`.execute(tx)
  const [row] = rows
  return row && { ...row, counts: parseCounts(row.counts) }
}

/** Parses what this room wrote: {"subject": [standing, withdrawn]}. */
function parseCounts(json: unknown): Counts {
  const counts = new Map<string, Count>()
  for (const [subject, numbers] of Object.entries(typeof json === 'object' && json !== null ? json : {})) {
    const [standing, withdrawn]: readonly unknown[] = Array.isArray(numbers) ? numbers : []
    counts.set(subject, { standing: Number(standing), withdrawn: Number(withdrawn) })
  }
  return counts
}

/** Notes that leaves stand in tiles up to `size`, and removes their batches. */
export async function replaceBatches(tx: Tx, campaign: CampaignId, size: number): Promise<void> {
  await sql`
    with gone as (delete from ledger_batch where campaign_id = ${campaign} and first_index < ${size})
    update ledger_tree set size = ${size} where campaign_id = ${campaign}`.execute(tx)
}

/** A checkpoint that enough witnesses cosigned. */
export type Cosigned = { readonly checkpoint: string; readonly size: number }

/** The newest checkpoint that enough witnesses cosigned. */
export async function findCosigned(tx: Tx, campaign: CampaignId): Promise<Cosigned | undefined> {
  const row = await tx
    .selectFrom('ledger_tree')
    .select(['cosigned', 'cosigned_size'])
    .where('campaign_id', '=', campaign)
    .executeTakeFirst()
  if (!row || row.cosigned === null || row.cosigned_size === null) return undefined
  return { checkpoint: row.cosigned, size: row.cosigned_size }
}

/** Keeps a cosigned checkpoint, unless a newer one is kept. */
export async function writeCosigned(tx: Tx, campaign: CampaignId, { checkpoint, size }: Cosigned): Promise<void> {
  await tx
    .updateTable('ledger_tree')
    .set({ cosigned: checkpoint, cosigned_size: size })
    .where('campaign_id', '=', campaign)
    .where((where) => where.or([where('cosigned_size', 'is', null), where('cosigned_size', '<=', size)]))
    .execute()
}

/** Puts the newest checkpoint in the place of the one before, and its numbers in the place of those of its day. */
export async function writeHead(tx: Tx, campaign: CampaignId, head: Head): Promise<void> {
  const counts = Object.fromEntries([...head.counts].map(([subject, n]) => [subject, [n.standing, n.withdrawn]]))
  await tx
    .updateTable('ledger_tree')
    .set({
      checkpoint: head.checkpoint,
      checkpoint_size: head.size,
      counts: JSON.stringify(counts),
      sealed_at: head.sealedAt,
    })
    .where('campaign_id', '=', campaign)
    .execute()
  const kept = { day: head.sealedAt.toISOString().slice(0, 10), counts: JSON.stringify(counts) }
  await tx
    .insertInto('ledger_day')
    .values({ campaign_id: campaign, ...kept })
    .onConflict((conflict) => conflict.columns(['campaign_id', 'day']).doUpdateSet({ counts: kept.counts }))
    .execute()
}

/** The numbers of a log at the end of a day. */
export type LogDay = {
  /** ISO 8601, in coordinated universal time. */
  readonly day: string
  readonly counts: Counts
}

// A picture of more days than this shows no day any more.
const mostDays = 400

/** The numbers of a log at the end of each day on which they moved, oldest first; of the last four hundred such days. */
export async function logDays(tx: Tx, campaign: CampaignId): Promise<readonly LogDay[]> {
  const rows = await tx
    .selectFrom('ledger_day')
    .select(['day', 'counts'])
    .where('campaign_id', '=', campaign)
    .orderBy('day', 'desc')
    .limit(mostDays)
    .execute()
  return rows.toReversed().map(({ day, counts }) => ({ day, counts: parseCounts(counts) }))
}

/** How many leaves the newest checkpoint of each log covers: whoever shows their numbers looks here whether they moved. */
export async function sealedSizes(tx: Tx): Promise<ReadonlyMap<CampaignId, number>> {
  const rows = await tx
    .selectFrom('ledger_tree')
    .select(['campaign_id', 'checkpoint_size'])
    .where('checkpoint_size', 'is not', null)
    .execute()
  return new Map(rows.map((row) => [row.campaign_id as CampaignId, row.checkpoint_size ?? 0]))
}
