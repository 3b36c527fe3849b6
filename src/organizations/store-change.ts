import { sql } from 'kysely'
import type { CampaignId } from '#kernel'
import type { Tx } from '#platform'

/**
 * What a transaction sees of the changes to a campaign's sign-ons, as a short text: two transactions that see the same
 * text see the same rows. `undefined` to one that may write, whose own changes no text could tell.
 */
export async function changesSeen(tx: Tx, campaign: CampaignId): Promise<string | undefined> {
  const { rows } = await sql<{ readonly seen: string | null }>`
    select case when current_setting('transaction_read_only') = 'on'
                then count(*) || ' ' || coalesce(bit_xor(hashtextextended(mark::text, 0)), 0) end as seen
      from organizations_change where campaign_id = ${campaign}`.execute(tx)
  return rows[0]?.seen ?? undefined
}

/** Puts one mark in the place of many, as soon as there are more than a few thousand, so that looking at them stays quick. */
export async function foldChanges(tx: Tx): Promise<void> {
  await sql`
    with many as (select campaign_id from organizations_change group by campaign_id having count(*) > 2000),
         dropped as (delete from organizations_change c using many m where c.campaign_id = m.campaign_id)
    insert into organizations_change (campaign_id) select campaign_id from many`.execute(tx)
}
