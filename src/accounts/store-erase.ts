import { sql } from 'kysely'
import type { OrganizerId } from '#kernel'
import type { Tx } from '#platform'

/** Takes everything personal of an organizer who has ended away; their row stays, since the trail names it. */
export async function emptyOrganizer(tx: Tx, id: OrganizerId): Promise<void> {
  await sql`
    delete from accounts_sign_in
     where organizer_id = ${id}
        or address_mark = (select address_mark from accounts_organizer where organizer_id = ${id})`.execute(tx)
  await sql`delete from accounts_challenge where organizer_id = ${id}`.execute(tx)
  await sql`delete from accounts_passkey where organizer_id = ${id}`.execute(tx)
  await sql`
    update accounts_organizer set sealed = null, address_mark = null
     where organizer_id = ${id} and ended_at is not null`.execute(tx)
}

/** Ended organizers of whom something personal is still there, ended before a moment. */
export async function endedBefore(tx: Tx, before: Date, limit: number): Promise<readonly OrganizerId[]> {
  const { rows } = await sql<{ readonly id: OrganizerId }>`
    select organizer_id as id from accounts_organizer
     where sealed is not null and ended_at < ${before} order by ended_at limit ${limit} for update skip locked`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

/** Organizers who were invited before a moment, never came, and are invited to nothing any more. */
export async function neverCame(tx: Tx, before: Date, limit: number): Promise<readonly OrganizerId[]> {
  const { rows } = await sql<{ readonly id: OrganizerId }>`
    select organizer_id as id from accounts_organizer o
     where o.joined_at is null and o.ended_at is null and o.invited_at < ${before}
       and not exists (select from accounts_sign_in s
                        where s.organizer_id = o.organizer_id and s.kind = 'invitation' and s.ends_at >= ${before})
     order by o.organizer_id limit ${limit}`.execute(tx)
  return rows.map(({ id }) => id)
}

/**
 * Deletes links that ended before a moment; those of invitations before another, for they tell when somebody was last
 * invited. @returns how many.
 */
export async function deleteOldSignIns(
  tx: Tx,
  { before, invitedBefore }: { readonly before: Date; readonly invitedBefore: Date },
  limit: number,
): Promise<number> {
  const { rows } = await sql`
    delete from accounts_sign_in where sign_in_id in (
      select sign_in_id from accounts_sign_in
       where ends_at < ${before} and (kind <> 'invitation' or ends_at < ${invitedBefore})
       limit ${limit} for update skip locked)
    returning sign_in_id`.execute(tx)
  return rows.length
}

/** Deletes what passkeys were asked before a moment, and sessions that nobody can use any more. @returns how many. */
export async function deleteSpent(
  tx: Tx,
  { at, idleSince, begunBefore }: { readonly at: Date; readonly idleSince: Date; readonly begunBefore: Date },
): Promise<number> {
  const challenges = await sql`delete from accounts_challenge where ends_at < ${at} returning ends_at`.execute(tx)
  const sessions = await sql`
    delete from accounts_session where seen_at < ${idleSince} or begun_at < ${begunBefore} returning begun_at`.execute(
    tx,
  )
  return challenges.rows.length + sessions.rows.length
}

/** Closes invitations that nobody answered in time. @returns how many. */
export async function expireInvitations(tx: Tx, at: Date, limit: number): Promise<number> {
  const { rows } = await sql`
    update accounts_invitation set closed_at = ${at}, closed_as = 'expired'
     where closed_at is null and (campaign_id, invitation_id) in (
       select campaign_id, invitation_id from accounts_invitation
        where closed_at is null and ends_at < ${at} limit ${limit} for update skip locked)
    returning invitation_id`.execute(tx)
  return rows.length
}
