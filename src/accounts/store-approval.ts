import { sql } from 'kysely'
import { Fault, type CampaignId, type OrganizerId } from '#kernel'
import type { Tx } from '#platform'
import type { ApprovalId } from './ids.ts'
import type { Role, TwoPersonAct } from './roles.ts'

/** What may be proposed: an act of a campaign, or to do without two people again. */
export type ProposedAct = TwoPersonAct | 'lift-rule'

/** Something proposed that is neither used nor refused. */
export type ApprovalRow = {
  readonly campaign: CampaignId
  readonly id: ApprovalId
  readonly act: ProposedAct
  readonly subject: string
  readonly hash: Buffer
  readonly proposedBy: OrganizerId
  readonly proposedAt: Date
  readonly approvedBy: OrganizerId | null
}

/** The same with what decides whether it still stands, and what its people are called, sealed. */
export type OpenApproval = ApprovalRow & {
  readonly proposerRole: Role | null
  readonly approverRole: Role | null
  readonly proposerSealed: Buffer | null
  readonly approverSealed: Buffer | null
}

const open = sql`
  select a.campaign_id as campaign, a.approval_id as id, a.act, a.subject, a.content_hash as hash,
         a.proposed_by as "proposedBy", a.proposed_at as "proposedAt", a.approved_by as "approvedBy",
         pr.role as "proposerRole", ar.role as "approverRole", po.sealed as "proposerSealed", ao.sealed as "approverSealed"
    from accounts_approval a
    join accounts_organizer po on po.organizer_id = a.proposed_by
    left join accounts_organizer ao on ao.organizer_id = a.approved_by
    left join accounts_role pr on pr.campaign_id = a.campaign_id and pr.organizer_id = a.proposed_by
    left join accounts_role ar on ar.campaign_id = a.campaign_id and ar.organizer_id = a.approved_by
   where a.closed_at is null`

/** What is open in a campaign, the oldest first. */
export async function openApprovals(tx: Tx, campaign: CampaignId): Promise<readonly OpenApproval[]> {
  const { rows } = await sql<OpenApproval>`
    ${open} and a.campaign_id = ${campaign} order by a.proposed_at, a.approval_id`.execute(tx)
  return rows
}

/** What is open about one act and subject. */
export async function openApproval(
  tx: Tx,
  { campaign, act, subject }: Pick<ApprovalRow, 'campaign' | 'act' | 'subject'>,
): Promise<OpenApproval | undefined> {
  const { rows } = await sql<OpenApproval>`
    ${open} and a.campaign_id = ${campaign} and a.act = ${act} and a.subject = ${subject}`.execute(tx)
  return rows[0]
}

/** Whether an act needs two people, and what is open about it with who they are now; all absent where nothing is. */
export type StandingRow = {
  readonly hasRule: boolean
  readonly id: ApprovalId | null
  readonly hash: Buffer | null
  readonly proposedBy: OrganizerId | null
  readonly proposedAt: Date | null
  readonly approvedBy: OrganizerId | null
  readonly proposerRole: Role | null
  readonly approverRole: Role | null
  /** What is sealed of them; absent once erased. */
  readonly proposer: Buffer | null
  readonly approver: Buffer | null
  /** Those of the others of whom anything is left; what is sealed in hexadecimal digits. */
  readonly others: readonly { readonly id: OrganizerId; readonly sealed: string }[]
}

/** How things stand with one act and subject, and what is sealed of some others; one question. */
export async function standingRow(
  tx: Tx,
  {
    campaign,
    act,
    subject,
    others = [],
  }: Pick<ApprovalRow, 'campaign' | 'act' | 'subject'> & { readonly others?: readonly OrganizerId[] },
): Promise<StandingRow> {
  const { rows } = await sql<StandingRow>`
    select r.act is not null as "hasRule", a.approval_id as id, a.content_hash as hash, a.proposed_by as "proposedBy",
           a.proposed_at as "proposedAt", a.approved_by as "approvedBy", pr.role as "proposerRole",
           ar.role as "approverRole", po.sealed as proposer, ao.sealed as approver,
           (select coalesce(json_agg(json_build_object('id', organizer_id, 'sealed', encode(sealed, 'hex'))), '[]')
              from accounts_organizer
             where organizer_id = any(${others}::uuid[]) and sealed is not null) as others
      from (select ${campaign}::uuid as campaign_id) c
      left join accounts_rule r on r.campaign_id = c.campaign_id and r.act = ${act}
      left join accounts_approval a on a.campaign_id = c.campaign_id and a.act = ${act} and a.subject = ${subject}
                                   and a.closed_at is null
      left join accounts_role pr on (pr.campaign_id, pr.organizer_id) = (a.campaign_id, a.proposed_by)
      left join accounts_role ar on (ar.campaign_id, ar.organizer_id) = (a.campaign_id, a.approved_by)
      left join accounts_organizer po on po.organizer_id = a.proposed_by
      left join accounts_organizer ao on ao.organizer_id = a.approved_by`.execute(tx)
  const [row] = rows
  if (!row) throw new Fault('internal', 'a question with one answer had none')
  return row
}

/** Keeps what somebody proposes. */
export async function insertApproval(tx: Tx, row: Omit<ApprovalRow, 'approvedBy'>): Promise<void> {
  await tx
    .insertInto('accounts_approval')
    .values({
      campaign_id: row.campaign,
      approval_id: row.id,
      act: row.act,
      subject: row.subject,
      content_hash: row.hash,
      proposed_by: row.proposedBy,
      proposed_at: row.proposedAt,
    })
    .execute()
}

/** Keeps that a second person approves. */
export async function approveRow(
  tx: Tx,
  { campaign, id }: Pick<ApprovalRow, 'campaign' | 'id'>,
  by: OrganizerId,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('accounts_approval')
    .set({ approved_by: by, approved_at: at })
    .where('campaign_id', '=', campaign)
    .where('approval_id', '=', id)
    .execute()
}

/** Closes what was open. */
export async function closeApproval(
  tx: Tx,
  { campaign, id }: Pick<ApprovalRow, 'campaign' | 'id'>,
  as: 'used' | 'refused' | 'replaced',
  at: Date,
): Promise<void> {
  await tx
    .updateTable('accounts_approval')
    .set({ closed_at: at, closed_as: as })
    .where('campaign_id', '=', campaign)
    .where('approval_id', '=', id)
    .execute()
}

/** The acts that need two people in a campaign. */
export async function rulesOf(tx: Tx, campaign: CampaignId): Promise<ReadonlySet<TwoPersonAct>> {
  const rows = await tx.selectFrom('accounts_rule').select('act').where('campaign_id', '=', campaign).execute()
  return new Set(rows.map(({ act }) => act))
}

/** Has an act need two people, or not. */
export async function putRule(
  tx: Tx,
  {
    campaign,
    act,
    needsTwo,
  }: { readonly campaign: CampaignId; readonly act: TwoPersonAct; readonly needsTwo: boolean },
  at: Date,
): Promise<void> {
  if (needsTwo) await tx.insertInto('accounts_rule').values({ campaign_id: campaign, act, since: at }).execute()
  else await tx.deleteFrom('accounts_rule').where('campaign_id', '=', campaign).where('act', '=', act).execute()
}
