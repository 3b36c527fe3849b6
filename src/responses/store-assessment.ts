import { sql } from 'kysely'
import type { AssessmentId, CampaignId, OrganizerId, PartialDate, RecipientId } from '#kernel'
import type { Tx } from '#platform'
import type { AssessmentSubject, Evidence } from './record.ts'
import type { AssessmentState, AssessmentValue } from './vocabulary.ts'

/** A judgment as it is worked on. */
export type AssessmentWork = {
  readonly id: AssessmentId
  readonly recipient: RecipientId
  readonly about: AssessmentSubject
  readonly value: AssessmentValue
  readonly reason: string
  readonly rubric: { readonly name: string; readonly version: number }
  readonly evidence: readonly Evidence[]
  readonly draftedBy: OrganizerId | undefined
  readonly draftedAt: Date
  readonly secondReader: OrganizerId | undefined
  readonly asked: { readonly on: PartialDate; readonly until: PartialDate } | undefined
  readonly comment: { readonly text: string; readonly at: Date } | undefined
  readonly state: AssessmentState
}

/** Keeps a draft. */
export async function insertAssessment(
  tx: Tx,
  campaign: CampaignId,
  work: Omit<AssessmentWork, 'secondReader' | 'asked' | 'comment' | 'state'>,
): Promise<void> {
  await tx
    .insertInto('responses_assessment')
    .values({
      campaign_id: campaign,
      assessment_id: work.id,
      recipient_id: work.recipient,
      rubric_name: work.rubric.name,
      rubric_version: work.rubric.version,
      value: work.value,
      reason: work.reason,
      content: JSON.stringify({ about: work.about, evidence: work.evidence }),
      drafted_by: work.draftedBy ?? null,
      drafted_at: work.draftedAt,
    })
    .execute()
}

/** Judgments of a campaign, the latest first; one of them where it is named. One question. */
export async function assessmentRows(
  tx: Tx,
  campaign: CampaignId,
  only: { readonly assessment?: AssessmentId } = {},
): Promise<readonly AssessmentWork[]> {
  let query = tx
    .selectFrom('responses_assessment as a')
    .selectAll('a')
    .select(
      sql<AssessmentState>`(select s.status from responses_status s
        where s.campaign_id = a.campaign_id and s.axis = 'assessment' and s.subject_id = a.assessment_id
        order by s.since desc, s.status_number desc limit 1)`.as('state'),
    )
    .select(
      sql<{ readonly text: string; readonly at: string } | null>`(
        select json_build_object('text', c.body, 'at', c.commented_at) from responses_comment c
         where c.campaign_id = a.campaign_id and c.assessment_id = a.assessment_id
         order by c.commented_at desc limit 1)`.as('comment'),
    )
    .where('a.campaign_id', '=', campaign)
    .orderBy('a.drafted_at', 'desc')
    .orderBy('a.assessment_id')
  if (only.assessment !== undefined) query = query.where('a.assessment_id', '=', only.assessment)
  const rows = await query.execute()
  return rows.map((row) => {
    // Only insertAssessment writes this column.
    const { about, evidence } = row.content as Pick<AssessmentWork, 'about' | 'evidence'>
    return {
      id: row.assessment_id as AssessmentId,
      recipient: row.recipient_id as RecipientId,
      about,
      evidence,
      value: row.value,
      reason: row.reason,
      rubric: { name: row.rubric_name, version: row.rubric_version },
      draftedBy: (row.drafted_by ?? undefined) as OrganizerId | undefined,
      draftedAt: row.drafted_at,
      secondReader: (row.second_reader ?? undefined) as OrganizerId | undefined,
      asked: askedOf(row.asked_on, row.comment_until),
      comment: row.comment ? { text: row.comment.text, at: new Date(row.comment.at) } : undefined,
      state: row.state,
    }
  })
}

function askedOf(on: string | null, until: string | null): AssessmentWork['asked'] {
  return on === null || until === null ? undefined : { on: on as PartialDate, until: until as PartialDate }
}

/** Notes who read a judgment second. */
export async function updateReader(
  tx: Tx,
  campaign: CampaignId,
  assessment: AssessmentId,
  reader: { readonly by: OrganizerId; readonly at: Date },
): Promise<void> {
  await tx
    .updateTable('responses_assessment')
    .set({ second_reader: reader.by, read_at: reader.at })
    .where('campaign_id', '=', campaign)
    .where('assessment_id', '=', assessment)
    .execute()
}

/** Notes since when and until when the recipient may comment. */
export async function updateAsked(
  tx: Tx,
  campaign: CampaignId,
  assessment: AssessmentId,
  asked: { readonly on: PartialDate; readonly until: PartialDate },
): Promise<void> {
  await tx
    .updateTable('responses_assessment')
    .set({ asked_on: asked.on, comment_until: asked.until })
    .where('campaign_id', '=', campaign)
    .where('assessment_id', '=', assessment)
    .execute()
}

/** Keeps what the recipient says. */
export async function insertComment(
  tx: Tx,
  campaign: CampaignId,
  comment: { readonly id: string; readonly assessment: AssessmentId; readonly text: string; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('responses_comment')
    .values({
      campaign_id: campaign,
      comment_id: comment.id,
      assessment_id: comment.assessment,
      body: comment.text,
      commented_at: comment.at,
    })
    .execute()
}

/** A version of what is judged by. */
export type Rubric = { readonly name: string; readonly version: number; readonly text: string }

/** Keeps a version of a rubric. @returns false when there is one of this number. */
export async function insertRubric(tx: Tx, campaign: CampaignId, rubric: Rubric, at: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('responses_rubric')
    .values({ campaign_id: campaign, name: rubric.name, version: rubric.version, body: rubric.text, since: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Every version of every rubric of a campaign. */
export async function rubricRows(tx: Tx, campaign: CampaignId): Promise<readonly Rubric[]> {
  const rows = await tx
    .selectFrom('responses_rubric')
    .select(['name', 'version', 'body as text'])
    .where('campaign_id', '=', campaign)
    .orderBy('name')
    .orderBy('version')
    .execute()
  return rows
}
