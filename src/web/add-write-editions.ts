import { oneLine, parsePartialDate, wordsFor } from '#kernel'
import {
  addEdition,
  addresseeLine,
  changeEdition,
  changeLetter,
  parseAddressees,
  removeEdition,
  type DraftEdition,
} from '#letters'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { editionFormPage, editionsPage, type EditionFields, type EditionsFacts } from './write-editions-page.ts'
import { typedIn } from './write-fields.ts'
import { readSaid } from './write-frame.ts'
import { formReader, type FormReader } from './write-read.ts'
import { doingLetter, showingLetter, type InLetter } from './write-visit.ts'

const longestAround = 300

/** What stands around a letter in each edition, and which editions there are. */
export function addWriteEditions(app: Router, organizing: Organizing): void {
  app.get(
    patterns.editions,
    showingLetter(organizing, async (at, c) => showAll(organizing, at, { said: readSaid(c.req.query('said')) })),
  )
  app.post(
    patterns.editions,
    doingLetter(organizing, 'write', (at, posted) => setInAll(organizing, at, posted)),
  )
  app.get(patterns.letterFacts, (c) => sendOn(routes.editions(c.req.param('campaign'), c.req.param('letter'))))
  app.post(
    patterns.letterFacts,
    doingLetter(organizing, 'write', (at, posted) => saveFacts(organizing, at, posted)),
  )
  app.get(
    patterns.editEdition,
    showingLetter(
      organizing,
      async (at, c) => {
        const edition = editionOf(at, c.req.param('edition'))
        return edition ? showOne(organizing, at, { edition }) : refuse(organizing.means, 'not-found')
      },
      'write',
    ),
  )
  app.post(
    patterns.editEdition,
    doingLetter(organizing, 'write', async (at, posted, c) => {
      const edition = editionOf(at, c.req.param('edition'))
      return edition ? await saveOne(organizing, at, edition, posted) : refuse(organizing.means, 'not-found')
    }),
  )
}

const editionOf = ({ draft }: InLetter, slug: string | undefined): DraftEdition | undefined =>
  draft.editions.find((one) => one.slug === slug)

/** What all say alike; nothing where they differ. */
function common(editions: readonly DraftEdition[], of: (edition: DraftEdition) => string | undefined): string {
  const [first, ...others] = editions.map((edition) => of(edition) ?? '')
  return first !== undefined && others.every((one) => one === first) ? first : ''
}

function showAll(organizing: Organizing, at: InLetter, more: Partial<EditionsFacts>): Response {
  const { place, draft, role } = at
  const { editions, recipients, letter } = draft
  const page = editionsPage({
    ...place,
    role,
    editions,
    recipients,
    shared: { date: common(editions, ({ date }) => date), closing: common(editions, ({ closing }) => closing) },
    fields: {
      title: letter.title,
      language: letter.language,
      recipients: editions.map(({ recipient }) => recipient.slug),
    },
    ...more,
  })
  return organizerResponse(organizing, page, { status: more.errors ? 422 : 200 })
}

/** Reads a date as it shall be printed. */
function readDate(reader: FormReader, posted: URLSearchParams, language: string) {
  const typed = typedIn(posted, 'date').trim()
  if (typed === '') return undefined
  return parsePartialDate(typed) ?? reader.wrong('date', wordsFor(language).write.edition.errors.date)
}

/** Date and closing for all editions at once: what letters mostly have alike. */
async function setInAll(organizing: Organizing, at: InLetter, posted: URLSearchParams): Promise<Response> {
  const { tx, campaign, draft, visitor } = at
  const reader = formReader(posted, visitor.language)
  const date = readDate(reader, posted, visitor.language)
  const closing = reader.line('closing', longestAround)
  const shared = { date: typedIn(posted, 'date'), closing: typedIn(posted, 'closing') }
  if (reader.errors.length > 0) return showAll(organizing, at, { shared, errors: reader.errors })
  const means = { ...organizing.means, by: visitor.organizer }
  for (const { id } of draft.editions)
    await changeEdition(tx, { campaign: campaign.id, letter: draft.letter.id, edition: id, date, closing }, means)
  return sendOn(`${routes.editions(campaign.slug, draft.letter.slug)}?said=saved`)
}

