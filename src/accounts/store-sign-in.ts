import { sql } from 'kysely'
import type { OrganizerId } from '#kernel'
import type { Tx } from '#platform'
import type { SignInId } from './ids.ts'
import { later, linkCap, livesOf } from './times.ts'

/** A one-time link. */
export type SignInRow = {
  readonly id: SignInId
  readonly kind: 'mail' | 'invitation' | 'first'
  readonly organizer: OrganizerId | null
  readonly endsAt: Date
}

const columns = sql`sign_in_id as id, kind, organizer_id as organizer, ends_at as "endsAt"`

/**
 * Keeps that somebody with an address asked for a link, unless that address got too many lately. The address may be
 * nobody's: that is kept all the same.
 * @returns whether it was kept.
 */
export async function insertAsked(tx: Tx, id: SignInId, mark: Buffer, at: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into accounts_sign_in (sign_in_id, kind, organizer_id, address_mark, asked_at, ends_at)
    select ${id}::uuid, 'mail',
           (select organizer_id from accounts_organizer where address_mark = ${mark}::bytea and ended_at is null),
           ${mark}::bytea, ${at}::timestamptz, ${later(at, livesOf.link)}::timestamptz
     where (select count(*) from accounts_sign_in
             where address_mark = ${mark}::bytea and asked_at > ${later(at, -linkCap.within)}) < ${linkCap.mails}
    returning sign_in_id`.execute(tx)
  return rows.length > 0
}

/** Keeps a link that goes to somebody else's mailbox or to the terminal. */
export async function insertSignIn(tx: Tx, { id, kind, organizer, endsAt }: SignInRow, at: Date): Promise<void> {
  await tx
    .insertInto('accounts_sign_in')
    .values({ sign_in_id: id, kind, organizer_id: organizer, asked_at: at, ends_at: endsAt })
    .execute()
}

/** Those links that can still be used; the first link names nobody, the others somebody who has not ended. */
export async function usableSignIns(tx: Tx, ids: readonly SignInId[], at: Date): Promise<readonly SignInRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<SignInRow>`
    select ${columns} from accounts_sign_in
     where sign_in_id = any(${ids}::uuid[]) and used_at is null and ends_at > ${at}
       and (kind = 'first' or organizer_id in (select organizer_id from accounts_organizer where ended_at is null))`.execute(
    tx,
  )
  return rows
}

/** Uses a link up. @returns `undefined` when somebody has, or when it was never usable. */
export async function useSignIn(tx: Tx, id: SignInId, isFirst: boolean, at: Date): Promise<SignInRow | undefined> {
  const { rows } = await sql<SignInRow>`
    update accounts_sign_in set used_at = ${at}
     where sign_in_id = ${id} and used_at is null and ends_at > ${at} and (kind = 'first') = ${isFirst}
       and (kind = 'first' or organizer_id in (select organizer_id from accounts_organizer where ended_at is null))
    returning ${columns}`.execute(tx)
  return rows[0]
}

/** The link of the first start that is still to be used. */
export async function openFirstLink(tx: Tx, at: Date): Promise<SignInId | undefined> {
  const { rows } = await sql<{ readonly id: SignInId }>`
    select sign_in_id as id from accounts_sign_in
     where kind = 'first' and used_at is null and ends_at > ${at} order by ends_at desc limit 1`.execute(tx)
  return rows[0]?.id
}

/** How many invitations an organizer was sent since a moment. */
export async function countInvited(tx: Tx, organizer: OrganizerId, since: Date): Promise<number> {
  const { rows } = await sql<{ readonly count: number }>`
    select count(*) as count from accounts_sign_in
     where organizer_id = ${organizer} and kind = 'invitation' and asked_at > ${since}`.execute(tx)
  return rows[0]?.count ?? 0
}
