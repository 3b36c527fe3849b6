import { Fault, type CampaignId, type Means } from '#kernel'
import type { Tx, Vault } from '#platform'
import { continueReview, type ReviewRun, type ReviewScope } from './act-on-review.ts'
import type { StandingAct } from './change-standing.ts'
import { parseCondition } from './condition.ts'
import { allRuns, deleteRun, moveRun, runsIn, takeRun, type RunRow } from './store-plan.ts'
import { reviewsOf, type Review, type ReviewId } from './store-review.ts'

/** A review that was left to the clock. */
export type LeftReview = Pick<RunRow, 'campaign' | 'review'>

/** Every review that was left to the clock and is not finished, the oldest first. */
export async function leftReviews(tx: Tx): Promise<readonly LeftReview[]> {
  return allRuns(tx)
}

/**
 * Does the next batch of a review that was left to the clock, in a transaction of its own: whoever dies in it has done
 * nothing of it. Several processes may.
 * @returns whether there is more of it, for this process.
 */
export async function continueLeft(tx: Tx, left: LeftReview, vault: Vault, means: Means): Promise<boolean> {
  const row = await takeRun(tx, left)
  if (!row) return false
  const next = await continueReview(tx, await runAgain(tx, row, vault), vault, means)
  if (next) await moveRun(tx, row, next.after)
  else await deleteRun(tx, row)
  return next !== undefined
}

async function runAgain(tx: Tx, row: RunRow, vault: Vault): Promise<ReviewRun> {
  const { campaign, after } = row
  const all = await reviewsOf(tx, campaign)
  const review = all.find(({ id }) => id === row.review)
  if (!review || review.act === 'flag') throw new Fault('bad-state', 'a run is about no review that changes anything')
  const act: StandingAct = review.act
  return { campaign, review: { ...review, act }, scope: scopeOf(row, review, all, vault), after, done: review.done }
}

function scopeOf(row: RunRow, { condition: text }: Review, all: readonly Review[], vault: Vault): ReviewScope {
  const about = all.find(({ id }) => id === row.about)
  if (about) return { kind: 'review', review: about }
  const read = parseCondition(text, vault, row.campaign)
  if (read.kind === 'wrong' || row.letter === null || row.beforeLeaf === null)
    throw new Fault('bad-state', 'the kept condition of a review does not read')
  const { campaign, letter, beforeLeaf } = row
  return { kind: 'condition', campaign, letter, beforeLeaf, condition: read.condition }
}

/** How many the reviews that are under way in a campaign are about. */
export async function goalsOf(tx: Tx, campaign: CampaignId): Promise<ReadonlyMap<ReviewId, number>> {
  return new Map([...(await runsIn(tx, campaign))].map(([id, { goal }]) => [id, goal]))
}
