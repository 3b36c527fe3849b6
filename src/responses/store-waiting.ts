import { sql } from 'kysely'
import type { CampaignId, ReplyId } from '#kernel'
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

/** Every reply, in all campaigns, that nobody has judged yet, the earliest first. */
export async function waitingReplies(
  tx: Tx,
): Promise<readonly { readonly campaign: CampaignId; readonly reply: ReplyId }[]> {
  const { rows } = await sql<{ readonly campaign: CampaignId; readonly reply: ReplyId }>`
    select r.campaign_id as campaign, r.reply_id as reply from responses_reply r
     where ${latestState} = 'waiting' order by r.received_at, r.reply_id`.execute(tx)
  return rows
}

/** Notes what is told together. @returns those of the keys that were never told before; nobody else is given them again. */
export async function insertRound(
  tx: Tx,
  campaign: CampaignId,
  { round, keys, at }: { readonly round: string; readonly keys: readonly string[]; readonly at: Date },
): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly key: string }>`
    insert into responses_told (campaign_id, key, told_at, round_id)
    select ${campaign}, key, ${at}, ${round} from json_array_elements_text(${JSON.stringify(keys)}::json) as given (key)
    on conflict do nothing
    returning key`.execute(tx)
  return rows.map(({ key }) => key)
}

/** What was told together. */
export async function keysOfRound(tx: Tx, campaign: CampaignId, round: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('responses_told')
    .select('key')
    .where('campaign_id', '=', campaign)
    .where('round_id', '=', round)
    .orderBy('key')
    .execute()
  return rows.map(({ key }) => key)
}
