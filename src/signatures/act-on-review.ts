import type { CampaignId, LetterId, Means } from '#kernel'
import { logOf } from '#ledger'
import type { Tx, Vault } from '#platform'
import { batchSize, changeStanding, type StandingAct } from './change-standing.ts'
import type { Condition } from './condition.ts'
import { begun } from './review-signatures.ts'
import { openPersonal } from './sealed.ts'
import { countMatching, matchingAfter, type ConditionScope, type SampleRow } from './store-condition.ts'
import {
  endReview,
  growReview,
  insertReview,
  leavesSampled,
  reviewedAfter,
  reviewsOf,
  type Review,
  type ReviewAct,
} from './store-review.ts'

/** One signature as a person who reviews sees it: at the terminal only, never kept or journaled. */
export type Sample = { readonly index: number; readonly name: string | undefined; readonly status: string }

/** What a review is about: the leaves of an earlier one, or a condition. */
export type ReviewScope =
  | { readonly kind: 'review'; readonly review: Review }
  | (ConditionScope & { readonly kind: 'condition' })

/** A review under way; `after` is the last leaf it looked at. */
export type ReviewRun = {
  readonly campaign: CampaignId
  readonly review: Review & { readonly act: StandingAct }
  readonly scope: ReviewScope
  readonly after: number
  readonly done: number
}

/** The reviews of a campaign, newest first. */
export async function listReviews(tx: Tx, campaign: CampaignId): Promise<readonly Review[]> {
  return reviewsOf(tx, campaign)
}

/** Names of some signatures, for a person's eyes. */
export async function samplesOf(
  tx: Tx,
  campaign: CampaignId,
  indexes: readonly number[],
  vault: Vault,
): Promise<readonly Sample[]> {
  return (await leavesSampled(tx, campaign, indexes)).map((row) => sampleOf(campaign, row, vault))
}

function sampleOf(campaign: CampaignId, { index, id, status, sealed }: SampleRow, vault: Vault): Sample {
  return { index, status, name: sealed ? openPersonal(vault, campaign, id, sealed).name : undefined }
}

/** The first leaves that a review changed. */
export async function leavesOfReview(
  tx: Tx,
  campaign: CampaignId,
  review: Review,
  limit: number,
): Promise<readonly number[]> {
  return reviewedAfter(tx, campaign, review.id, -1, limit)
}

/** Which act may follow which: what was held can be freed, what was freed or flagged held, what was invalidated undone. */
const mayFollow: Readonly<Record<StandingAct, readonly ReviewAct[]>> = {
  free: ['hold'],
  hold: ['free', 'flag'],
  uninv: ['inv'],
  inv: [],
}

/** Begins to free, hold or restore what an earlier review was about; `undefined` when that cannot follow it. */
export async function beginOnReview(
  tx: Tx,
  campaign: CampaignId,
  review: Review,
  wish: { readonly act: StandingAct; readonly reason: string },
  means: Means,
): Promise<ReviewRun | undefined> {
  if (!mayFollow[wish.act].includes(review.act)) return undefined
  return begin(tx, campaign, { ...wish, condition: review.condition }, { kind: 'review', review }, means)
}

/** What a condition comes to, before anything is done. */
export type Matching = {
  readonly scope: ConditionScope
  readonly matching: number
  /** Those of them in the count. */
  readonly counting: number
  readonly samples: readonly Sample[]
}

/** Counts whom a condition is about and takes at most 20 samples, spread over all; changes nothing. */
export async function tryCondition(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  condition: Condition,
  vault: Vault,
): Promise<Matching> {
  return matchingIn(tx, { campaign, letter, condition, beforeLeaf: (await logOf(tx, campaign))?.size ?? 0 }, vault)
}

/** The same for a condition that was counted before: about the leaves that were there then. */
export async function matchingIn(tx: Tx, scope: ConditionScope, vault: Vault): Promise<Matching> {
  const { sampled, matching, counting } = await countMatching(tx, scope, 20)
  return { scope, matching, counting, samples: sampled.map((row) => sampleOf(scope.campaign, row, vault)) }
}

/** Begins to invalidate what a condition was about when it was counted: later signatures are not touched. */
export async function beginInvalidation(
  tx: Tx,
  { scope }: Pick<Matching, 'scope'>,
  reason: string,
  means: Means,
): Promise<ReviewRun> {
  const wish = { act: 'inv' as const, reason, condition: scope.condition.text }
  return begin(tx, scope.campaign, wish, { kind: 'condition', ...scope }, means)
}

async function begin(
  tx: Tx,
  campaign: CampaignId,
  wish: { readonly act: StandingAct; readonly reason: string; readonly condition: string },
  scope: ReviewScope,
  means: Means,
): Promise<ReviewRun> {
  const fresh = begun(wish.act, wish.reason, wish.condition, means)
  const review = { ...fresh, act: wish.act, number: await insertReview(tx, campaign, fresh) }
  return { campaign, review, scope, after: -1, done: 0 }
}

/**
 * Does the next batch, each in a transaction of its own, so that one can stop between two and nothing is half done.
 * @returns the run as it stands then, or `undefined` when there was nothing left and it is finished.
 */
export async function continueReview(
  tx: Tx,
  run: ReviewRun,
  vault: Vault,
  means: Means,
): Promise<ReviewRun | undefined> {
  const { campaign, review, scope, after } = run
  const indexes = await nextLeaves(tx, campaign, scope, after)
  const last = indexes.at(-1)
  if (last === undefined) return (await endReview(tx, campaign, review.id, 'finished_at', means.now()), undefined)
  const changed = await changeStanding(tx, campaign, { act: review.act, reason: review.reason, indexes }, vault, means)
  await growReview(tx, campaign, review.id, { counted: indexes.length, indexes: changed })
  return { ...run, after: last, done: run.done + changed.length }
}

async function nextLeaves(tx: Tx, campaign: CampaignId, scope: ReviewScope, after: number): Promise<readonly number[]> {
  return scope.kind === 'review'
    ? reviewedAfter(tx, campaign, scope.review.id, after, batchSize)
    : matchingAfter(tx, scope, after, batchSize)
}

/** Gives a run up where it stands; what it did stays done and can be undone. */
export async function cancelReview(
  tx: Tx,
  { campaign, review }: ReviewRun,
  { now }: Pick<Means, 'now'>,
): Promise<void> {
  await endReview(tx, campaign, review.id, 'cancelled_at', now())
}
