import type { CampaignId, LetterId, SignatureId } from '#kernel'
import type { Tx } from '#platform'
import { sql } from 'kysely'
import type { CommentState, ShownColumns } from './store-signature.ts'
import type { SignatureStatus } from './signature.ts'

/** What is done to the standing of signatures, in the words of the log; `flag`: nothing, they are worth a look. */
export type ReviewAct = 'flag' | 'hold' | 'free' | 'inv' | 'uninv'

/** Names a review: one cluster, or one condition, and what was done about it. */
export type ReviewId = string & { readonly __kind: 'ReviewId' }

/** A review as it is kept. */
export type Review = {
  readonly id: ReviewId
  /** What people call it: reviews of a campaign are counted from 1, and a later one holds over an earlier. */
  readonly number: number
  readonly act: ReviewAct
  readonly reason: string
  readonly condition: string
  readonly counted: number
  readonly done: number
  readonly startedAt: Date
  readonly finishedAt: Date | undefined
  readonly cancelledAt: Date | undefined
}

/** Keeps a review before anything is done about it. @returns its number. */
export async function insertReview(tx: Tx, campaign: CampaignId, review: Omit<Review, 'number'>): Promise<number> {
  const { number } = await tx
    .insertInto('signatures_review')
    .values({
      campaign_id: campaign,
      review_id: review.id,
      // Two that begin at once cannot both have it: the later one is run again and takes the next.
      number: sql`(select coalesce(max(number), 0) + 1 from signatures_review where campaign_id = ${campaign})`,
      act: review.act,
      reason: review.reason,
      condition: review.condition,
      counted: review.counted,
      done: review.done,
      started_at: review.startedAt,
      finished_at: review.finishedAt ?? null,
      cancelled_at: review.cancelledAt ?? null,
    })
    .returning('number')
    .executeTakeFirstOrThrow()
  return number
}

/** Notes that more signatures were looked at under a review, and which of them it changed. */
export async function growReview(
  tx: Tx,
  campaign: CampaignId,
  review: ReviewId,
  more: { readonly counted: number; readonly indexes: readonly number[] },
): Promise<void> {
  await sql`
    insert into signatures_reviewed (campaign_id, review_id, leaf_index)
    select ${campaign}, ${review}, leaf from unnest(${more.indexes}::bigint[]) as leaf
    on conflict do nothing`.execute(tx)
  await sql`
    update signatures_review set counted = counted + ${more.counted}, done = done + ${more.indexes.length}
     where campaign_id = ${campaign} and review_id = ${review}`.execute(tx)
}

/** Ends a review, done or given up. */
export async function endReview(
  tx: Tx,
  campaign: CampaignId,
  review: ReviewId,
  end: 'finished_at' | 'cancelled_at',
  at: Date,
): Promise<void> {
  await tx
    .updateTable('signatures_review')
    .set({ [end]: at })
    .where('campaign_id', '=', campaign)
    .where('review_id', '=', review)
    .where('finished_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .execute()
}

/** Every review of a campaign, the newest first. */
export async function reviewsOf(tx: Tx, campaign: CampaignId): Promise<readonly Review[]> {
  const rows = await tx
    .selectFrom('signatures_review')
    .selectAll()
    .where('campaign_id', '=', campaign)
    .orderBy('number', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.review_id as ReviewId,
    number: row.number,
    act: row.act,
    reason: row.reason,
    condition: row.condition,
    counted: row.counted,
    done: row.done,
    startedAt: row.started_at,
    finishedAt: row.finished_at ?? undefined,
    cancelledAt: row.cancelled_at ?? undefined,
  }))
}

/** The leaf indexes a review changed, ascending, from after one of them on. */
export async function reviewedAfter(
  tx: Tx,
  campaign: CampaignId,
  review: ReviewId,
  after: number,
  limit: number,
): Promise<readonly number[]> {
  const rows = await tx
    .selectFrom('signatures_reviewed')
    .select('leaf_index')
    .where('campaign_id', '=', campaign)
    .where('review_id', '=', review)
    .where('leaf_index', '>', after)
    .orderBy('leaf_index')
    .limit(limit)
    .execute()
  return rows.map((row) => row.leaf_index)
}

/** Which of some leaves the last hold or free left held. */
export async function heldLeaves(
  tx: Tx,
  campaign: CampaignId,
  indexes: readonly number[],
): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ readonly leaf: number; readonly act: string }>`
    select distinct on (d.leaf_index) d.leaf_index as leaf, r.act
      from signatures_reviewed d join signatures_review r using (campaign_id, review_id)
     where d.campaign_id = ${campaign} and d.leaf_index = any(${indexes}::bigint[]) and r.act in ('hold', 'free')
     order by d.leaf_index, r.number desc`.execute(tx)
  return new Set(rows.flatMap(({ leaf, act }) => (act === 'hold' ? [leaf] : [])))
}

/** What changing a signature's standing needs to know of it. */
export type StandingRow = {
  readonly index: number
  readonly id: SignatureId
  readonly letter: LetterId
  readonly versions: Buffer
  readonly status: SignatureStatus
  readonly commentState: CommentState
  readonly showsName: boolean
  readonly sealed: Buffer | null
}

const standingColumns = sql.raw(`leaf_index as index, signature_id as id, letter_id as letter, versions, status,
  comment_state as "commentState", shows_name as "showsName", sealed`)

/** Signatures by their leaves, locked against every other change, in the order of the log. */
export async function lockLeaves(
  tx: Tx,
  campaign: CampaignId,
  indexes: readonly number[],
): Promise<readonly StandingRow[]> {
  const { rows } = await sql<StandingRow>`
    select ${standingColumns} from signatures_signature
     where campaign_id = ${campaign} and leaf_index = any(${indexes}::bigint[])
     order by leaf_index for no key update`.execute(tx)
  return rows
}

/** How signatures stand from now on, and what the public list shows of each. */
export async function setStandings(
  tx: Tx,
  campaign: CampaignId,
  rows: readonly (ShownColumns & { readonly index: number; readonly status: SignatureStatus })[],
): Promise<void> {
  await sql`
    update signatures_signature s
       set status = row.status, shown_name = row.name, shown_place = row.place, shown_occupation = row.occupation,
           shown_key = row.key, shown_comment = row.comment
      from unnest(${rows.map(({ index }) => index)}::bigint[], ${rows.map(({ status }) => status)}::text[],
                  ${rows.map(({ shownName }) => shownName)}::text[], ${rows.map(({ shownPlace }) => shownPlace)}::text[],
                  ${rows.map(({ shownOccupation }) => shownOccupation)}::text[],
                  ${rows.map(({ shownKey }) => shownKey)}::text[],
                  ${rows.map(({ shownComment }) => shownComment)}::text[])
           as row (index, status, name, place, occupation, key, comment)
     where s.campaign_id = ${campaign} and s.leaf_index = row.index`.execute(tx)
}

/** Signatures as samples for a person's eyes. */
export async function leavesSampled(
  tx: Tx,
  campaign: CampaignId,
  indexes: readonly number[],
): Promise<readonly StandingRow[]> {
  const { rows } = await sql<StandingRow>`
    select ${standingColumns} from signatures_signature
     where campaign_id = ${campaign} and leaf_index = any(${indexes}::bigint[]) order by leaf_index`.execute(tx)
  return rows
}
