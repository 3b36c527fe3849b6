import type { CampaignId, LetterId, SignatureId } from '#kernel'
import { affectedRows, type Tx } from '#platform'
import { sql } from 'kysely'

/** The clock as the last run saw it. */
export type SeenClock = {
  readonly seenAt: Date
  /** Seconds it ran evenly since it was doubted; `undefined` while it is trusted. */
  readonly watchedSeconds: number | undefined
}

/** The clock as the last run saw it, locked: one run at a time. */
export async function readClock(tx: Tx): Promise<SeenClock | undefined> {
  const row = await tx.selectFrom('signatures_retention').selectAll().forUpdate().executeTakeFirst()
  return row && { seenAt: row.seen_at, watchedSeconds: row.watched_seconds ?? undefined }
}

/** Keeps what this run saw of the clock. */
export async function writeClock(tx: Tx, seenAt: Date, watched: number | undefined): Promise<void> {
  await sql`
    insert into signatures_retention (seen_at, watched_seconds) values (${seenAt}, ${watched ?? null})
    on conflict (only_row) do update set seen_at = excluded.seen_at, watched_seconds = excluded.watched_seconds`.execute(
    tx,
  )
}

/** Deletes wishes sent before a moment. Skips those that somebody is confirming at this moment. */
export async function deleteOldPending(tx: Tx, before: Date, limit: number): Promise<number> {
  return affectedRows(
    tx,
    sql`delete from signatures_pending p using (
          select campaign_id, pending_id from signatures_pending where wished_at < ${before}
           order by wished_at limit ${limit} for update skip locked) old
         where p.campaign_id = old.campaign_id and p.pending_id = old.pending_id`,
  )
}

/** Deletes what leads from old ids to signatures since before a moment. */
export async function deleteOldAlso(tx: Tx, before: Date, limit: number): Promise<number> {
  return affectedRows(
    tx,
    sql`delete from signatures_also a using (
          select campaign_id, pending_id from signatures_also where since < ${before}
           order by since limit ${limit} for update skip locked) old
         where a.campaign_id = old.campaign_id and a.pending_id = old.pending_id`,
  )
}

/** Deletes how many mails inboxes were sent, before a day (ISO 8601). A refusal stays. */
export async function deleteOldMails(tx: Tx, before: string, limit: number): Promise<number> {
  return affectedRows(
    tx,
    sql`delete from signatures_mailed m using (
          select campaign_id, letter_id, address_mark from signatures_mailed
           where day < ${before}::date and not refused limit ${limit} for update skip locked) old
         where m.campaign_id = old.campaign_id and m.letter_id = old.letter_id and m.address_mark = old.address_mark`,
  )
}

/** Deletes everything kept of the mails of one letter, refusals too. */
export async function deleteMailsOfLetter(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  limit: number,
): Promise<number> {
  return affectedRows(
    tx,
    sql`delete from signatures_mailed m using (
          select address_mark from signatures_mailed
           where campaign_id = ${campaign} and letter_id = ${letter} limit ${limit} for update skip locked) old
         where m.campaign_id = ${campaign} and m.letter_id = ${letter} and m.address_mark = old.address_mark`,
  )
}

/** Campaigns that gather signatures, in the order in which their logs are locked, and how long each keeps. */
export async function keepingCampaigns(
  tx: Tx,
): Promise<readonly { readonly campaign: CampaignId; readonly daysKept: number }[]> {
  const rows = await tx
    .selectFrom('signatures_settings')
    .select(['campaign_id', 'days_kept'])
    .orderBy('campaign_id')
    .execute()
  return rows.map((row) => ({ campaign: row.campaign_id as CampaignId, daysKept: row.days_kept }))
}

/** The letters of a campaign of which something personal is left. Walks from letter to letter, not over signatures. */
export async function lettersWithSignatures(tx: Tx, campaign: CampaignId): Promise<readonly LetterId[]> {
  const { rows } = await sql<{ readonly letter: string }>`
    with recursive signed (letter) as (
      (select letter_id from signatures_signature where campaign_id = ${campaign} order by letter_id limit 1)
      union all
      select next.letter_id from signed, lateral (
        select letter_id from signatures_signature
         where campaign_id = ${campaign} and letter_id > signed.letter order by letter_id limit 1) next
    ), mailed (letter) as (
      (select letter_id from signatures_mailed where campaign_id = ${campaign} order by letter_id limit 1)
      union all
      select next.letter_id from mailed, lateral (
        select letter_id from signatures_mailed
         where campaign_id = ${campaign} and letter_id > mailed.letter order by letter_id limit 1) next
    )
    select letter from signed
     where exists (select from signatures_signature s
                    where s.campaign_id = ${campaign} and s.letter_id = signed.letter and s.address_mark is not null)
    union select letter from mailed order by letter`.execute(tx)
  return rows.map(({ letter }) => letter as LetterId)
}

