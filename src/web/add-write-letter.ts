import { wordsFor } from '#kernel'
import { followUpLetter, longestSource, recipientsOf, startLetter, takeLock, type LetterStarted } from '#letters'
import type { Tx } from '#platform'
import type { InCampaign } from './in-campaign.ts'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { countOf } from './phrases.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { typedIn } from './write-fields.ts'
import { followUpPage, newLetterPage, type LetterFields } from './write-letter-page.ts'
import { formReader } from './write-read.ts'
import { doingCampaign, showingCampaign } from './in-campaign.ts'
import { doingLetter, showingLetter, type InLetter } from './write-visit.ts'

type AtCampaign = InCampaign & { readonly tx: Tx }

/** A letter is begun, from nothing or after another. */
export function addWriteLetter(app: Router, organizing: Organizing): void {
  app.get(
    patterns.newLetter,
    showingCampaign(organizing, (at) => showNew(organizing, at), 'write'),
  )
  app.post(
    patterns.newLetter,
    doingCampaign(organizing, 'write', (at, posted) => start(organizing, at, posted)),
  )
  app.get(
    patterns.followUp,
    showingLetter(organizing, async (at) => showFollowUp(organizing, at, at.draft.letter.title, []), 'write'),
  )
  app.post(
    patterns.followUp,
    doingLetter(organizing, 'write', (at, posted) => followUp(organizing, at, posted)),
  )
}

async function showNew(
  organizing: Organizing,
  at: AtCampaign,
  typed?: { readonly fields: LetterFields; readonly errors: readonly FieldError[] },
): Promise<Response> {
  const recipients = await recipientsOf(at.tx, at.campaign.id)
  const { language } = at.campaign
  const fields = typed?.fields ?? { title: '', language, recipients: recipients.map(({ slug }) => slug), source: '' }
  const page = newLetterPage({ ...at, recipients, fields, errors: typed?.errors ?? [] })
  return organizerResponse(organizing, page, { status: typed ? 422 : 200 })
}

async function start(organizing: Organizing, at: AtCampaign, posted: URLSearchParams): Promise<Response> {
  const { tx, campaign, visitor } = at
  const words = wordsFor(visitor.language).write.newLetter.errors
  const reader = formReader(posted, visitor.language)
  const fields = fieldsIn(posted)
  const title = reader.title('title')
  const language = reader.language('language')
  const all = await recipientsOf(tx, campaign.id)
  const wished = all.filter(({ slug }) => fields.recipients.includes(slug)).map(({ id }) => id)
  if (wished.length === 0) reader.wrong('to', words.nobody)
  if (reader.errors.length > 0 || title === undefined || language === undefined)
    return await showNew(organizing, at, { fields, errors: reader.errors })
  const beginning = { campaign: campaign.id, title, language, recipients: wished, source: fields.source }
  const by = visitor.organizer
  const outcome = await startLetter(tx, beginning, { ...organizing.means, by })
  if (outcome.kind !== 'started')
    return await showNew(organizing, at, { fields, errors: [errorOf(outcome.kind, visitor.language)] })
  // Who begins a letter goes on writing it.
  await takeLock(tx, { campaign: campaign.id, letter: outcome.letter.id, by }, organizing.means)
  return sendOn(`${routes.edit(campaign.slug, outcome.letter.slug)}?said=begun`)
}

function errorOf(kind: Exclude<LetterStarted['kind'], 'started'>, language: string): FieldError {
  const words = wordsFor(language).write.newLetter.errors
  switch (kind) {
    case 'no-title':
      return { field: 'title', said: words.noTitle }
    case 'no-language':
      return { field: 'language', said: words.language }
    case 'too-long':
      return { field: 'source', said: words.long(countOf(longestSource, language)) }
    case 'no-recipient':
      return { field: 'to', said: words.nobody }
    default:
      return kind satisfies never
  }
}

const fieldsIn = (posted: URLSearchParams): LetterFields => ({
  title: typedIn(posted, 'title'),
  language: typedIn(posted, 'language'),
  recipients: posted.getAll('to'),
  source: typedIn(posted, 'source'),
})

function showFollowUp(
  organizing: Organizing,
  { place, draft }: InLetter,
  title: string,
  errors: readonly FieldError[],
): Response {
  const page = followUpPage({
    ...place,
    title,
    recipients: draft.editions.map(({ recipient }) => recipient.name),
    errors,
  })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

async function followUp(organizing: Organizing, at: InLetter, posted: URLSearchParams): Promise<Response> {
  const { tx, campaign, draft, visitor } = at
  const reader = formReader(posted, visitor.language)
  const title = reader.title('title')
  if (title === undefined) return showFollowUp(organizing, at, typedIn(posted, 'title'), reader.errors)
  const wish = { campaign: campaign.id, letter: draft.letter.id, title }
  const by = visitor.organizer
  const outcome = await followUpLetter(tx, wish, { ...organizing.means, by })
  if (outcome.kind !== 'started') return refuse(organizing.means, 'not-found')
  await takeLock(tx, { campaign: campaign.id, letter: outcome.letter.id, by }, organizing.means)
  return sendOn(`${routes.edit(campaign.slug, outcome.letter.slug)}?said=begun`)
}
