import { wordsFor, type SignOnId } from '#kernel'
import {
  boardOf,
  callBackFor,
  judgeEvidenceFor,
  judgeSignOn,
  signOnFor,
  type EvidenceId,
  type SignOnDetail,
} from '#organizations'
import type { CallFields } from './board-evidence.ts'
import { readBoardSaid, type BoardSaid } from './board-frame.ts'
import { signOnPage } from './board-sign-on-page.ts'
import { readQueue, signOnsPage } from './board-sign-ons-page.ts'
import { longestNote, readLine, readNote } from './board-typed.ts'
import { addDoing, addReading, saying, type Boarding } from './board-visit.ts'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { readId } from './read-id.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

/** Who signed on; for each the evidence, and whether an organizer accepts it. */
export function addBoardSignOns(app: Router, organizing: Organizing): void {
  const act = 'judge-authority'
  addReading(app, organizing, patterns.boardSignOns, showSignOns)
  addReading(app, organizing, patterns.boardSignOn, async (boarding) => {
    const detail = await detailIn(boarding)
    return detail ? showSignOn(boarding, { detail }) : refuse(organizing.means, 'not-found')
  })
  for (const pattern of [patterns.judgeSignOn, patterns.judgeEvidence, patterns.callBack])
    app.get(pattern, (c) => {
      const { campaign = '', letter = '', signOn = '' } = c.req.param() as Readonly<Record<string, string>>
      return sendOn(routes.boardSignOn(campaign, letter, signOn))
    })
  const judging = (pattern: string, work: typeof judge) =>
    addDoing(app, organizing, { pattern, act }, async (boarding, posted) => {
      const detail = await detailIn(boarding)
      return detail ? await work(boarding, detail, posted) : refuse(organizing.means, 'not-found')
    })
  judging(patterns.judgeSignOn, judge)
  judging(patterns.judgeEvidence, judgeOneEvidence)
  judging(patterns.callBack, keepCallBack)
}

async function showSignOns({ c, organizing, tx, place }: Boarding): Promise<Response> {
  const rows = await boardOf(
    tx,
    organizing.accounts.vault,
    place.campaign.id,
    place.letter,
    place.now,
    organizing.shelf,
  )
  const all = rows.filter(({ signOn, queues }) => signOn !== undefined || queues.length > 0)
  const [show, after] = [readQueue(c.req.query('show')), readId(c.req.query('after'))]
  return organizerResponse(organizing, signOnsPage({ place, all, show, after }))
}

/** The sign-on that an address names, if it belongs to the letter that the address names too. */
async function detailIn({ c, organizing, tx, place }: Boarding): Promise<SignOnDetail | undefined> {
  const id = readId<SignOnId>(c.req.param('signOn'))
  return (
    id &&
    (await signOnFor(tx, organizing.accounts.vault, place.campaign.id, id, {
      letter: place.letter,
      shelf: organizing.shelf,
    }))
  )
}

type Typed = {
  readonly detail: SignOnDetail
  readonly call?: CallFields
  readonly errors?: readonly FieldError[]
}

const noCall: CallFields = { spokeTo: '', foundAt: '', note: '' }

function showSignOn({ c, organizing, place }: Boarding, { detail, call = noCall, errors = [] }: Typed): Response {
  const said = readBoardSaid(c.req.query('said'))
  const page = signOnPage({ place, detail, call, errors, said })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

const pathOf = ({ campaign, letter }: Boarding['place'], { signOn }: SignOnDetail): string =>
  routes.boardSignOn(campaign.slug, letter.slug, signOn)

const readVerdict = (posted: URLSearchParams): 'accepted' | 'declined' | undefined =>
  (['accepted', 'declined'] as const).find((one) => one === posted.get('verdict'))

async function judge(boarding: Boarding, detail: SignOnDetail, posted: URLSearchParams): Promise<Response> {
  const { organizing, tx, place } = boarding
  const { campaign, visitor } = place
  const words = wordsFor(visitor.language).board
  const errors: FieldError[] = []
  const reason = readLine(posted, 'reason', { long: words.ask.errors.long }, errors)
  const verdict = readVerdict(posted)
  if (!verdict) return refuse(organizing.means, 'bad')
  if (verdict === 'declined' && reason === null) errors.push({ field: 'reason', said: words.signOn.noReason })
  if (errors.length > 0) return showSignOn(boarding, { detail, errors })
  const judging = { campaign: campaign.id, signOn: detail.signOn, by: visitor.organizer, verdict }
  const means = { ...organizing.means, vault: organizing.accounts.vault }
  const outcome = await judgeSignOn(tx, { ...judging, ...(reason !== null && { reason }) }, means)
  if (outcome.kind === 'judged') organizing.accounts.wakeMailer()
  return saying(pathOf(place, detail), outcome.kind === 'judged' ? verdict : outcome.kind)
}

async function judgeOneEvidence(boarding: Boarding, detail: SignOnDetail, posted: URLSearchParams): Promise<Response> {
  const { organizing, tx, place } = boarding
  const evidence = readId<EvidenceId>(posted.get('evidence'))
  const kind = readVerdict(posted)
  // Evidence of another sign-on is not judged from this page.
  if (!kind || !evidence || !detail.evidence.some(({ id }) => id === evidence)) return refuse(organizing.means, 'bad')
  const judging = { campaign: place.campaign.id, evidence, by: place.visitor.organizer, kind }
  const means = { ...organizing.means, vault: organizing.accounts.vault }
  const outcome = await judgeEvidenceFor(tx, judging, means)
  const said: Readonly<Record<typeof outcome.kind, BoardSaid>> = {
    judged: `evidence-${kind}`,
    unknown: 'gone',
    'not-open': 'not-open',
    'challenge-used': 'challenge-used',
  }
  return saying(pathOf(place, detail), said[outcome.kind])
}

async function keepCallBack(boarding: Boarding, detail: SignOnDetail, posted: URLSearchParams): Promise<Response> {
  const { organizing, tx, place } = boarding
  const words = wordsFor(place.visitor.language).board
  const errors: FieldError[] = []
  const spokeTo = readLine(posted, 'spoke-to', words.ask.errors, errors)
  const foundAt = readLine(posted, 'found-at', words.ask.errors, errors)
  const note = readNote(posted, 'call-note', words.ask.errors, errors)
  const call = {
    spokeTo: posted.get('spoke-to') ?? '',
    foundAt: posted.get('found-at') ?? '',
    note: (posted.get('call-note') ?? '').slice(0, 2 * longestNote),
  }
  if (spokeTo === null) errors.push({ field: 'spoke-to', said: words.callBack.errors['spoke-to'] })
  if (foundAt === null) errors.push({ field: 'found-at', said: words.callBack.errors['found-at'] })
  if (errors.length > 0 || spokeTo === null || foundAt === null) return showSignOn(boarding, { detail, call, errors })
  const wish = { campaign: place.campaign.id, signOn: detail.signOn, by: place.visitor.organizer }
  const means = { ...organizing.means, vault: organizing.accounts.vault }
  const outcome = await callBackFor(tx, { ...wish, spokeTo, foundAt, note: note ?? '' }, means)
  switch (outcome.kind) {
    case 'kept':
      return saying(pathOf(place, detail), 'call-kept')
    case 'incomplete': {
      const error = { field: outcome.missing, said: words.callBack.errors[outcome.missing] }
      return showSignOn(boarding, { detail, call, errors: [error] })
    }
    case 'too-many':
    case 'gone':
      return saying(pathOf(place, detail), outcome.kind)
    default:
      return outcome satisfies never
  }
}