/** Signatures withdrawn before a moment of which something personal is left. */
export async function withdrawnLeaves(
  tx: Tx,
  before: Date,
  limit: number,
): Promise<readonly { readonly campaign: CampaignId; readonly index: number }[]> {
  const { rows } = await sql<{ readonly campaign: CampaignId; readonly index: number }>`
    select campaign_id as campaign, leaf_index as index from signatures_signature
     where status = 'withdrawn' and ended_at < ${before} order by ended_at limit ${limit}`.execute(tx)
  return rows
}

/** Signatures of a letter of which something personal is left. */
export async function leavesToErase(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  limit: number,
): Promise<readonly { readonly index: number; readonly status: string }[]> {
  const { rows } = await sql<{ readonly index: number; readonly status: string }>`
    select leaf_index as index, status from signatures_signature
     where campaign_id = ${campaign} and letter_id = ${letter} and address_mark is not null
     limit ${limit}`.execute(tx)
  return rows.toSorted((a, b) => a.index - b.index)
}

/**
 * Takes away everything personal of signatures in one of some states: what stays is which leaf each was, under an id
 * that nobody was ever given; every other id that led there goes.
 */
export async function eraseLeaves(
  tx: Tx,
  campaign: CampaignId,
  leaves: readonly { readonly index: number; readonly id: SignatureId }[],
  at: Date,
): Promise<void> {
  if (leaves.length === 0) return
  await sql`
    with due as (
      select s.signature_id, leaf.id as fresh
        from unnest(${leaves.map(({ index }) => index)}::bigint[], ${leaves.map(({ id }) => id)}::uuid[])
             as leaf (index, id)
        join signatures_signature s on s.campaign_id = ${campaign} and s.leaf_index = leaf.index
       where s.status <> 'erased'
    ), forgotten as (
      delete from signatures_also a using due
       where a.campaign_id = ${campaign} and a.signature_id = due.signature_id
    )
    update signatures_signature s
       set signature_id = due.fresh, status = 'erased', address_mark = null, sealed = null, seed = null, signals = null,
           shows_name = false, hears = false, comment_state = 'none', shown_name = null, shown_place = null,
           shown_occupation = null, shown_key = null, shown_comment = null, ended_at = ${at}
      from due where s.campaign_id = ${campaign} and s.signature_id = due.signature_id`.execute(tx)
}

/** Clears signals of signatures confirmed before a moment, a batch of leaves of each campaign. */
export async function clearSignals(tx: Tx, before: Date, limit: number): Promise<number> {
  let most = 0
  for (const { campaign } of await keepingCampaigns(tx))
    most = Math.max(most, await clearOf(tx, campaign, before, limit))
  return most
}

async function clearOf(tx: Tx, campaign: CampaignId, before: Date, limit: number): Promise<number> {
  await sql`insert into signatures_watch (campaign_id, looked_at) values (${campaign}, ${before})
            on conflict do nothing`.execute(tx)
  // Leaves are in the order of confirming, so that no index over six million signatures is needed to find the old ones.
  const { rows } = await sql<{ readonly index: number }>`
    select leaf_index as index from (
      select s.leaf_index, s.confirmed_at from signatures_signature s
       where s.campaign_id = ${campaign}
         and s.leaf_index >= (select signals_from from signatures_watch where campaign_id = ${campaign})
       order by s.leaf_index limit ${limit}) next
     where confirmed_at < ${before} order by leaf_index`.execute(tx)
  const [first, last] = [rows[0]?.index, rows.at(-1)?.index]
  if (first === undefined || last === undefined) return 0
  await sql`update signatures_signature set signals = null
             where campaign_id = ${campaign} and leaf_index between ${first} and ${last} and confirmed_at < ${before}
               and signals is not null`.execute(tx)
  await sql`update signatures_watch set signals_from = ${last + 1} where campaign_id = ${campaign}`.execute(tx)
  return rows.length
}
