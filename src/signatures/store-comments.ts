import type { CampaignId, SignatureId } from '#kernel'
import type { Tx } from '#platform'
import { sql } from 'kysely'

/** A signature with a comment. */
export type CommentRow = {
  readonly index: number
  readonly id: SignatureId
  readonly sealed: Buffer
  readonly showsName: boolean
  readonly status: string
}

const columns = sql.raw(`leaf_index as index, signature_id as id, sealed, shows_name as "showsName", status`)

/** Signatures whose comment waits, in the order of the log; of those held or struck out none is asked for. */
export async function waitingRows(
  tx: Tx,
  campaign: CampaignId,
  after: number,
  limit: number,
): Promise<readonly CommentRow[]> {
  const { rows } = await sql<CommentRow>`
    select ${columns} from signatures_signature
     where campaign_id = ${campaign} and comment_state = 'waiting' and status = 'confirmed' and leaf_index > ${after}
     order by leaf_index limit ${limit}`.execute(tx)
  return rows
}

/** How many signatures have a comment that waits. */
export async function countWaiting(tx: Tx, campaign: CampaignId): Promise<number> {
  const { rows } = await sql<{ readonly n: number }>`
    select count(*)::integer as n from signatures_signature
     where campaign_id = ${campaign} and comment_state = 'waiting' and status = 'confirmed'`.execute(tx)
  return rows[0]?.n ?? 0
}

/** The signature at a leaf, locked, if it has a comment and what it says is still here. */
export async function lockComment(tx: Tx, campaign: CampaignId, index: number): Promise<CommentRow | undefined> {
  const { rows } = await sql<CommentRow>`
    select ${columns} from signatures_signature
     where campaign_id = ${campaign} and leaf_index = ${index} and comment_state <> 'none' and sealed is not null
       for no key update`.execute(tx)
  return rows[0]
}

/** Keeps what was decided about a comment, and what the public list shows of it. */
export async function judgeComment(
  tx: Tx,
  campaign: CampaignId,
  index: number,
  state: 'shown' | 'refused',
  shown: string | null,
): Promise<void> {
  await tx
    .updateTable('signatures_signature')
    .set({ comment_state: state, shown_comment: shown })
    .where('campaign_id', '=', campaign)
    .where('leaf_index', '=', index)
    .execute()
}
