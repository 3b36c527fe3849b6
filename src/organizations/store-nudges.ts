import { sql } from 'kysely'
import type { CampaignId, LetterId, SignOnId } from '#kernel'
import type { Tx } from '#platform'

/** Letters on whose boards somebody stands of whom something personal is left. */
export async function openPlaces(
  tx: Tx,
): Promise<readonly { readonly campaign: CampaignId; readonly letter: LetterId }[]> {
  const { rows } = await sql<{ readonly campaign: CampaignId; readonly letter: LetterId }>`
    select campaign_id as campaign, letter_id as letter from organizations_ask where forgotten_at is null
    union
    select campaign_id, letter_id from organizations_sign_on
     where origin = 'gathered' and withdrawn_at is null
     order by 1, 2`.execute(tx)
  return rows
}

/** When and how often the clock reminded the representatives of a letter. */
export async function nudgesOf(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
): Promise<ReadonlyMap<SignOnId, { readonly at: Date | null; readonly times: number }>> {
  const rows = await tx
    .selectFrom('organizations_sign_on')
    .select(['sign_on_id', 'nudged_at', 'nudges'])
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', letter)
    .where('origin', '=', 'gathered')
    .execute()
  return new Map(rows.map((row) => [row.sign_on_id as SignOnId, { at: row.nudged_at, times: row.nudges }]))
}

/** Notes that representatives were reminded. */
export async function markNudged(tx: Tx, campaign: CampaignId, signOns: readonly SignOnId[], at: Date): Promise<void> {
  if (signOns.length === 0) return
  await tx
    .updateTable('organizations_sign_on')
    .set({ nudged_at: at, nudges: sql<number>`nudges + 1` })
    .where('campaign_id', '=', campaign)
    .where('sign_on_id', 'in', signOns)
    .execute()
}
