import { approve, clearAct, propose, type Actor, type ApproveOutcome } from '#accounts'
import { Fault, newId, type CampaignId, type Means, type OrganizerId } from '#kernel'
import type { Tx, Vault } from '#platform'
import { beginInvalidation, matchingIn, type ReviewRun } from './act-on-review.ts'
import { parseCondition } from './condition.ts'
import { recordReview } from './review-by.ts'
import type { ConditionScope } from './store-condition.ts'
import { insertPlan, planById, type PlanId, type PlanRow } from './store-plan.ts'

/** What can come of wanting to strike what was counted. */
export type StrikeOutcome =
  | { readonly kind: 'begun'; readonly run: ReviewRun }
  /** The campaign wants two people: it is proposed, and this is what another approves. */
  | { readonly kind: 'proposed'; readonly plan: PlanId }
  | { readonly kind: 'not-allowed' }

/** A plan with the words in which two people agree on it. */
export type StrikePlan = PlanRow & { readonly scope: ConditionScope; readonly content: string }

/** Exactly what would be struck: the same bytes for whoever proposes, approves and does it. */
const contentOf = ({ letter, condition, beforeLeaf, reason }: Omit<PlanRow, 'campaign' | 'id' | 'plannedAt'>): string =>
  JSON.stringify({ letter, condition, beforeLeaf, reason })

/**
 * Strikes what was counted out of the count, for whoever may: begins at once where one person is enough, else keeps it
 * as a plan and proposes that. Whoever calls does the batches.
 */
export async function strike(
  tx: Tx,
  { by, scope, reason }: { readonly by: OrganizerId; readonly scope: ConditionScope; readonly reason: string },
  means: Means,
): Promise<StrikeOutcome> {
  const now = await strikeNow(tx, { by, scope, reason }, means)
  if (now.kind !== 'needs-two') return now
  const { campaign, letter, condition, beforeLeaf } = scope
  const plan = { campaign, id: newId<PlanId>(means), letter, condition: condition.text, reason, beforeLeaf }
  const proposal = { campaign, act: 'invalidate', subject: plan.id, content: contentOf(plan) } as const
  const { kind } = await propose(tx, { ...proposal, by }, means)
  if (kind !== 'proposed') return { kind: 'not-allowed' }
  await insertPlan(tx, { ...plan, plannedAt: means.now() })
  return { kind: 'proposed', plan: plan.id }
}

/** What can come of striking at once; `needs-two`: two people are needed and have not agreed on exactly this. */
export type StrikeNow =
  | Extract<StrikeOutcome, { readonly kind: 'begun' | 'not-allowed' }>
  | { readonly kind: 'needs-two' }

/** Strikes at once what was counted: `needs-two` where the campaign wants two people, also at the command line. */
export async function strikeNow(
  tx: Tx,
  { by, scope, reason }: { readonly by: Actor; readonly scope: ConditionScope; readonly reason: string },
  means: Means,
): Promise<StrikeNow> {
  const { campaign, letter, condition, beforeLeaf } = scope
  const content = contentOf({ letter, condition: condition.text, beforeLeaf, reason })
  const cleared = await clearAct(tx, { by, campaign, act: 'invalidate', subject: letter, content }, means)
  if (cleared.kind !== 'go') return cleared
  return { kind: 'begun', run: await begun(tx, { by, scope, reason }, means) }
}

async function begun(
  tx: Tx,
  { by, scope, reason }: { readonly by: Actor; readonly scope: ConditionScope; readonly reason: string },
  means: Means,
): Promise<ReviewRun> {
  const run = await beginInvalidation(tx, { scope }, reason, means)
  await recordReview(tx, { by, right: 'invalidate', run }, means)
  return run
}

/** What somebody proposed to strike; `undefined` when there is no such plan. */
export async function strikePlan(
  tx: Tx,
  campaign: CampaignId,
  id: PlanId,
  vault: Vault,
): Promise<StrikePlan | undefined> {
  const plan = await planById(tx, campaign, id)
  return plan && { ...plan, scope: scopeAgain(plan, vault), content: contentOf(plan) }
}

function scopeAgain({ campaign, letter, condition: text, beforeLeaf }: PlanRow, vault: Vault): ConditionScope {
  const read = parseCondition(text, vault, campaign)
  if (read.kind === 'wrong') throw new Fault('bad-state', 'the kept condition of a plan does not read')
  return { campaign, letter, condition: read.condition, beforeLeaf }
}

/** What can come of approving a plan. */
export type ApproveStrike =
  | { readonly kind: 'begun'; readonly run: ReviewRun; readonly of: number }
  | Exclude<ApproveOutcome, { readonly kind: 'approved' }>

/** Approves what another proposed to strike, and begins it: the two have agreed, and there is nothing left to decide. */
export async function approveStrike(
  tx: Tx,
  { by, campaign, plan: id }: { readonly by: OrganizerId; readonly campaign: CampaignId; readonly plan: PlanId },
  vault: Vault,
  means: Means,
): Promise<ApproveStrike> {
  const plan = await strikePlan(tx, campaign, id, vault)
  if (!plan) return { kind: 'gone' }
  const proposal = { by, campaign, act: 'invalidate', subject: id, content: plan.content } as const
  const approved = await approve(tx, proposal, means)
  if (approved.kind !== 'approved') return approved
  const cleared = await clearAct(tx, proposal, means)
  if (cleared.kind !== 'go') return { kind: 'changed' }
  const { scope, reason } = plan
  const { matching: of } = await matchingIn(tx, scope, vault)
  return { kind: 'begun', run: await begun(tx, { by, scope, reason }, means), of }
}
