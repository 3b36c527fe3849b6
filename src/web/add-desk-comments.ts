import { wordsFor } from '#kernel'
import type { Tx } from '#platform'
import { reviewCommentBy, waitingComments } from '#signatures'
import { inCampaign, type InCampaign } from './add-organize-people.ts'
import { signersCommentsPage, type CommentsSaid } from './desk-comments-page.ts'
import { readSaid } from './desk-frame.ts'
import type { Router } from './keep.ts'
import { doing, organizerResponse, sendOn, showing, type Organizing } from './organize-visit.ts'
import { patterns, routes } from './routes.ts'

// Of the longest comments so many fit in a page of 30 KB.
const commentsOnPage = 9

/** The comments of signers that wait: read, shown, refused. */
export function addDeskComments(app: Router, organizing: Organizing): void {
  app.get(patterns.signersComments, (c) =>
    showing(c, organizing, (tx, visitor) =>
      inCampaign(c, organizing, { tx, visitor, act: 'review-signatures' }, (at) => {
        const said = readSaid(wordsFor('en').desk.comments.said, c.req.query('said'))
        return showComments(organizing, tx, at, { after: leafOf(c.req.query('after')) ?? -1, said })
      }),
    ),
  )
  app.post(patterns.signersComments, (c) =>
    doing(c, organizing, (tx, visitor, posted) =>
      inCampaign(c, organizing, { tx, visitor, act: 'read' }, async ({ campaign }) => {
        const said = await judge(organizing, tx, { campaign: campaign.id, by: visitor.organizer }, posted)
        const after = leafOf(posted.get('after'))
        const query = `said=${said}${after === undefined ? '' : `&after=${after}`}`
        return sendOn(`${routes.signersComments(campaign.slug)}?${query}`)
      }),
    ),
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
