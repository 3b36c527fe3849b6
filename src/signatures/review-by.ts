import { lockRoles, mayIn, recordEvent, type Act, type Actor } from '#accounts'
import type { CampaignId, Means } from '#kernel'
import type { Tx, Vault } from '#platform'
import { beginOnReview, cancelReview, type ReviewRun } from './act-on-review.ts'
import { reviewComment, type CommentOutcome } from './comments.ts'
import { deleteRun, insertRun, lockRun } from './store-plan.ts'
import { endReview, reviewsOf, type Review } from './store-review.ts'

/** What somebody wants done about an earlier review. `uninv`: what was struck out is restored. */
export type ReviewWish = {
  readonly by: Actor
  readonly campaign: CampaignId
  /** The number of the review it is about. */
  readonly about: number
  readonly act: 'free' | 'hold' | 'uninv'
  readonly reason: string
}

/** What can come of it. */
export type ReviewBegun =
  | { readonly kind: 'begun'; readonly run: ReviewRun; readonly of: number }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'gone' }
  /** What that review did cannot be followed by this. */
  | { readonly kind: 'cannot' }

type Right = Extract<Act, 'invalidate' | 'review-signatures'>

/** The right that an act takes. To restore takes one person: it takes nobody's signature away. */
const rightFor = (act: ReviewWish['act']): Right => (act === 'uninv' ? 'invalidate' : 'review-signatures')

/**
 * Begins to free, hold or restore what an earlier review was about, for whoever may, and writes it down. Whoever calls
 * does the batches, at once ({@link continueReview}) or by leaving them to the clock ({@link leaveRun}).
 */
export async function beginReviewBy(tx: Tx, wish: ReviewWish, means: Means): Promise<ReviewBegun> {
  const { by, campaign, act, reason } = wish
  await lockRoles(tx, campaign)
  if (!(await mayIn(tx, campaign, by, rightFor(act)))) return { kind: 'not-allowed' }
  const about = (await reviewsOf(tx, campaign)).find(({ number }) => number === wish.about)
  if (!about) return { kind: 'gone' }
  const run = await beginOnReview(tx, campaign, about, { act, reason }, means)
  if (!run) return { kind: 'cannot' }
  await recordReview(tx, { by, right: rightFor(act), run, about: about.number }, means)
  return { kind: 'begun', run, of: about.done }
}

/** Writes down that a review was begun. */
export async function recordReview(
  tx: Tx,
  begun: { readonly by: Actor; readonly right: Right; readonly run: ReviewRun } & {
    readonly about?: number
  },
  means: Means,
): Promise<void> {
  const { campaign, review } = begun.run
  const facts = { does: review.act, review: review.number, ...(begun.about !== undefined && { about: begun.about }) }
  await recordEvent(tx, { by: begun.by, act: begun.right, campaign, subject: [review.id], after: facts }, means)
}

/** Leaves a run to the clock, which does it batch by batch, whatever process comes to it. */
export async function leaveRun(tx: Tx, { campaign, review, scope, after }: ReviewRun, goal: number): Promise<void> {
  const what =
    scope.kind === 'review'
      ? { letter: null, beforeLeaf: null, about: scope.review.id }
      : { letter: scope.letter, beforeLeaf: scope.beforeLeaf, about: null }
  await insertRun(tx, { campaign, review: review.id, ...what, goal, after })
}

/** Gives a run in hand up where it stands, and writes it down. */
export async function cancelReviewBy(tx: Tx, by: Actor, run: ReviewRun, means: Means): Promise<void> {
  await cancelReview(tx, run, means)
  await recordStop(tx, { by, campaign: run.campaign, review: run.review }, means)
}

/** Gives up a review that was left to the clock, after the batch in hand; what it did stays done, and can be undone. */
export async function stopReviewBy(
  tx: Tx,
  { by, campaign, number }: { readonly by: Actor; readonly campaign: CampaignId; readonly number: number },
  means: Means,
): Promise<{ readonly kind: 'stopped' | 'not-allowed' | 'gone' }> {
  await lockRoles(tx, campaign)
  const review = (await reviewsOf(tx, campaign)).find((one) => one.number === number)
  if (!review) return { kind: 'gone' }
  if (!(await mayIn(tx, campaign, by, rightOf(review)))) return { kind: 'not-allowed' }
  const run = await lockRun(tx, campaign, review.id)
  if (!run) return { kind: 'gone' }
  await deleteRun(tx, run)
  await endReview(tx, campaign, review.id, 'cancelled_at', means.now())
  await recordStop(tx, { by, campaign, review }, means)
  return { kind: 'stopped' }
}

const rightOf = ({ act }: Review): Right => (act === 'inv' || act === 'uninv' ? 'invalidate' : 'review-signatures')

async function recordStop(
  tx: Tx,
  { by, campaign, review }: { readonly by: Actor; readonly campaign: CampaignId; readonly review: Review },
  means: Means,
): Promise<void> {
  const event = { by, act: rightOf(review), campaign, subject: [review.id] }
  await recordEvent(tx, { ...event, after: { review: review.number, stopped: true } }, means)
}

/** Shows or refuses a comment, for whoever may, and writes it down. */
export async function reviewCommentBy(
  tx: Tx,
  wish: { readonly by: Actor; readonly campaign: CampaignId; readonly index: number } & {
    readonly verdict: 'shown' | 'refused'
  },
  vault: Vault,
  means: Means,
): Promise<CommentOutcome | 'not-allowed'> {
  const { by, campaign, index, verdict } = wish
  await lockRoles(tx, campaign)
  if (!(await mayIn(tx, campaign, by, 'review-signatures'))) return 'not-allowed'
  const outcome = await reviewComment(tx, campaign, index, verdict, vault)
  if (outcome === 'judged') {
    const event = { by, act: 'review-signatures', campaign, subject: [`leaf:${index}`] } as const
    await recordEvent(tx, { ...event, after: { comment: verdict } }, means)
  }
  return outcome
}
