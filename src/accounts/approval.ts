import { newId, type CampaignId, type Means, type OrganizerId } from '#kernel'
import type { Tx, Vault } from '#platform'
import { recordEvent, type Actor } from './event.ts'
import type { ApprovalId } from './ids.ts'
import { lockRoles, mayIn } from './rights.ts'
import { may } from './roles.ts'
import { openPersonal, shownName } from './sealed.ts'
import { contentHash, rightFor, standingOf, type Standing } from './standing.ts'
import {
  approveRow,
  closeApproval,
  insertApproval,
  openApproval,
  openApprovals,
  rulesOf,
  type ApprovalRow,
  type OpenApproval,
  type ProposedAct,
} from './store-approval.ts'

/** An act that may need two people, to the letter. */
export type Proposal = {
  readonly campaign: CampaignId
  readonly act: ProposedAct
  /** The id of what it is about: of a letter, say. One proposal about it is open at a time. */
  readonly subject: string
  /** Exactly what would be done (the canonical texts, the list as it would be printed): only its hash is kept. */
  readonly content: string | Uint8Array
}

/** Who does it. */
type By = { readonly by: OrganizerId }

/** What can come of proposing. */
export type ProposeOutcome =
  | { readonly kind: 'proposed'; readonly approval: ApprovalId }
  /** The campaign lets one person do it: go ahead. */
  | { readonly kind: 'not-needed' }
  | { readonly kind: 'not-allowed' }

/** What can come of approving. */
export type ApproveOutcome =
  | { readonly kind: 'approved' }
  | { readonly kind: 'not-allowed' }
  /** Whoever proposed it is not the second person. */
  | { readonly kind: 'own-proposal' }
  /** What would be done now is not what was proposed: propose it anew. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'gone' }

/** Whether an act may be done now. */
export type Clearance =
  | { readonly kind: 'go' }
  | { readonly kind: 'not-allowed' }
  /** Two people are needed and have not agreed on exactly this. */
  | { readonly kind: 'needs-two' }

const needsTwo = async (tx: Tx, { campaign, act }: Pick<Proposal, 'campaign' | 'act'>): Promise<boolean> =>
  act === 'lift-rule' || (await rulesOf(tx, campaign)).has(act)

/** Proposes an act for another to approve. Proposing something else about the same takes its place; the same, does not. */
export async function propose(tx: Tx, proposal: Proposal & By, means: Means): Promise<ProposeOutcome> {
  const { by, campaign, act, subject, content } = proposal
  await lockRoles(tx, campaign)
  if (!(await mayIn(tx, campaign, by, rightFor(act)))) return { kind: 'not-allowed' }
  if (!(await needsTwo(tx, proposal))) return { kind: 'not-needed' }
  const hash = contentHash(content)
  const open = await openApproval(tx, proposal)
  if (open?.hash.equals(hash) && stillStands(open)) return { kind: 'proposed', approval: open.id }
  const at = means.now()
  if (open) await closeApproval(tx, open, 'replaced', at)
  const id = newId<ApprovalId>(means)
  await insertApproval(tx, { campaign, id, act, subject, hash, proposedBy: by, proposedAt: at })
  await recordEvent(tx, { ...eventOf({ campaign, id, act, subject, hash }), by, act: 'propose' }, means)
  return { kind: 'proposed', approval: id }
}

/** What the trail says of a proposal. */
const eventOf = ({
  campaign,
  id,
  act,
  subject,
  hash,
}: Pick<ApprovalRow, 'campaign' | 'id' | 'act' | 'subject' | 'hash'>) => ({
  campaign,
  subject: [id, subject],
  after: { act, hash: hash.toString('hex') },
})

/** Whether everybody who proposed and approved could still do it themselves. */
function stillStands({ act, approvedBy, proposerRole, approverRole }: OpenApproval): boolean {
  const right = rightFor(act)
  return may(proposerRole ?? undefined, right) && (approvedBy === null || may(approverRole ?? undefined, right))
}