/** The letter's title and language, and to whom it goes. */
async function saveFacts(organizing: Organizing, at: InLetter, posted: URLSearchParams): Promise<Response> {
  const { tx, campaign, draft, visitor } = at
  const words = wordsFor(visitor.language).write.newLetter.errors
  const reader = formReader(posted, visitor.language)
  const title = reader.title('title')
  const language = reader.language('language')
  const wished = posted.getAll('to')
  if (!draft.recipients.some(({ slug }) => wished.includes(slug))) reader.wrong('to', words.nobody)
  const fields = { title: typedIn(posted, 'title'), language: typedIn(posted, 'language'), recipients: wished }
  if (reader.errors.length > 0 || title === undefined || language === undefined)
    return showAll(organizing, at, { fields, errors: reader.errors })
  const place = { campaign: campaign.id, letter: draft.letter.id }
  const means = { ...organizing.means, by: visitor.organizer }
  await changeLetter(tx, { ...place, title, language }, means)
  let stays = false
  for (const { id, slug } of draft.recipients) {
    const editions = draft.editions.filter(({ recipient }) => recipient.id === id)
    if (wished.includes(slug) && editions.length === 0) await addEdition(tx, { ...place, recipient: id }, means)
    if (wished.includes(slug)) continue
    for (const edition of editions)
      if ((await removeEdition(tx, { ...place, edition: edition.id }, means)).kind === 'frozen') stays = true
  }
  return sendOn(`${routes.editions(campaign.slug, draft.letter.slug)}?said=${stays ? 'has-versions' : 'saved'}`)
}

type One = {
  readonly edition: DraftEdition
  readonly fields?: EditionFields
  readonly errors?: readonly FieldError[]
}

function showOne(organizing: Organizing, { place, draft }: InLetter, { edition, fields, errors = [] }: One): Response {
  const next = draft.editions[draft.editions.indexOf(edition) + 1]
  const page = editionFormPage({ ...place, edition, next, fields: fields ?? fieldsOf(edition), errors })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

const fieldsOf = (edition: DraftEdition): EditionFields => ({
  printedTitle: edition.printedTitle ?? '',
  language: edition.language,
  date: edition.date ?? '',
  addressees: edition.addressees.map(addresseeLine).join('\n'),
  salutation: edition.salutation ?? '',
  closing: edition.closing ?? '',
  copies: edition.copies.map(addresseeLine).join('\n'),
})

const fieldsIn = (posted: URLSearchParams): EditionFields => ({
  printedTitle: typedIn(posted, 'printed-title'),
  language: typedIn(posted, 'language'),
  date: typedIn(posted, 'date'),
  addressees: typedIn(posted, 'addressees'),
  salutation: typedIn(posted, 'salutation'),
  closing: typedIn(posted, 'closing'),
  copies: typedIn(posted, 'copies'),
})

async function saveOne(
  organizing: Organizing,
  at: InLetter,
  edition: DraftEdition,
  posted: URLSearchParams,
): Promise<Response> {
  const { tx, campaign, draft, visitor } = at
  const words = wordsFor(visitor.language).write.edition.errors
  const reader = formReader(posted, visitor.language)
  const people = (field: string) => {
    const lines = typedIn(posted, field).toWellFormed()
    if (lines.split('\n').some((line) => oneLine(line).length > longestAround)) reader.wrong(field, words.longLine)
    return parseAddressees(lines)
  }
  const date = readDate(reader, posted, visitor.language)
  const addressees = people('addressees')
  const around = {
    salutation: reader.line('salutation', longestAround),
    closing: reader.line('closing', longestAround),
  }
  const copies = people('copies')
  const printedTitle = reader.line('printed-title', longestAround)
  const language = reader.language('language')
  const again = (errors: readonly FieldError[]) =>
    showOne(organizing, at, { edition, fields: fieldsIn(posted), errors })
  if (reader.errors.length > 0 || language === undefined) return again(reader.errors)
  const place = { campaign: campaign.id, letter: draft.letter.id, edition: edition.id }
  const change = { ...place, ...around, date, addressees, copies, printedTitle, language }
  const outcome = await changeEdition(tx, change, { ...organizing.means, by: visitor.organizer })
  switch (outcome.kind) {
    case 'changed':
    case 'unchanged':
      return sendOn(after(at, posted.get('next')))
    case 'no-language':
      return again([{ field: 'language', said: words.languageTaken }])
    case 'gone':
      return refuse(organizing.means, 'not-found')
    default:
      return outcome satisfies never
  }
}

/** Where one goes on: to the next edition where the button said so, else to all of them. */
function after(at: InLetter, next: string | null): string {
  const place = [at.campaign.slug, at.draft.letter.slug] as const
  const edition = next === null ? undefined : editionOf(at, next)
  return edition ? routes.editEdition(...place, edition.slug) : `${routes.editions(...place)}?said=saved`
}
