import type { CampaignId } from '#kernel'
import type { Tx } from '#platform'
import { sql } from 'kysely'
import { parseSignals, signalBytes } from './review/signals.ts'
import type { Arrival } from './review/arrival.ts'

/** How far the review has looked, locked for this look; `undefined` while another process looks. */
export async function lockWatch(tx: Tx, campaign: CampaignId, at: Date): Promise<number | undefined> {
  await sql`insert into signatures_watch (campaign_id, looked_at) values (${campaign}, ${at})
            on conflict do nothing`.execute(tx)
  const { rows } = await sql<{ readonly to: number }>`
    select looked_to as "to" from signatures_watch where campaign_id = ${campaign}
       for update skip locked`.execute(tx)
  return rows[0]?.to
}

/** Notes how far the review has looked. */
export async function moveWatch(tx: Tx, campaign: CampaignId, to: number, at: Date): Promise<void> {
  await tx
    .updateTable('signatures_watch')
    .set({ looked_to: to, looked_at: at })
    .where('campaign_id', '=', campaign)
    .execute()
}

const head = 20

/** Leaves read at once: so many values are unpacked in a few hundredths of a second. */
const pageSize = 4000

/** Signatures that count or are held, by a range of leaves. */
export async function arrivalsIn(
  tx: Tx,
  campaign: CampaignId,
  from: number,
  before: number,
): Promise<readonly Arrival[]> {
  const pages: (readonly Arrival[])[] = []
  for (let at = from; at < before; at += pageSize)
    pages.push(await arrivalsOfPage(tx, campaign, at, Math.min(before, at + pageSize)))
  return pages.flat()
}

/** One value for a whole page, because rows cost more than their bytes. */
async function arrivalsOfPage(tx: Tx, campaign: CampaignId, from: number, before: number): Promise<readonly Arrival[]> {
  const { rows } = await sql<{ readonly packed: Buffer | null }>`
    select string_agg(int8send(s.leaf_index) || int8send((date_part('epoch', s.wished_at) * 1000)::bigint)
             || int4send(least((date_part('epoch', s.confirmed_at - s.wished_at) * 1000)::bigint, 2147483647)::integer)
             || s.signals, '' order by s.leaf_index) as packed
      from signatures_signature s
     where s.campaign_id = ${campaign} and s.leaf_index >= ${from} and s.leaf_index < ${before}
       and s.status in ('confirmed', 'withheld') and length(s.signals) = ${signalBytes}`.execute(tx)
  const packed = rows[0]?.packed
  if (!packed) return []
  const vouched = await vouchedIn(tx, campaign, from, before)
  const arrivals: Arrival[] = []
  for (let at = 0; at < packed.length; at += head + signalBytes) {
    const signals = parseSignals(packed.subarray(at + head, at + head + signalBytes))
    const index = Number(packed.readBigInt64BE(at))
    if (signals === undefined) continue
    arrivals.push({
      index,
      wishedAt: Number(packed.readBigInt64BE(at + 8)),
      waited: Math.max(0, packed.readInt32BE(at + 16)),
      vouched: vouched.has(index),
      signals,
    })
  }
  return arrivals
}

async function vouchedIn(tx: Tx, campaign: CampaignId, from: number, before: number): Promise<ReadonlySet<number>> {
  const rows = await tx
    .selectFrom('signatures_reviewed as d')
    .innerJoin('signatures_review as r', (join) =>
      join.onRef('r.campaign_id', '=', 'd.campaign_id').onRef('r.review_id', '=', 'd.review_id'),
    )
    .select('d.leaf_index')
    .where('d.campaign_id', '=', campaign)
    .where('r.act', '=', 'free')
    .where('d.leaf_index', '>=', from)
    .where('d.leaf_index', '<', before)
    .execute()
  return new Set(rows.map((row) => row.leaf_index))
}

/** Which of some leaves count now. */
export async function standingAmong(
  tx: Tx,
  campaign: CampaignId,
  indexes: readonly number[],
): Promise<readonly number[]> {
  const { rows } = await sql<{ readonly index: number }>`
    select leaf_index as index from signatures_signature
     where campaign_id = ${campaign} and leaf_index = any(${indexes}::bigint[]) and status = 'confirmed'
     order by leaf_index`.execute(tx)
  return rows.map(({ index }) => index)
}
