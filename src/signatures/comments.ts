import type { CampaignId } from '#kernel'
import { lockLogs } from '#ledger'
import type { Tx, Vault } from '#platform'
import { openPersonal } from './sealed.ts'
import { countWaiting, judgeComment, lockComment, waitingRows } from './store-comments.ts'

/** A comment that waits for a person to read it. */
export type WaitingComment = {
  /** Its signature's leaf: how the comment is named. */
  readonly index: number
  readonly name: string
  readonly comment: string
  /** Its signer asked for the name on the public list; without it a comment is shown nowhere. */
  readonly showsName: boolean
}

/** The comments that wait, in the order of the log, from after a leaf index on (-1: the start). */
export async function waitingComments(
  tx: Tx,
  campaign: CampaignId,
  vault: Vault,
  afterIndex: number,
  limit: number,
): Promise<readonly WaitingComment[]> {
  return (await waitingRows(tx, campaign, afterIndex, limit)).flatMap(({ index, id, sealed, showsName }) => {
    const { name, comment } = openPersonal(vault, campaign, id, sealed)
    return comment === undefined ? [] : [{ index, name, comment, showsName }]
  })
}

/** How many comments wait in a campaign. */
export async function waitingCommentCount(tx: Tx, campaign: CampaignId): Promise<number> {
  return countWaiting(tx, campaign)
}

/** What judging a comment came to; `gone`: there is none at this leaf that could be judged. */
export type CommentOutcome = 'judged' | 'gone'

/**
 * Shows a comment beside its signer's name, or refuses it; what was judged once can be judged anew. Nothing of it is
 * shown while the name is not: not asked for, under review, withdrawn.
 */
export async function reviewComment(
  tx: Tx,
  campaign: CampaignId,
  index: number,
  verdict: 'shown' | 'refused',
  vault: Vault,
): Promise<CommentOutcome> {
  // As in `setShown`: who signs another edition meanwhile must not undo this.
  await lockLogs(tx, [campaign])
  const row = await lockComment(tx, campaign, index)
  if (!row) return 'gone'
  const { comment } = openPersonal(vault, campaign, row.id, row.sealed)
  const isShown = verdict === 'shown' && row.showsName && row.status === 'confirmed'
  await judgeComment(tx, campaign, index, verdict, isShown ? (comment ?? null) : null)
  return 'judged'
}
