import { sql } from 'kysely'
import type { CampaignId, OrganizerId } from '#kernel'
import type { Tx } from '#platform'
import type { Role } from './roles.ts'
import type { ProposedAct } from './store-approval.ts'
import { later, livesOf } from './times.ts'

/** Somebody's session with what decides what they may do. */
export type SessionRow = {
  readonly organizer: OrganizerId
  readonly sealed: Buffer
  readonly isOperator: boolean
  readonly mayCreate: boolean
  readonly seenAt: Date
  /** `CAMPAIGN role`, one each. */
  readonly roles: readonly string[]
  /** What others propose in these campaigns and nobody approved, the oldest first; JSON, so moments are text. */
  readonly waiting: readonly (Pick<ProposedBySomebody, 'campaign' | 'act' | 'subject'> & {
    readonly proposedAt: string
    /** What the proposer is there now. */
    readonly proposerRole: Role | null
  })[]
}

/** Something that somebody else proposes in a campaign, and that waits for a second person. */
export type ProposedBySomebody = {
  readonly campaign: CampaignId
  readonly act: ProposedAct
  /** The id of what it is about. */
  readonly subject: string
  readonly proposedAt: Date
}

/** Keeps a session. */
export async function insertSession(
  tx: Tx,
  hash: Uint8Array,
  { organizer, by, at }: { readonly organizer: OrganizerId; readonly by: 'link' | 'passkey'; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('accounts_session')
    .values({ token_hash: Buffer.from(hash), organizer_id: organizer, begun_by: by, begun_at: at, seen_at: at })
    .execute()
}

/** Whose session this is, while it lasts. One question for every page. */
export async function sessionByHash(tx: Tx, hash: Uint8Array, at: Date): Promise<SessionRow | undefined> {
  const { rows } = await sql<SessionRow>`
    select s.organizer_id as organizer, o.sealed, o.is_operator as "isOperator", o.may_create as "mayCreate",
           s.seen_at as "seenAt",
           array(select r.campaign_id || ' ' || r.role from accounts_role r where r.organizer_id = s.organizer_id) as roles,
           (select coalesce(json_agg(json_build_object('campaign', a.campaign_id, 'act', a.act, 'subject', a.subject,
                                                       'proposedAt', a.proposed_at, 'proposerRole', p.role)
                                     order by a.proposed_at, a.approval_id), '[]')
              from accounts_role r
              join accounts_approval a using (campaign_id)
              left join accounts_role p on (p.campaign_id, p.organizer_id) = (a.campaign_id, a.proposed_by)
             where r.organizer_id = s.organizer_id and a.closed_at is null and a.approved_by is null
               and a.proposed_by <> s.organizer_id) as waiting
      from accounts_session s join accounts_organizer o using (organizer_id)
     where s.token_hash = ${Buffer.from(hash)} and o.ended_at is null
       and s.seen_at > ${later(at, -livesOf.idleSession)} and s.begun_at > ${later(at, -livesOf.session)}`.execute(tx)
  return rows[0]
}

/** Notes that a session was used; never backwards, whatever the clock does. */
export async function touchSession(tx: Tx, hash: Uint8Array, at: Date): Promise<void> {
  await sql`
    update accounts_session set seen_at = ${at}
     where token_hash = ${Buffer.from(hash)} and seen_at < ${at}`.execute(tx)
}

/** Ends a session. @returns whose it was. */
export async function deleteSession(tx: Tx, hash: Uint8Array): Promise<OrganizerId | undefined> {
  const { rows } = await sql<{ readonly organizer: OrganizerId }>`
    delete from accounts_session where token_hash = ${Buffer.from(hash)}
    returning organizer_id as organizer`.execute(tx)
  return rows[0]?.organizer
}

/** Ends every session of an organizer. @returns how many. */
export async function deleteSessionsOf(tx: Tx, organizer: OrganizerId): Promise<number> {
  const { rows } = await sql`
    delete from accounts_session where organizer_id = ${organizer} returning token_hash`.execute(tx)
  return rows.length
}

/** A session as its owner sees it. */
export type SessionFacts = {
  readonly hash: Buffer
  readonly begunBy: 'link' | 'passkey'
  readonly begunAt: Date
  readonly seenAt: Date
}

/** The sessions of an organizer that have not run out, the one used last first. */
export async function sessionsBy(tx: Tx, organizer: OrganizerId, at: Date): Promise<readonly SessionFacts[]> {
  const { rows } = await sql<SessionFacts>`
    select token_hash as hash, begun_by as "begunBy", begun_at as "begunAt", seen_at as "seenAt"
      from accounts_session
     where organizer_id = ${organizer}
       and seen_at > ${later(at, -livesOf.idleSession)} and begun_at > ${later(at, -livesOf.session)}
     order by seen_at desc, token_hash`.execute(tx)
  return rows
}

/** Ends a session that is somebody's own. @returns whether it was theirs. */
export async function deleteOwnSession(tx: Tx, organizer: OrganizerId, hash: Buffer): Promise<boolean> {
  const { rows } = await sql`
    delete from accounts_session where token_hash = ${hash} and organizer_id = ${organizer}
    returning token_hash`.execute(tx)
  return rows.length > 0
}
