import type { Context } from 'hono'
import { wordsFor } from '#kernel'
import type { Tx } from '#platform'
import {
  beginReviewBy,
  goalsOf,
  leavesOfReview,
  leaveRun,
  listReviews,
  parseReason,
  samplesOf,
  stopReviewBy,
  waitingCommentCount,
  type Review,
} from '#signatures'
import { doingCampaign, showingCampaign, type InCampaign } from './in-campaign.ts'
import { readSaid } from './desk-frame.ts'
import { reviewPage, reviewsPage, type ReviewFacts, type ReviewSaid } from './desk-review-page.ts'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

const reviewsOnPage = 20
const samplesShown = 20

/** What the review found and did, and what a person does about it. */
export function addDeskReview(app: Router, organizing: Organizing): void {
  app.get(
    patterns.review,
    showingCampaign(organizing, (at, c) => showReviews(c, organizing, at.tx, at), 'review-signatures'),
  )
  app.get(
    patterns.reviewed,
    showingCampaign(
      organizing,
      (at, c) => {
        const said = readSaid(wordsFor('en').desk.review.said, c.req.query('said'))
        return showReview(organizing, at.tx, at, { number: numberIn(c), said })
      },
      'review-signatures',
    ),
  )
  app.post(
    patterns.reviewed,
    doingCampaign(organizing, 'read', (at, posted, c) =>
      changeReview(organizing, at.tx, at, { number: numberIn(c), posted }),
    ),
  )
}

/** Reviews are counted from 1: what is no number is none of them. */
const numberIn = (c: Context): number =>
  /^\d{1,9}$/.test(c.req.param('number') ?? '') ? Number(c.req.param('number')) : 0

async function showReviews(c: Context, organizing: Organizing, tx: Tx, at: InCampaign): Promise<Response> {
  const asked = c.req.query('before') ?? ''
  const before = /^[1-9]\d{0,8}$/.test(asked) ? Number(asked) : Number.POSITIVE_INFINITY
  const found = (await listReviews(tx, at.campaign.id)).filter(({ number }) => number < before)
  const page = reviewsPage({
    ...at,
    reviews: found.slice(0, reviewsOnPage),
    goals: await goalsOf(tx, at.campaign.id),
    waitingComments: await waitingCommentCount(tx, at.campaign.id),
    more: found.length > reviewsOnPage,
    isOlder: before !== Number.POSITIVE_INFINITY,
  })
  return organizerResponse(organizing, page)
}

/** Asked for again by the browser itself while the review is under way: the pages have no script. */
const lookAgain = { Refresh: '3' }

async function showReview(
  organizing: Organizing,
  tx: Tx,
  at: InCampaign,
  shown: { readonly number: number } & Pick<ReviewFacts, 'said' | 'typed'>,
): Promise<Response> {
  const { means, accounts } = organizing
  const campaign = at.campaign.id
  const review = (await listReviews(tx, campaign)).find((one) => one.number === shown.number)
  if (!review) return refuse(means, 'not-found')
  const goal = (await goalsOf(tx, campaign)).get(review.id)
  const leaves = await leavesOfReview(tx, campaign, review, samplesShown)
  const samples = leaves.length === 0 ? [] : await samplesOf(tx, campaign, leaves, accounts.vault)
  const page = reviewPage({ ...at, review, goal, samples, said: shown.said, typed: shown.typed })
  // Looking again would take what somebody types meanwhile away; while it is under way there is no field.
  const headers = goal === undefined ? {} : lookAgain
  return organizerResponse(organizing, page, { status: shown.typed ? 422 : 200, headers })
}

async function changeReview(
  organizing: Organizing,
  tx: Tx,
  at: InCampaign,
  { number, posted }: { readonly number: number; readonly posted: URLSearchParams },
): Promise<Response> {
  const { means } = organizing
  const { campaign, visitor } = at
  const wish = { by: visitor.organizer, campaign: campaign.id }
  const after = (said: ReviewSaid, of = number) => sendOn(`${routes.reviewed(campaign.slug, of)}?said=${said}`)
  if (posted.get('act') === 'stop') return after((await stopReviewBy(tx, { ...wish, number }, means)).kind)
  const act = (['free', 'hold', 'uninv'] as const).find((one) => one === posted.get('act'))
  if (!act) return after('bad')
  const typed = posted.get('reason') ?? ''
  const errors: FieldError[] = []
  const reason = readReason(typed, visitor.language, errors)
  if (reason === undefined)
    return await showReview(organizing, tx, at, { number, said: undefined, typed: { reason: typed, errors } })
  const begun = await beginReviewBy(tx, { ...wish, about: number, act, reason }, means)
  if (begun.kind !== 'begun') return after(begun.kind)
  await leaveRun(tx, begun.run, begun.of)
  return after('begun', begun.run.review.number)
}

/** Reads a reason; what is wrong with it is added to the errors. */
export function readReason(typed: string, language: string, errors: FieldError[]): Review['reason'] | undefined {
  const words = wordsFor(language).desk.review.badReason
  const read = parseReason(typed)
  if (read.kind === 'read' && read.text !== undefined) return read.text
  const why = read.kind === 'read' ? 'empty' : read.why === 'too-long' ? 'too-long' : 'odd'
  errors.push({ field: 'reason', said: words[why] })
  return undefined
}
