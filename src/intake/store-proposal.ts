import { sql } from 'kysely'
import type { CampaignId, LetterId, OrganizerId } from '#kernel'
import type { Tx } from '#platform'
import type { ProposalId, KeptProposal, ListedProposal, ReviewResult } from './kept-proposal.ts'
import type { ReadFiles } from './read-files.ts'
import { parseReviewAct, type ReviewAct } from './review-act.ts'

/** Keeps what was read. */
export async function insertProposal(
  tx: Tx,
  campaign: CampaignId,
  one: {
    readonly id: ProposalId
    readonly letter: LetterId | undefined
    readonly by: OrganizerId
    readonly at: Date
    readonly read: ReadFiles
  },
): Promise<void> {
  await tx
    .insertInto('intake_proposal')
    .values({
      campaign_id: campaign,
      proposal_id: one.id,
      letter_id: one.letter ?? null,
      read_at: one.at,
      read_by: one.by,
      content: JSON.stringify(one.read),
    })
    .execute()
}

/** What was read, with what was decided about it. `lock`: nobody else decides until the transaction ends. */
export async function proposalRow(
  tx: Tx,
  campaign: CampaignId,
  id: ProposalId,
  lock = false,
): Promise<KeptProposal | undefined> {
  const query = tx
    .selectFrom('intake_proposal')
    .selectAll()
    .where('campaign_id', '=', campaign)
    .where('proposal_id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!row) return undefined
  const acts = await tx
    .selectFrom('intake_decision')
    .select('act')
    .where('campaign_id', '=', campaign)
    .where('proposal_id', '=', id)
    .orderBy('number')
    .execute()
  return {
    id,
    letter: (row.letter_id as LetterId | null) ?? undefined,
    at: row.read_at,
    by: (row.read_by as OrganizerId | null) ?? undefined,
    read: row.content as ReadFiles,
    acts: acts.map(({ act }) => parseReviewAct(act)),
    result: (row.outcome as ReviewResult | null) ?? undefined,
  }
}

/** What was read for a campaign and waits or was accepted, the newest first, without its words. */
export async function proposalRows(tx: Tx, campaign: CampaignId): Promise<readonly ListedProposal[]> {
  const rows = await tx
    .selectFrom('intake_proposal')
    .select(['proposal_id', 'read_at', 'accepted_at'])
    .select(sql<readonly string[]>`array(select jsonb_array_elements(content->'files')->>'name')`.as('files'))
    .where('campaign_id', '=', campaign)
    .orderBy('read_at', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => ({
    id: row.proposal_id as ProposalId,
    at: row.read_at,
    files: row.files,
    isAccepted: row.accepted_at !== null,
  }))
}

/** Writes a decision down as the next one. */
export async function insertDecision(
  tx: Tx,
  campaign: CampaignId,
  id: ProposalId,
  one: { readonly number: number; readonly at: Date; readonly by: OrganizerId; readonly act: ReviewAct },
): Promise<void> {
  await tx
    .insertInto('intake_decision')
    .values({
      campaign_id: campaign,
      proposal_id: id,
      number: one.number,
      decided_at: one.at,
      decided_by: one.by,
      act: JSON.stringify(one.act),
    })
    .execute()
}

/** Takes the decision of a number away. */
export async function deleteDecision(tx: Tx, campaign: CampaignId, id: ProposalId, number: number): Promise<void> {
  await tx
    .deleteFrom('intake_decision')
    .where('campaign_id', '=', campaign)
    .where('proposal_id', '=', id)
    .where('number', '=', number)
    .execute()
}

/** Writes down what became of it. */
export async function updateResult(
  tx: Tx,
  campaign: CampaignId,
  id: ProposalId,
  { at, result }: { readonly at: Date; readonly result: ReviewResult },
): Promise<void> {
  await tx
    .updateTable('intake_proposal')
    .set({ accepted_at: at, outcome: JSON.stringify(result) })
    .where('campaign_id', '=', campaign)
    .where('proposal_id', '=', id)
    .execute()
}

/** Deletes what was read, with all decisions about it. */
export async function deleteProposal(tx: Tx, campaign: CampaignId, id: ProposalId): Promise<void> {
  await tx.deleteFrom('intake_proposal').where('campaign_id', '=', campaign).where('proposal_id', '=', id).execute()
}

/** Deletes what was read before a moment, so many at most. @returns how many. */
export async function deleteOldProposals(tx: Tx, before: Date, most: number): Promise<number> {
  const old = await tx
    .selectFrom('intake_proposal')
    .select(['campaign_id', 'proposal_id'])
    .where('read_at', '<', before)
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute()
  for (const one of old) await deleteProposal(tx, one.campaign_id as CampaignId, one.proposal_id as ProposalId)
  return old.length
}
