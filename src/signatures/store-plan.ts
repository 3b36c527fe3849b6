import type { CampaignId, LetterId } from '#kernel'
import type { Tx } from '#platform'
import { sql } from 'kysely'
import type { ReviewId } from './store-review.ts'

/** Names what somebody proposed to strike; a UUID. */
export type PlanId = string & { readonly __kind: 'PlanId' }

/** What somebody proposed to strike, as it is kept. */
export type PlanRow = {
  readonly campaign: CampaignId
  readonly id: PlanId
  readonly letter: LetterId
  readonly condition: string
  readonly reason: string
  readonly beforeLeaf: number
  readonly plannedAt: Date
}

/** Keeps a plan. */
export async function insertPlan(tx: Tx, row: PlanRow): Promise<void> {
  await sql`
    insert into signatures_plan (campaign_id, plan_id, letter_id, condition, reason, before_leaf, planned_at)
    values (${row.campaign}, ${row.id}, ${row.letter}, ${row.condition}, ${row.reason}, ${row.beforeLeaf},
            ${row.plannedAt})`.execute(tx)
}

/** A plan by its id. */
export async function planById(tx: Tx, campaign: CampaignId, id: PlanId): Promise<PlanRow | undefined> {
  const { rows } = await sql<PlanRow>`
    select campaign_id as campaign, plan_id as id, letter_id as letter, condition, reason, before_leaf as "beforeLeaf",
           planned_at as "plannedAt"
      from signatures_plan where campaign_id = ${campaign} and plan_id = ${id}`.execute(tx)
  return rows[0]
}

/** A review that is not finished. */
export type RunRow = {
  readonly campaign: CampaignId
  readonly review: ReviewId
  readonly letter: LetterId | null
  readonly beforeLeaf: number | null
  readonly about: ReviewId | null
  readonly goal: number
  readonly after: number
}

const runColumns = sql.raw(`campaign_id as campaign, review_id as review, letter_id as letter,
  before_leaf as "beforeLeaf", about_review as about, goal, after_leaf as after`)

/** Keeps what a review still has to do. */
export async function insertRun(tx: Tx, row: RunRow): Promise<void> {
  await sql`
    insert into signatures_run (campaign_id, review_id, letter_id, before_leaf, about_review, goal, after_leaf)
    values (${row.campaign}, ${row.review}, ${row.letter}, ${row.beforeLeaf}, ${row.about}, ${row.goal},
            ${row.after})`.execute(tx)
}

/** What is left to be done anywhere, the oldest first. */
export async function allRuns(tx: Tx): Promise<readonly Pick<RunRow, 'campaign' | 'review'>[]> {
  const { rows } = await sql<Pick<RunRow, 'campaign' | 'review'>>`
    select campaign_id as campaign, review_id as review from signatures_run order by review_id`.execute(tx)
  return rows
}

/** A run, unless it is over or somebody else has it in hand. */
export async function takeRun(
  tx: Tx,
  { campaign, review }: Pick<RunRow, 'campaign' | 'review'>,
): Promise<RunRow | undefined> {
  const { rows } = await sql<RunRow>`
    select ${runColumns} from signatures_run
     where campaign_id = ${campaign} and review_id = ${review} for update skip locked`.execute(tx)
  return rows[0]
}

/** A run by its review, waited for where somebody has it in hand. */
export async function lockRun(tx: Tx, campaign: CampaignId, review: ReviewId): Promise<RunRow | undefined> {
  const { rows } = await sql<RunRow>`
    select ${runColumns} from signatures_run
     where campaign_id = ${campaign} and review_id = ${review} for update`.execute(tx)
  return rows[0]
}

/** The runs of a campaign, by their reviews. */
export async function runsIn(tx: Tx, campaign: CampaignId): Promise<ReadonlyMap<ReviewId, RunRow>> {
  const { rows } = await sql<RunRow>`
    select ${runColumns} from signatures_run where campaign_id = ${campaign}`.execute(tx)
  return new Map(rows.map((row) => [row.review, row]))
}

/** Notes how far a run came. */
export async function moveRun(tx: Tx, { campaign, review }: RunRow, after: number): Promise<void> {
  await sql`
    update signatures_run set after_leaf = ${after}
     where campaign_id = ${campaign} and review_id = ${review}`.execute(tx)
}

/** Takes a run away: it is done, or given up. */
export async function deleteRun(tx: Tx, { campaign, review }: Pick<RunRow, 'campaign' | 'review'>): Promise<void> {
  await sql`delete from signatures_run where campaign_id = ${campaign} and review_id = ${review}`.execute(tx)
}

/** Numbers of reviews that have ended and still have something to do. */
export async function endedRuns(tx: Tx, campaign: CampaignId): Promise<readonly number[]> {
  const { rows } = await sql<{ readonly number: number }>`
    select r.number from signatures_run u join signatures_review r using (campaign_id, review_id)
     where u.campaign_id = ${campaign} and (r.finished_at is not null or r.cancelled_at is not null)
     order by r.number`.execute(tx)
  return rows.map(({ number }) => number)
}
