import { sql } from 'kysely'
import type { CampaignId } from '#kernel'
import type { Tx } from '#platform'

/** How much waits for organizers besides what they write and gather themselves. */
export type WaitingCounts = {
  /** Replies that nobody has judged yet. */
  readonly toRead: number
  /** Sources of which the last look is an alarm. */
  readonly alarms: number
}

const latestState = sql<string>`(
  select s.status from responses_status s
   where s.campaign_id = r.campaign_id and s.axis = 'reply' and s.subject_id = r.reply_id
   order by s.since desc, s.status_number desc limit 1)`

/** Counts what waits in a campaign, in one question. */
export async function waitingCounts(tx: Tx, campaign: CampaignId): Promise<WaitingCounts> {
  const { rows } = await sql<WaitingCounts>`
    select (select count(*)::int from responses_reply r
             where r.campaign_id = ${campaign} and ${latestState} = 'waiting') as "toRead",
           (select count(*)::int from evidence_alarm_public a where a.campaign_id = ${campaign}) as alarms`.execute(tx)
  return rows[0] ?? { toRead: 0, alarms: 0 }
}
