import { sql } from 'kysely'
import type { CampaignId, OrganizerId } from '#kernel'
import type { Tx } from '#platform'
import type { ApprovalId } from './ids.ts'
import type { TwoPersonAct } from './roles.ts'

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

const columns = sql`campaign_id as campaign, approval_id as id, act, subject, content_hash as hash,
  proposed_by as "proposedBy", proposed_at as "proposedAt", approved_by as "approvedBy"`

/** What is open in a campaign, the oldest first. */
export async function openApprovals(tx: Tx, campaign: CampaignId): Promise<readonly ApprovalRow[]> {
  const { rows } = await sql<ApprovalRow>`
    select ${columns} from accounts_approval
     where campaign_id = ${campaign} and closed_at is null order by proposed_at, approval_id`.execute(tx)
  return rows
}

/** What is open about one act and subject. */
export async function openApproval(
  tx: Tx,
  { campaign, act, subject }: Pick<ApprovalRow, 'campaign' | 'act' | 'subject'>,
): Promise<ApprovalRow | undefined> {
  const { rows } = await sql<ApprovalRow>`
    select ${columns} from accounts_approval
     where campaign_id = ${campaign} and act = ${act} and subject = ${subject} and closed_at is null`.execute(tx)
  return rows[0]
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
