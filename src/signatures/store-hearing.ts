import { sql } from 'kysely'
import type { CampaignId, LetterId, SignatureId } from '#kernel'
import type { Tx } from '#platform'

/** Some of a campaign's leaves: from `first` on, up to and without `end`. */
export type LeafWindow = { readonly first: number; readonly end: number }

/**
 * Those who signed before a moment, agreed to hear from the campaign, and still stand: each mailbox once, by its first such
 * signature, if that has its leaf in the window.
 * @param letter absent: whichever letter they signed.
 */
export async function hearingIn(
  tx: Tx,
  campaign: CampaignId,
  of: { readonly letter: LetterId | undefined; readonly until: Date; readonly window: LeafWindow },
): Promise<readonly SignatureId[]> {
  const { letter = null, until, window } = of
  const fits = (row: string) => sql`${sql.ref(`${row}.campaign_id`)} = ${campaign}
    and ${sql.ref(`${row}.status`)} = 'confirmed' and ${sql.ref(`${row}.hears`)} and ${sql.ref(`${row}.confirmed_at`)} <= ${until}
    and (${letter}::uuid is null or ${sql.ref(`${row}.letter_id`)} = ${letter}::uuid)`
  const { rows } = await sql<{ readonly id: SignatureId }>`
    select s.signature_id as id from signatures_signature s
     where ${fits('s')} and s.leaf_index >= ${window.first} and s.leaf_index < ${window.end}
       and not exists (select from signatures_signature e
                        where ${fits('e')} and e.address_mark = s.address_mark and e.leaf_index < s.leaf_index)
     order by s.leaf_index`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Behind the last leaf of a campaign's signatures. */
export async function endOfLeaves(tx: Tx, campaign: CampaignId): Promise<number> {
  const { rows } = await sql<{ readonly end: number }>`
    select coalesce(max(leaf_index) + 1, 0) as "end" from signatures_signature where campaign_id = ${campaign}`.execute(
    tx,
  )
  return rows[0]?.end ?? 0
}
