import { wordsFor } from '#kernel'
import type { Tx } from '#platform'
import { reviewCommentBy, waitingComments } from '#signatures'
import { doingCampaign, showingCampaign, type InCampaign } from './in-campaign.ts'
import { signersCommentsPage, type CommentsSaid } from './desk-comments-page.ts'
import { readSaid } from './desk-frame.ts'
import type { Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { patterns, routes } from './routes.ts'

// Of the longest comments so many fit in a page of 30 KB.
const commentsOnPage = 9

/** The comments of signers that wait: read, shown, refused. */
export function addDeskComments(app: Router, organizing: Organizing): void {
  app.get(
    patterns.signersComments,
    showingCampaign(
      organizing,
      (at, c) => {
        const said = readSaid(wordsFor('en').desk.comments.said, c.req.query('said'))
        return showComments(organizing, at.tx, at, { after: leafOf(c.req.query('after')) ?? -1, said })
      },
      'review-signatures',
    ),
  )
  app.post(
    patterns.signersComments,
    doingCampaign(organizing, 'read', async ({ tx, visitor, campaign }, posted) => {
      const said = await judge(organizing, tx, { campaign: campaign.id, by: visitor.organizer }, posted)
      const after = leafOf(posted.get('after'))
      const query = `said=${said}${after === undefined ? '' : `&after=${after}`}`
      return sendOn(`${routes.signersComments(campaign.slug)}?${query}`)
    }),
  )
}

const leafOf = (text: string | null | undefined): number | undefined =>
  /^\d{1,12}$/.test(text ?? '') ? Number(text) : undefined

async function showComments(
  organizing: Organizing,
  tx: Tx,
  at: InCampaign,
  { after, said }: { readonly after: number; readonly said: CommentsSaid | undefined },
): Promise<Response> {
  const found = await waitingComments(tx, at.campaign.id, organizing.accounts.vault, after, commentsOnPage + 1)
  const comments = found.slice(0, commentsOnPage)
  const page = signersCommentsPage({ ...at, comments, after, more: found.length > commentsOnPage, said })
  return organizerResponse(organizing, page)
}

async function judge(
  { means, accounts }: Organizing,
  tx: Tx,
  who: Pick<Parameters<typeof reviewCommentBy>[1], 'by' | 'campaign'>,
  posted: URLSearchParams,
): Promise<CommentsSaid> {
  const index = leafOf(posted.get('leaf'))
  const verdict = (['shown', 'refused'] as const).find((one) => one === posted.get('verdict'))
  if (index === undefined || !verdict) return 'bad'
  const outcome = await reviewCommentBy(tx, { ...who, index, verdict }, accounts.vault, means)
  return outcome === 'judged' ? verdict : outcome
}
