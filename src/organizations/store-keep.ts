import { sql } from 'kysely'
import type { CampaignId, LetterId, SignOnId } from '#kernel'
import { affectedRows, type Tx } from '#platform'

/** Deletes forms sent before a moment. Skips those that somebody is confirming at this moment. */
export async function deleteOldWishes(tx: Tx, before: Date, limit: number): Promise<number> {
  return affectedRows(
    tx,
    sql`delete from organizations_wish w using (
          select campaign_id, sign_on_id from organizations_wish where wished_at < ${before}
           order by wished_at limit ${limit} for update skip locked) old
         where (w.campaign_id, w.sign_on_id) = (old.campaign_id, old.sign_on_id)`,
  )
}

/** Letters of which something personal is left. */
export async function placesWithPeople(
  tx: Tx,
): Promise<readonly { readonly campaign: CampaignId; readonly letter: LetterId }[]> {
  const { rows } = await sql<{ readonly campaign: CampaignId; readonly letter: LetterId }>`
    select campaign_id as campaign, letter_id as letter from organizations_ask where forgotten_at is null
    union
    select s.campaign_id, s.letter_id from organizations_sign_on s
      join organizations_representative r using (campaign_id, sign_on_id)
     where r.forgotten_at is null
     order by 1, 2`.execute(tx)
  return rows
}

/** Takes away what is personal of a letter's asks. @returns of how many. */
export async function forgetAsks(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  at: Date,
  limit: number,
): Promise<number> {
  return affectedRows(
    tx,
    sql`update organizations_ask a set sealed = null, address_mark = null, forgotten_at = ${at}
          from (select ask_id from organizations_ask
                 where campaign_id = ${campaign} and letter_id = ${letter} and forgotten_at is null
                 limit ${limit} for update skip locked) old
         where a.campaign_id = ${campaign} and a.ask_id = old.ask_id`,
  )
}

/** Lines of which something personal is left: of a letter, or that ended before a moment. */
export async function linesToForget(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId | undefined,
  limit: number,
  endedBefore?: Date,
): Promise<readonly SignOnId[]> {
  const ended = endedBefore
    ? sql`and (s.withdrawn_at < ${endedBefore} or (s.verdict = 'declined' and s.judged_at < ${endedBefore}))`
    : sql``
  const { rows } = await sql<{ readonly id: SignOnId }>`
    select distinct s.sign_on_id as id from organizations_sign_on s
      join organizations_representative r using (campaign_id, sign_on_id)
     where s.campaign_id = ${campaign} and r.forgotten_at is null
       and (${letter ?? null}::uuid is null or s.letter_id = ${letter ?? null}::uuid) ${ended}
     order by 1 limit ${limit}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Campaigns with lines that were withdrawn or declined before a moment and of which something personal is left. */
export async function withdrawnToForget(tx: Tx, before: Date): Promise<readonly CampaignId[]> {
  const { rows } = await sql<{ readonly campaign: CampaignId }>`
    select distinct s.campaign_id as campaign from organizations_sign_on s
      left join organizations_representative r using (campaign_id, sign_on_id)
     where s.origin = 'gathered' and (r.forgotten_at is null or s.kind = 'person')
       and (s.withdrawn_at < ${before} or (s.verdict = 'declined' and s.judged_at < ${before}))
     order by 1`.execute(tx)
  return rows.map(({ campaign }) => campaign)
}

/** Persons who withdrew, or were declined, before a moment: their name is personal, and no leaf speaks of them. */
export async function personsToDelete(
  tx: Tx,
  campaign: CampaignId,
  before: Date,
  limit: number,
): Promise<readonly SignOnId[]> {
  const rows = await tx
    .selectFrom('organizations_sign_on')
    .select('sign_on_id')
    .where('campaign_id', '=', campaign)
    .where('origin', '=', 'gathered')
    .where('kind', '=', 'person')
    .where((eb) =>
      eb.or([eb('withdrawn_at', '<', before), eb.and([eb('verdict', '=', 'declined'), eb('judged_at', '<', before)])]),
    )
    .limit(limit)
    .execute()
  return rows.map((row) => row.sign_on_id as SignOnId)
}

/** Deletes lines of persons with everything behind them. */
export async function deletePersons(tx: Tx, campaign: CampaignId, signOns: readonly SignOnId[]): Promise<void> {
  if (signOns.length === 0) return
  const its = sql`campaign_id = ${campaign} and sign_on_id = any(${signOns}::uuid[])`
  await sql`delete from organizations_home_answer a using organizations_home h
             where (a.campaign_id, a.home_id) = (h.campaign_id, h.home_id)
               and h.campaign_id = ${campaign} and h.sign_on_id = any(${signOns}::uuid[])`.execute(tx)
  await sql`delete from organizations_home where ${its}`.execute(tx)
  await sql`delete from organizations_consent where ${its}`.execute(tx)
  await sql`delete from organizations_representative where ${its}`.execute(tx)
  await sql`delete from organizations_final_line where ${its}`.execute(tx)
  await sql`delete from organizations_sign_on_edition where ${its}`.execute(tx)
  await sql`delete from organizations_sign_on where ${its}`.execute(tx)
}
