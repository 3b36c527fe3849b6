import { localTimeOf, parseLocalTime, wordsFor } from '#kernel'
import { changeLetter, letterStates, type LetterState, type StateWish } from '#letters'
import { setStateAndSettle } from '#organizations'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { typedIn } from './write-fields.ts'
import { readSaid } from './write-frame.ts'
import { statePage, statesFrom, type StateFacts } from './write-state-page.ts'
import { doingLetter, showingLetter, type InLetter } from './write-visit.ts'

/** A letter is opened to strangers, now or at a moment, and closed; organizations sign on until a moment. */
export function addWriteState(app: Router, organizing: Organizing): void {
  app.get(
    patterns.letterState,
    showingLetter(organizing, async (at, c) => show(organizing, at, { said: readSaid(c.req.query('said')) })),
  )
  app.post(
    patterns.letterState,
    doingLetter(organizing, 'set-state', (at, posted) =>
      posted.get('do') === 'deadline' ? saveDeadline(organizing, at, posted) : saveState(organizing, at, posted),
    ),
  )
}

type Shown = Partial<Pick<StateFacts, 'said' | 'errors' | 'fields'>>

function show(organizing: Organizing, { place, draft, role, campaign }: InLetter, shown: Shown): Response {
  const { state, embargoUntil, closedAt, signOnUntil } = draft.letter
  const local = (moment: Date | undefined) => (moment ? localTimeOf(moment, campaign.timeZone) : '')
  const page = statePage({
    ...place,
    ...{ role, embargoUntil, closedAt, signOnUntil },
    isFrozen: draft.editions.length > 0 && draft.editions.every(({ versions }) => versions > 0),
    fields: { state, until: local(embargoUntil), signOnUntil: local(signOnUntil) },
    ...shown,
  })
  return organizerResponse(organizing, page, { status: shown.errors ? 422 : 200 })
}

const typed = (at: InLetter, posted: URLSearchParams): StateFacts['fields'] => ({
  state: posted.get('state') ?? at.draft.letter.state,
  until: typedIn(posted, 'until'),
  signOnUntil: typedIn(posted, 'sign-on-until'),
})

type ReadMoment = { readonly moment: Date } | { readonly wrong: string }

/** A moment as somebody typed it, in the campaign's time zone; of an hour that clocks show twice, the first. */
function readMoment(text: string, { campaign, visitor }: InLetter): ReadMoment {
  const words = wordsFor(visitor.language).write.state.errors
  const read = parseLocalTime(text, campaign.timeZone)
  switch (read.kind) {
    case 'moment':
      return { moment: read.moment }
    case 'twice':
      return { moment: read.first }
    case 'skipped':
      return { wrong: words.skipped(read.next.replace('T', ' ')) }
    case 'unreadable':
      return { wrong: words.moment }
    default:
      return read satisfies never
  }
}

async function saveState(organizing: Organizing, at: InLetter, posted: URLSearchParams): Promise<Response> {
  const { tx, campaign, draft, visitor } = at
  const words = wordsFor(visitor.language).write.state.errors
  const again = (field: string, said: string) =>
    show(organizing, at, { fields: typed(at, posted), errors: [{ field, said }] })
  const state = letterStates.find((one) => one === posted.get('state'))
  if (!state || !statesFrom[draft.letter.state].includes(state)) return again('state', words.state)
  const wish = wishFor(state, typedIn(posted, 'until'), at)
  if ('error' in wish) return again(wish.error.field, wish.error.said)
  const means = { ...organizing.means, vault: organizing.accounts.vault, by: visitor.organizer }
  const outcome = await setStateAndSettle(tx, campaign, { ...wish, letter: draft.letter.id }, means)
  switch (outcome.kind) {
    case 'set':
      return sendOn(`${routes.letterState(campaign.slug, draft.letter.slug)}?said=state-set`)
    case 'not-frozen':
      return again('state', words.notFrozen)
    case 'past-moment':
      return again('until', words.past)
    case 'no-such-letter':
      return refuse(organizing.means, 'not-found')
    default:
      return outcome satisfies never
  }
}

function wishFor(state: LetterState, until: string, at: InLetter): StateWish | { readonly error: FieldError } {
  if (state !== 'embargoed') return { state }
  if (until.trim() === '')
    return { error: { field: 'until', said: wordsFor(at.visitor.language).write.state.errors.until } }
  const read = readMoment(until, at)
  return 'wrong' in read ? { error: { field: 'until', said: read.wrong } } : { state, until: read.moment }
}

async function saveDeadline(organizing: Organizing, at: InLetter, posted: URLSearchParams): Promise<Response> {
  const { tx, campaign, draft, visitor } = at
  const text = typedIn(posted, 'sign-on-until')
  const read = text.trim() === '' ? { moment: undefined } : readMoment(text, at)
  if ('wrong' in read) {
    const errors = [{ field: 'sign-on-until', said: read.wrong }]
    return show(organizing, at, { fields: typed(at, posted), errors })
  }
  const change = { campaign: campaign.id, letter: draft.letter.id, signOnUntil: read.moment }
  const { kind } = await changeLetter(tx, change, { ...organizing.means, by: visitor.organizer })
  if (kind === 'gone') return refuse(organizing.means, 'not-found')
  return sendOn(`${routes.letterState(campaign.slug, draft.letter.slug)}?said=deadline-set`)
}
