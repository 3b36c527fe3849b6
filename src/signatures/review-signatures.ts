import { newId, type CampaignId, type Means } from '#kernel'
import { logOf } from '#ledger'
import type { Tx, Vault } from '#platform'
import { batchSize, changeStanding } from './change-standing.ts'
import type { Cluster } from './review/clusters.ts'
import { lookForClusters } from './review/clusters.ts'
import { sharedDomainMarks } from './review/shared-domains.ts'
import { growReview, insertReview, reviewsOf, type Review, type ReviewId } from './store-review.ts'
import { arrivalsIn, lockWatch, moveWatch, standingAmong } from './store-watch.ts'

/** What a look came to; `more`: there are leaves it did not reach, so it should be repeated at once. */
export type Looked = { readonly held: number; readonly flagged: number; readonly more: boolean }

/** What a look needs besides: with `pause`, whoever shares the process gets a turn every few hundredths of a second. */
export type LookMeans = Means & { readonly pause?: () => Promise<void> }

/** Leaves looked at in one look: about 3 MB and 0.4 s of one processor. */
const windowSize = 20_000
/** Most new ones among them: the rest is what they are compared with. */
const lookAhead = 15_000
/** Most signatures held in one look: its transaction keeps the log waiting. */
const mostHeld = 2 * batchSize

const nothing: Looked = { held: 0, flagged: 0, more: false }

/**
 * Looks at the signatures confirmed since the last look, among those before them, and holds clusters of which two
 * independent kinds of evidence tell that no people made them. Bounded, however many signatures there are; nothing to
 * do unless something was confirmed. One process at a time per campaign, others pass on.
 */
export async function reviewSignatures(tx: Tx, campaign: CampaignId, vault: Vault, means: LookMeans): Promise<Looked> {
  const lookedTo = await lockWatch(tx, campaign, means.now())
  const size = (await logOf(tx, campaign))?.size ?? 0
  if (lookedTo === undefined || lookedTo >= size) return nothing
  const to = Math.min(size, lookedTo + lookAhead)
  const arrivals = await arrivalsIn(tx, campaign, Math.max(0, to - windowSize), to)
  const steps = lookForClusters(arrivals, sharedDomainMarks(vault, campaign))
  let step = steps.next()
  while (step.done !== true) {
    await means.pause?.()
    step = steps.next()
  }
  const done = await answer(tx, campaign, step.value, vault, means)
  // What was too much for this look is found again by the next.
  const finished = done.held < mostHeld
  await moveWatch(tx, campaign, finished ? to : lookedTo, means.now())
  return { ...done, more: !finished || to < size }
}

async function answer(
  tx: Tx,
  campaign: CampaignId,
  clusters: readonly Cluster[],
  vault: Vault,
  means: Means,
): Promise<Omit<Looked, 'more'>> {
  if (clusters.length === 0) return nothing
  const known = new Map((await reviewsOf(tx, campaign)).toReversed().map((review) => [review.condition, review]))
  let [held, flagged] = [0, 0]
  for (const cluster of clusters) {
    const condition = `found ${cluster.key}`
    const before = known.get(condition)
    // A person has looked at it and let it stand: that is not argued with.
    if (before?.act === 'free') continue
    if (cluster.verdict === 'flag') {
      if (before !== undefined) continue
      flagged += 1
      await flag(tx, campaign, cluster, condition, means)
    } else if (held < mostHeld) {
      held += await hold(tx, campaign, cluster, before?.act === 'hold' ? before.id : undefined, condition, vault, {
        ...means,
        most: mostHeld - held,
      })
    }
  }
  return { held, flagged }
}

const reasonOf = ({ reasons }: Cluster): string => `review: ${reasons.length === 0 ? 'pattern' : reasons.join(', ')}`

async function flag(tx: Tx, campaign: CampaignId, cluster: Cluster, condition: string, means: Means): Promise<void> {
  const review = begun('flag', reasonOf(cluster), condition, means)
  await insertReview(tx, campaign, { ...review, finishedAt: review.startedAt })
  await growReview(tx, campaign, review.id, { counted: cluster.members.length, indexes: cluster.members })
}

/** A review of this moment that has done nothing yet. */
export function begun(act: Review['act'], reason: string, condition: string, means: Means): Omit<Review, 'number'> {
  return {
    id: newId<ReviewId>(means),
    act,
    reason,
    condition,
    counted: 0,
    done: 0,
    startedAt: means.now(),
    finishedAt: undefined,
    cancelledAt: undefined,
  }
}

async function hold(
  tx: Tx,
  campaign: CampaignId,
  cluster: Cluster,
  known: ReviewId | undefined,
  condition: string,
  vault: Vault,
  means: Means & { readonly most: number },
): Promise<number> {
  const standing = (await standingAmong(tx, campaign, cluster.members)).slice(0, means.most)
  if (standing.length === 0) return 0
  const fresh = begun('hold', reasonOf(cluster), condition, means)
  const review = known ?? fresh.id
  if (known === undefined) await insertReview(tx, campaign, { ...fresh, finishedAt: fresh.startedAt })
  let held = 0
  for (let from = 0; from < standing.length; from += batchSize) {
    const indexes = standing.slice(from, from + batchSize)
    const changed = await changeStanding(
      tx,
      campaign,
      { act: 'hold', reason: reasonOf(cluster), indexes },
      vault,
      means,
    )
    await growReview(tx, campaign, review, { counted: indexes.length, indexes: changed })
    held += changed.length
  }
  return held
}
