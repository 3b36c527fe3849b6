import { lockRoles, may, recordEvent, rolesOf } from '#accounts'
import type { CampaignId, Means, OrganizerId, RecordEventId } from '#kernel'
import type { Tx } from '#platform'
import { groundFor, refused, type RecordOutcome, type Refused } from './act.ts'
import { takeDown } from './redact.ts'
import { dropProposal, putProposal, redactionProposals, type RedactionProposal } from './store-redaction.ts'
import { typedText } from './words-in.ts'

/**
 * Days after which the only organizer of a campaign takes down alone what they proposed: time to find a second person,
 * and for whoever was robbed of a session to notice.
 */
export const lonelyDays = 3

/** An entry to be taken down, and who says so. */
export type RedactionWish = {
  readonly campaign: CampaignId
  readonly by: OrganizerId
  readonly event: RecordEventId
}

/** What came of a proposal, or of a no. */
export type ProposalOutcome = { readonly kind: 'proposed' | 'dropped' } | Refused

/** How a proposal stands for somebody who may write. */
export type RedactionStanding =
  /** It is another's: yours to confirm. */
  | { readonly kind: 'to-confirm' }
  /** It is your own, and somebody else may confirm it. */
  | { readonly kind: 'waits-for-second' }
  /** It is your own, and nobody else is there; from that moment on you do it alone. */
  | { readonly kind: 'alone'; readonly from: Date }

/** Proposes to take an entry down, for a reason. One's own later reason takes the place of the earlier; another's stands. */
export async function proposeRedaction(
  tx: Tx,
  wish: RedactionWish & { readonly reason: string },
  means: Means,
): Promise<ProposalOutcome> {
  await lockRoles(tx, wish.campaign)
  const ground = await groundFor(tx, wish, means)
  if (typeof ground === 'string') return refused(ground)
  const { campaign, by, event } = wish
  const reason = typedText(wish.reason)
  if (reason === '') return refused('empty')
  const found = ground.events.find(({ id }) => id === event)
  if (!found) return refused('no-such-event')
  const open = await proposalOn(tx, wish)
  // Sent twice: the days that one waits alone do not begin anew.
  if (open?.by === by && open.reason === reason) return { kind: 'proposed' }
  if (found.kind === 'event-redacted' || (open && open.by !== by)) return refused('not-allowed-now')
  await putProposal(tx, campaign, { event, reason, by, at: ground.at })
  await recordEvent(tx, { by, act: 'propose-redaction', campaign, subject: [event] }, means)
  return { kind: 'proposed' }
}

/**
 * Takes down what another proposed, for exactly the reason that was read; the only organizer of a campaign does it alone
 * after {@link lonelyDays}. Refuses `not-allowed-now` what waits for a second person, and `too-early` who is alone.
 */
export async function confirmRedaction(
  tx: Tx,
  wish: RedactionWish & { readonly reason: string },
  means: Means,
): Promise<RecordOutcome> {
  const { campaign, by } = wish
  await lockRoles(tx, campaign)
  const open = await proposalOn(tx, wish)
  if (!open) return refused('no-such-event')
  if (open.reason !== typedText(wish.reason)) return refused('not-allowed-now')
  const standing = await redactionStanding(tx, campaign, open, by)
  if (standing.kind === 'waits-for-second') return refused('not-allowed-now')
  if (standing.kind === 'alone' && means.now() < standing.from) return refused('too-early')
  return await takeDown(tx, wish, means)
}

/** Says no to what another proposed, or takes back what one proposed oneself: the entry stays. */
export async function refuseRedaction(tx: Tx, wish: RedactionWish, means: Means): Promise<ProposalOutcome> {
  const { campaign, by, event } = wish
  await lockRoles(tx, campaign)
  const ground = await groundFor(tx, wish, means)
  if (typeof ground === 'string') return refused(ground)
  if (!(await proposalOn(tx, wish))) return refused('no-such-event')
  await dropProposal(tx, campaign, event)
  await recordEvent(tx, { by, act: 'refuse-redaction', campaign, subject: [event] }, means)
  return { kind: 'dropped' }
}

/** How a proposal stands for one of those who may write; one question where it is their own. */
export async function redactionStanding(
  tx: Tx,
  campaign: CampaignId,
  proposal: RedactionProposal,
  by: OrganizerId,
): Promise<RedactionStanding> {
  // Also of one who has left since: two people agreed all the same, and the second has read it.
  if (proposal.by !== by) return { kind: 'to-confirm' }
  const hasOther = [...(await rolesOf(tx, campaign))].some(([id, role]) => id !== by && may(role, 'write'))
  if (hasOther) return { kind: 'waits-for-second' }
  return { kind: 'alone', from: new Date(proposal.at.getTime() + lonelyDays * 86_400_000) }
}

const proposalOn = async (tx: Tx, { campaign, event }: RedactionWish): Promise<RedactionProposal | undefined> =>
  (await redactionProposals(tx, campaign)).find((one) => one.event === event)
