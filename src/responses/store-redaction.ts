import type { CampaignId, OrganizerId, RecordEventId } from '#kernel'
import type { Tx } from '#platform'

/** What somebody wishes to take down, with the reason that everybody would be told. */
export type RedactionProposal = {
  readonly event: RecordEventId
  readonly reason: string
  readonly by: OrganizerId
  readonly at: Date
}

/** What waits to be taken down in a campaign, the oldest first. One question. */
export async function redactionProposals(tx: Tx, campaign: CampaignId): Promise<readonly RedactionProposal[]> {
  const rows = await tx
    .selectFrom('responses_redaction')
    .select(['event_id', 'reason', 'proposed_by', 'proposed_at'])
    .where('campaign_id', '=', campaign)
    .orderBy('proposed_at')
    .orderBy('event_id')
    .execute()
  return rows.map((row) => ({
    event: row.event_id as RecordEventId,
    reason: row.reason,
    by: row.proposed_by as OrganizerId,
    at: row.proposed_at,
  }))
}

/** Keeps a proposal in the place of an earlier one about the same entry. */
export async function putProposal(tx: Tx, campaign: CampaignId, proposal: RedactionProposal): Promise<void> {
  const set = { reason: proposal.reason, proposed_by: proposal.by, proposed_at: proposal.at }
  await tx
    .insertInto('responses_redaction')
    .values({ campaign_id: campaign, event_id: proposal.event, ...set })
    .onConflict((conflict) => conflict.columns(['campaign_id', 'event_id']).doUpdateSet(set))
    .execute()
}

/** Forgets what was proposed about an entry. */
export async function dropProposal(tx: Tx, campaign: CampaignId, event: RecordEventId): Promise<void> {
  await tx.deleteFrom('responses_redaction').where('campaign_id', '=', campaign).where('event_id', '=', event).execute()
}
