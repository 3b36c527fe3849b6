import { sql, type RawBuilder } from 'kysely'
import { booleanArray, integerArray, textArray, timeArray, uuidArray } from './database/arrays.ts'
import type { Tx } from './database/database.ts'
import type { MailIds } from './mail/mail.ts'

/** A mail to be made and sent: ids only, so that no address lies in a queue. */
export type MailNote = {
  /** A UUID, made by whoever leaves it. */
  readonly id: string
  /** Which composer makes it, as `room.noun`. */
  readonly kind: string
  readonly ids: MailIds
  readonly dueAt: Date
}

/** A mail that is due. */
export type DueMail = MailNote & {
  /** A composer has made it before: it is tried again, so whatever is counted per mail is counted already. */
  readonly composedBefore: boolean
  /** How often it was tried in vain. */
  readonly tries: number
  readonly doubts: number
  /** Its place in the queue before it was taken. */
  readonly nextAt: Date
}

/**
 * Leaves mails in the caller's transaction: they are sent exactly when it commits. One statement for all. A mail whose
 * id is there already is left alone.
 */
export async function leaveMails(tx: Tx, notes: readonly MailNote[]): Promise<void> {
  if (notes.length === 0) return
  await sql`
    insert into platform_mail (mail_id, kind, ids, due_at, next_at)
    select mail_id, kind, ids::jsonb, due_at, due_at
      from unnest(${uuidArray(notes.map(({ id }) => id))}::uuid[], ${textArray(notes.map(({ kind }) => kind))}::text[],
                  ${textArray(notes.map(({ ids }) => JSON.stringify(ids)))}::text[],
                  ${timeArray(notes.map(({ dueAt }) => dueAt))}::timestamptz[])
           as note (mail_id, kind, ids, due_at)
    on conflict do nothing`.execute(tx)
}

/**
 * The same as the last part of a statement that makes what the mails are about, which saves a way to the database.
 * @param notes gives rows of a mail's id (uuid), its ids (jsonb) and when it is due (timestamptz).
 */
export const leavingMails = (kind: string, notes: RawBuilder<unknown>): RawBuilder<unknown> => sql`
    insert into platform_mail (mail_id, kind, ids, due_at, next_at)
    select mail_id, ${kind}::text, ids, due_at, due_at from (${notes}) as note (mail_id, ids, due_at)
    on conflict do nothing`

/** How many to take, and until when nobody else may. */
export type Taking = {
  readonly at: Date
  readonly leaseUntil: Date
  readonly limit: number
  /** Mails that may have been accepted already come last: what is tried on a server in trouble should be a fresh one. */
  readonly doubtfulLast: boolean
  /** Mails of these kinds are left alone until they have been due for so long. */
  readonly resting?: Resting | undefined
}

/** Kinds of mail that cannot be made at once, because what they tell is not there yet, or that let others go before. */
export type Resting = { readonly kinds: readonly string[]; readonly milliseconds: number }

/** Takes due mails, longest due first; other processes pass over them until the lease ends. */
export async function takeMails(tx: Tx, taking: Taking): Promise<readonly DueMail[]> {
  const { at, leaseUntil, limit, doubtfulLast, resting } = taking
  const rested = new Date(at.getTime() - (resting?.milliseconds ?? 0))
  const order = doubtfulLast ? sql`doubts, next_at, mail_id` : sql`next_at, mail_id`
  const { rows } = await sql<DueMail>`
    with due as materialized (
      select mail_id, next_at, composed from platform_mail
       where next_at <= ${at} and (next_at <= ${rested} or composed or kind <> all(${textArray(resting?.kinds ?? [])}::text[]))
       order by ${order} limit ${limit} for update skip locked)
    update platform_mail as mail set next_at = ${leaseUntil}, composed = true
      from due where mail.mail_id = due.mail_id
    returning mail.mail_id as id, mail.kind, mail.ids, mail.due_at as "dueAt", due.composed as "composedBefore",
              mail.tries, mail.doubts, due.next_at as "nextAt"`.execute(tx)
  return [...rows].sort((a, b) => a.nextAt.getTime() - b.nextAt.getTime())
}

/**
 * Brings mails back that lie in a future which a clock now set right has invented: those that nobody has taken yet, for
 * none is left to be sent later, and those that wait longer than any mail waits. Any number of processes may.
 */
export async function recallMails(tx: Tx, at: Date, longestWait: Date): Promise<void> {
  await sql`
    update platform_mail set next_at = ${at}
     where next_at > ${at} and (not composed or next_at > ${longestWait})`.execute(tx)
}

/** Keeps mails in hand out of the hands of others for longer. */
export async function keepMails(tx: Tx, ids: readonly string[], leaseUntil: Date): Promise<void> {
  await sql`update platform_mail set next_at = ${leaseUntil} where mail_id = any(${uuidArray(ids)}::uuid[])`.execute(tx)
}

/** Mails that are done with: handed over, or no longer to be sent. */
export async function dropMails(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await sql`delete from platform_mail where mail_id = any(${uuidArray(ids)}::uuid[])`.execute(tx)
}

/** A mail that goes back to the queue. */
export type PutBack = {
  readonly id: string
  readonly nextAt: Date
  readonly composed: boolean
  readonly tries: number
  readonly doubts: number
  readonly trouble: string | null
}

/** Puts mails back, to be taken again from their time on. */
export async function putBackMails(tx: Tx, mails: readonly PutBack[]): Promise<void> {
  if (mails.length === 0) return
  await sql`
    update platform_mail as mail
       set next_at = back.next_at, composed = back.composed, tries = least(back.tries, 32767), doubts = back.doubts,
           last_trouble = back.trouble
      from unnest(${uuidArray(mails.map(({ id }) => id))}::uuid[],
                  ${timeArray(mails.map(({ nextAt }) => nextAt))}::timestamptz[],
                  ${booleanArray(mails.map(({ composed }) => composed))}::boolean[],
                  ${integerArray(mails.map(({ tries }) => tries))}::int[],
                  ${integerArray(mails.map(({ doubts }) => doubts))}::int[],
                  ${textArray(mails.map(({ trouble }) => trouble))}::text[])
           as back (mail_id, next_at, composed, tries, doubts, trouble)
     where mail.mail_id = back.mail_id`.execute(tx)
}

/** How much is due, and since when the longest due has been. Counts at most a million. */
export async function dueMails(tx: Tx, at: Date): Promise<{ readonly count: number; readonly since: Date | null }> {
  const { rows } = await sql<{ readonly count: number; readonly since: Date | null }>`
    select count(*) as count, min(next_at) as since
      from (select next_at from platform_mail where next_at <= ${at} order by next_at limit 1000000) as due`.execute(tx)
  return rows[0] ?? { count: 0, since: null }
}
