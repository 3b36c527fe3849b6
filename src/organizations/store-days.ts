import { sql } from 'kysely'
import type { CampaignId, LetterId } from '#kernel'
import type { Tx } from '#platform'

/** On which days how many signed on, in a time zone. */
export async function signedByDay(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  timeZone: string,
): Promise<readonly { readonly day: string; readonly signOns: number }[]> {
  const { rows } = await sql<{ readonly day: string; readonly signOns: number }>`
    select to_char(signed_at at time zone ${timeZone}::text, 'YYYY-MM-DD') as day, count(*)::int as "signOns"
      from organizations_sign_on
     where campaign_id = ${campaign} and letter_id = ${letter} and origin = 'gathered' and signed_at is not null
       and withdrawn_at is null and verdict is distinct from 'declined'
     group by 1 order by 1`.execute(tx)
  return rows
}
