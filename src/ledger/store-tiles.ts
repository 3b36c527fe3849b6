import type { CampaignId } from '#kernel'
import type { TileName } from '#proof'
import { affectedRows, type Tx } from '#platform'
import { sql } from 'kysely'

/** A batch that is not yet in tiles. */
export type Batch = { readonly first_index: number; readonly leaves: number; readonly entries: Buffer }

/** The batches that begin from `first` on and before `end`, in order. */
export async function batchesBetween(
  tx: Tx,
  campaign: CampaignId,
  first: number,
  end: number,
): Promise<readonly Batch[]> {
  return tx
    .selectFrom('ledger_batch')
    .select(['first_index', 'leaves', 'entries'])
    .where('campaign_id', '=', campaign)
    .where('first_index', '>=', first)
    .where('first_index', '<', end)
    .orderBy('first_index')
    .execute()
}

/** The last batch that begins at `index` or before it. */
export async function batchAround(tx: Tx, campaign: CampaignId, index: number): Promise<Batch | undefined> {
  return tx
    .selectFrom('ledger_batch')
    .select(['first_index', 'leaves', 'entries'])
    .where('campaign_id', '=', campaign)
    .where('first_index', '<=', index)
    .orderBy('first_index', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** A tile as it is stored: a full bundle under gzip, everything else as it is. */
export type StoredTile = TileName & { readonly bytes: Buffer }

/** The tiles of these levels and indexes that are there, as wide as they are now. */
export async function findTiles(
  tx: Tx,
  campaign: CampaignId,
  names: readonly Pick<TileName, 'level' | 'index'>[],
): Promise<readonly StoredTile[]> {
  if (names.length === 0) return []
  const { rows } = await sql<StoredTile>`
    select t.level, t.tile_index as index, t.width, t.bytes
    from unnest(${names.map(({ level }) => level)}::smallint[], ${names.map(({ index }) => index)}::bigint[])
      as n (level, tile_index)
    join ledger_tile t on t.campaign_id = ${campaign} and t.level = n.level and t.tile_index = n.tile_index
    order by t.level, t.tile_index`.execute(tx)
  return rows
}

/** How many tiles there are. */
export async function countTiles(tx: Tx, campaign: CampaignId): Promise<number> {
  const { count } = await tx
    .selectFrom('ledger_tile')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('campaign_id', '=', campaign)
    .executeTakeFirstOrThrow()
  return count
}

/** Writes tiles that are new or wider than before. @returns how many it wrote: what is there never shrinks or changes its width. */
export async function writeTiles(tx: Tx, campaign: CampaignId, tiles: readonly StoredTile[]): Promise<number> {
  if (tiles.length === 0) return 0
  return await affectedRows(
    tx,
    sql`
    insert into ledger_tile as t (campaign_id, level, tile_index, width, bytes)
    select ${campaign}, * from unnest(${tiles.map(({ level }) => level)}::smallint[],
      ${tiles.map(({ index }) => index)}::bigint[], ${tiles.map(({ width }) => width)}::smallint[],
      ${tiles.map(({ bytes }) => bytes)}::bytea[])
    on conflict (campaign_id, level, tile_index) do update set width = excluded.width, bytes = excluded.bytes
    where t.width < excluded.width`,
  )
}
