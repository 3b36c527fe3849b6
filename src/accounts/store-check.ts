import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '#platform'

async function idsOf(tx: Tx, question: RawBuilder<{ readonly id: string }>): Promise<readonly string[]> {
  return (await question.execute(tx)).rows.map(({ id }) => id)
}

/*
 * Acts are compared without their order, which clocks could get wrong: who was made editor once more often than they
 * stopped being one is an editor now.
 */

/** `CAMPAIGN/ORGANIZER` where the acts do not add up to the role there is. */
export async function rolesAgainstTrail(tx: Tx): Promise<readonly string[]> {
  return idsOf(
    tx,
    sql`
    with told as (
      select campaign_id, subject[1]::uuid as organizer_id, after ->> 'role' as role, 1 as n
        from accounts_event where act = 'set-role'
      union all
      select campaign_id, subject[1]::uuid, before ->> 'role', -1 from accounts_event where act = 'set-role'
      union all
      select campaign_id, organizer_id, role, -1 from accounts_role)
    select distinct campaign_id || '/' || organizer_id as id from told
     where role is not null group by campaign_id, organizer_id, role having sum(n) <> 0 order by 1`,
  )
}

/** Organizers whose rights on the server the acts do not add up to. */
export async function grantsAgainstTrail(tx: Tx): Promise<readonly string[]> {
  return idsOf(
    tx,
    sql`
    with told as (
      select subject[1]::uuid as organizer_id, coalesce((after ->> 'operator')::bool, false)::int as operator,
             coalesce((after ->> 'create')::bool, false)::int as may_create
        from accounts_event where act in ('set-grants', 'end-organizer')
      union all
      select subject[1]::uuid, -coalesce((before ->> 'operator')::bool, false)::int,
             -coalesce((before ->> 'create')::bool, false)::int
        from accounts_event where act in ('set-grants', 'end-organizer')
      union all
      select organizer_id, -is_operator::int, -may_create::int from accounts_organizer)
    select organizer_id::text as id from told
     group by organizer_id having sum(operator) <> 0 or sum(may_create) <> 0 order by 1`,
  )
}

/** `CAMPAIGN/act` where the acts do not add up to the rule there is. */
export async function rulesAgainstTrail(tx: Tx): Promise<readonly string[]> {
  return idsOf(
    tx,
    sql`
    with told as (
      select campaign_id, subject[1] as act, (after ->> 'two')::bool::int - (before ->> 'two')::bool::int as n
        from accounts_event where act = 'set-rule'
      union all
      select campaign_id, act, -1 from accounts_rule)
    select campaign_id || '/' || act as id from told group by campaign_id, act having sum(n) <> 0 order by 1`,
  )
}

/** Organizers with more sessions than acts of signing in, or signed in by more acts than they used links and passkeys. */
export async function signInsAgainstTrail(tx: Tx): Promise<readonly string[]> {
  return idsOf(
    tx,
    sql`
    select o.organizer_id::text as id from accounts_organizer o
     where (select count(*) from accounts_session s where s.organizer_id = o.organizer_id)
         > (select count(*) from accounts_event e where e.organizer_id = o.organizer_id and e.act = 'sign-in')
        or o.joined_at is null and exists (
             select from accounts_event e where e.organizer_id = o.organizer_id and e.act = 'sign-in')
     order by 1`,
  )
}

/** Organizers who ended and still have a session, a role, a passkey, an invitation or a right. */
export async function endedWithRights(tx: Tx): Promise<readonly string[]> {
  return idsOf(
    tx,
    sql`
    select o.organizer_id::text as id from accounts_organizer o
     where o.ended_at is not null and (
           o.is_operator or o.may_create
        or exists (select from accounts_session s where s.organizer_id = o.organizer_id)
        or exists (select from accounts_role r where r.organizer_id = o.organizer_id)
        or exists (select from accounts_passkey p where p.organizer_id = o.organizer_id)
        or exists (select from accounts_invitation i where i.organizer_id = o.organizer_id and i.closed_at is null))
     order by 1`,
  )
}

/** Campaigns that somebody works on and nobody leads, though somebody did before. */
export async function campaignsWithoutLead(tx: Tx): Promise<readonly string[]> {
  return idsOf(
    tx,
    sql`
    select distinct campaign_id::text as id from accounts_event e
     where act = 'set-role' and after ->> 'role' = 'lead'
       and not exists (select from accounts_role r where r.campaign_id = e.campaign_id and r.role = 'lead')
     order by 1`,
  )
}

/** Approvals that were used and do not stand in the trail as proposed by one and approved by another. */
export async function usedWithoutTwo(tx: Tx): Promise<readonly string[]> {
  return idsOf(
    tx,
    sql`
    select a.approval_id::text as id from accounts_approval a
     where a.closed_as = 'used' and (
           a.approved_by = a.proposed_by
        or not exists (select from accounts_event e where e.act = 'propose' and e.subject[1] = a.approval_id::text
                          and e.organizer_id = a.proposed_by and e.after ->> 'hash' = encode(a.content_hash, 'hex'))
        or not exists (select from accounts_event e where e.act = 'approve' and e.subject[1] = a.approval_id::text
                          and e.organizer_id = a.approved_by and e.after ->> 'hash' = encode(a.content_hash, 'hex'))
        or not exists (select from accounts_event e where e.act = 'use-approval' and e.subject[1] = a.approval_id::text))
     order by 1`,
  )
}