/**
 * Approves what another proposed: to be called with what would be done now, so that nobody approves words that changed
 * since.
 */
export async function approve(tx: Tx, proposal: Proposal & By, means: Means): Promise<ApproveOutcome> {
  const { by, campaign, act } = proposal
  await lockRoles(tx, campaign)
  if (!(await mayIn(tx, campaign, by, rightFor(act)))) return { kind: 'not-allowed' }
  const open = await openApproval(tx, proposal)
  if (!open) return { kind: 'gone' }
  if (open.proposedBy === by) return { kind: 'own-proposal' }
  if (!open.hash.equals(contentHash(proposal.content)) || !stillStands(open)) return { kind: 'changed' }
  if (open.approvedBy !== null) return { kind: 'approved' }
  await approveRow(tx, open, by, means.now())
  await recordEvent(tx, { ...eventOf(open), by, act: 'approve' }, means)
  return { kind: 'approved' }
}

/** Refuses what another proposed, or takes back what one proposed oneself; also after it was approved. */
export async function refuseApproval(
  tx: Tx,
  { by, campaign, act, subject }: Omit<Proposal, 'content'> & By,
  means: Means,
): Promise<{ readonly kind: 'refused' | 'not-allowed' | 'gone' }> {
  await lockRoles(tx, campaign)
  if (!(await mayIn(tx, campaign, by, rightFor(act)))) return { kind: 'not-allowed' }
  const open = await openApproval(tx, { campaign, act, subject })
  if (!open) return { kind: 'gone' }
  await closeApproval(tx, open, 'refused', means.now())
  await recordEvent(tx, { ...eventOf(open), by, act: 'refuse-approval' }, means)
  return { kind: 'refused' }
}

/** How things stand with exactly this act; one question. */
export async function approvalOf(tx: Tx, proposal: Proposal): Promise<Standing> {
  return await standingOf(tx, proposal)
}

/**
 * Whether somebody may do exactly this now; uses the approval up. To be called in the transaction of the act, before it:
 * whoever may do it and either needs nobody else, or two who may still do it agreed on these very bytes. Whoever sits at
 * the server's command line may do everything, but is one person, too.
 */
export async function clearAct(tx: Tx, proposal: Proposal & { readonly by: Actor }, means: Means): Promise<Clearance> {
  const { by, campaign, act } = proposal
  await lockRoles(tx, campaign)
  if (!(await mayIn(tx, campaign, by, rightFor(act)))) return { kind: 'not-allowed' }
  if ((await approvalOf(tx, proposal)).kind === 'not-needed') return { kind: 'go' }
  const open = await openApproval(tx, proposal)
  if (!open || (await approvalOf(tx, proposal)).kind !== 'approved') return { kind: 'needs-two' }
  await closeApproval(tx, open, 'used', means.now())
  await recordEvent(tx, { ...eventOf(open), by, act: 'use-approval' }, means)
  return { kind: 'go' }
}

/** Something that waits, with what its people are called; of who was erased nothing is left. */
export type OpenProposal = Omit<ApprovalRow, 'hash'> & {
  readonly proposer: string | undefined
  readonly approver: string | undefined
}

/**
 * What waits for a second person in a campaign, or for its use, the oldest first; proposals of people who may no longer
 * are left out. One question.
 */
export async function proposalsIn(tx: Tx, vault: Vault, campaign: CampaignId): Promise<readonly OpenProposal[]> {
  const named = (id: OrganizerId | null, sealed: Buffer | null) =>
    id !== null && sealed ? shownName(openPersonal(vault, id, sealed)) : undefined
  return (await openApprovals(tx, campaign)).filter(stillStands).map((row) => ({
    ...{ campaign: row.campaign, id: row.id, act: row.act, subject: row.subject },
    ...{ proposedBy: row.proposedBy, proposedAt: row.proposedAt, approvedBy: row.approvedBy },
    proposer: named(row.proposedBy, row.proposerSealed),
    approver: named(row.approvedBy, row.approverSealed),
  }))
}
