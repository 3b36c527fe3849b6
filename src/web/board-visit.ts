import type { Context } from 'hono'
import type { Act, Visitor } from '#accounts'
import { dayOf } from '#kernel'
import { gatheringCampaign, type GatheringLetter } from '#letters'
import type { PostedForm, Tx } from '#platform'
import { inCampaign } from './in-campaign.ts'
import type { BoardPlace, BoardSaid } from './board-frame.ts'
import { refuse, type Router } from './keep.ts'
import { doing, doingWithFiles, sendOn, showing, type Organizing } from './organize-visit.ts'

/** Everything that a page around sign-ons is made with. */
export type Boarding = {
  readonly c: Context
  readonly organizing: Organizing
  readonly tx: Tx
  readonly place: BoardPlace
  /** All letters of the campaign. */
  readonly letters: readonly GatheringLetter[]
}

type Work = (boarding: Boarding) => Promise<Response>
type PostedWork = (boarding: Boarding, posted: URLSearchParams) => Promise<Response>

type Asked = { readonly c: Context; readonly organizing: Organizing; readonly tx: Tx; readonly visitor: Visitor }

/** Finds the letter that an address names, with its campaign, in one question; to everybody else it is not there. */
async function inLetter({ c, organizing, tx, visitor }: Asked, act: Act, work: Work): Promise<Response> {
  const found = await gatheringCampaign(tx, c.req.param('campaign') ?? '')
  const asked = { tx, visitor, act, found: { campaign: found?.campaign } }
  return await inCampaign(c, organizing, asked, async (at) => {
    const letters = found?.letters ?? []
    const letter = letters.find(({ slug }) => slug === c.req.param('letter'))
    if (!letter) return refuse(organizing.means, 'not-found')
    return await work({ c, organizing, tx, letters, place: { ...at, letter, now: organizing.means.now() } })
  })
}

/** Lets everybody who works on a campaign read a page of one of its letters. */
export function addReading(app: Router, organizing: Organizing, pattern: string, work: Work): void {
  app.get(pattern, (c: Context) =>
    showing(c, organizing, (tx, visitor) => inLetter({ c, organizing, tx, visitor }, 'read', work)),
  )
}

/** What may be posted where, by whose role. */
type Posting = { readonly pattern: string; readonly act: Act }

/** Lets whoever's role allows the act do something with one of a campaign's letters. */
export function addDoing(app: Router, organizing: Organizing, { pattern, act }: Posting, work: PostedWork): void {
  app.post(pattern, (c: Context) => doingInLetter(c, organizing, act, work))
}

/** The same for one request, where something has to be done before. */
export const doingInLetter = (c: Context, organizing: Organizing, act: Act, work: PostedWork): Promise<Response> =>
  doing(c, organizing, (tx, visitor, posted) =>
    inLetter({ c, organizing, tx, visitor }, act, (boarding) => work(boarding, posted)),
  )

type FilesWork = (boarding: Boarding, posted: PostedForm) => Promise<Response>

/** The same with files. */
export function addDoingWithFiles(
  app: Router,
  organizing: Organizing,
  { pattern, act }: Posting,
  work: FilesWork,
): void {
  app.post(pattern, (c: Context) => doingInLetterWithFiles(c, organizing, act, work))
}

/** The same for one request. */
export const doingInLetterWithFiles = (
  c: Context,
  organizing: Organizing,
  act: Act,
  work: FilesWork,
): Promise<Response> =>
  doingWithFiles(c, organizing, (tx, visitor, posted) =>
    inLetter({ c, organizing, tx, visitor }, act, (boarding) => work(boarding, posted)),
  )

/** Sends on to a page that says what came of it. */
export function saying(path: string, said: BoardSaid, count?: number): Response {
  const mark = path.includes('?') ? '&' : '?'
  return sendOn(`${path}${mark}said=${said}${count === undefined ? '' : `&n=${count}`}`)
}

/** The number that a sentence on the page names. */
export const readCount = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined

/** Today where the campaign is, ISO 8601. */
export const todayAt = ({ campaign, now }: BoardPlace): string => dayOf(now, campaign.timeZone)
