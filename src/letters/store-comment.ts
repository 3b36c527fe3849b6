import type { CampaignId, LetterId, OrganizerId } from '#kernel'
import type { Tx } from '#platform'
import type { Comment, CommentId } from './comment.ts'

/** Keeps a comment that is not settled. */
export async function insertComment(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  comment: Omit<Comment, 'resolvedBy' | 'resolvedAt'>,
): Promise<void> {
  await tx
    .insertInto('letters_comment')
    .values({
      campaign_id: campaign,
      comment_id: comment.id,
      letter_id: letter,
      answers_id: comment.answers ?? null,
      revision: comment.revision,
      line: comment.line ?? null,
      quote: comment.quote ?? null,
      body: comment.body,
      written_by: comment.by ?? null,
      written_at: comment.writtenAt,
    })
    .execute()
}

const commentColumns = [
  'comment_id',
  'letter_id',
  'answers_id',
  'revision',
  'line',
  'quote',
  'body',
  'written_by',
  'written_at',
  'resolved_by',
  'resolved_at',
] as const

type Row = {
  readonly comment_id: string
  readonly answers_id: string | null
  readonly revision: number
  readonly line: number | null
  readonly quote: string | null
  readonly body: string
  readonly written_by: string | null
  readonly written_at: Date
  readonly resolved_by: string | null
  readonly resolved_at: Date | null
}

const commentOf = (row: Row): Comment => ({
  id: row.comment_id as CommentId,
  answers: (row.answers_id ?? undefined) as CommentId | undefined,
  revision: row.revision,
  line: row.line ?? undefined,
  quote: row.quote ?? undefined,
  body: row.body,
  by: (row.written_by ?? undefined) as OrganizerId | undefined,
  writtenAt: row.written_at,
  resolvedBy: (row.resolved_by ?? undefined) as OrganizerId | undefined,
  resolvedAt: row.resolved_at ?? undefined,
})

/** A comment and the letter it is about. */
export async function commentRow(tx: Tx, campaign: CampaignId, comment: CommentId) {
  const row = await tx
    .selectFrom('letters_comment')
    .select(commentColumns)
    .where('campaign_id', '=', campaign)
    .where('comment_id', '=', comment)
    .executeTakeFirst()
  return row && { letter: row.letter_id as LetterId, comment: commentOf(row) }
}

/** The comments about a letter, the oldest first. */
export async function commentRows(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<readonly Comment[]> {
  const rows = await tx
    .selectFrom('letters_comment')
    .select(commentColumns)
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', letter)
    .orderBy('written_at')
    .orderBy('comment_id')
    .execute()
  return rows.map(commentOf)
}

/** Says who settled a comment and when; nobody when `resolved` is absent. */
export async function updateResolved(
  tx: Tx,
  campaign: CampaignId,
  comment: CommentId,
  resolved: { readonly by: OrganizerId | undefined; readonly at: Date } | undefined,
): Promise<void> {
  await tx
    .updateTable('letters_comment')
    .set({ resolved_by: resolved?.by ?? null, resolved_at: resolved?.at ?? null })
    .where('campaign_id', '=', campaign)
    .where('comment_id', '=', comment)
    .execute()
}
