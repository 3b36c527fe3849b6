import { decide, paragraphsTyped, reviewOf, type KeptProposal, type ReviewedText, type ReviewEdition } from '#intake'
import { oneLine, parsePartialDate, wordsFor, type Addressee } from '#kernel'
import { parseAddressees } from '#letters'
import type { Tx } from '#platform'
import { keptAt } from './add-bring-review.ts'
import { readingTextPage, textFieldsOf, type TextFields } from './bring-text-page.ts'
import { doingCampaign, showingCampaign, type InCampaign } from './in-campaign.ts'
import { parseLanguage } from './languages.ts'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { typedIn } from './write-fields.ts'

type At = InCampaign & { readonly tx: Tx }

/** The parts of one edition, looked at beside the file and changed. */
export function addBringText(app: Router, organizing: Organizing): void {
  app.get(
    patterns.readingText,
    showingCampaign(
      organizing,
      async (at, c) => {
        const found = await editionAt(at, c.req.param('proposal'), c.req.param('edition'))
        if (!found) return refuse(organizing.means, 'not-found')
        const from = Number(/^\d{1,7}$/.exec(c.req.query('from') ?? '')?.[0] ?? 0)
        return show(organizing, at, { ...found, fields: textFieldsOf(found.edition), errors: [], from })
      },
      'write',
    ),
  )
  app.post(
    patterns.readingText,
    doingCampaign(organizing, 'write', async (at, posted, c) => {
      const found = await editionAt(at, c.req.param('proposal'), c.req.param('edition'))
      return found ? await save(organizing, at, found, posted) : refuse(organizing.means, 'not-found')
    }),
  )
}

type Found = { readonly kept: KeptProposal; readonly edition: ReviewEdition }

async function editionAt(at: At, proposal: string | undefined, number: string | undefined): Promise<Found | undefined> {
  const kept = await keptAt(at, proposal)
  if (!kept || kept.result) return undefined
  const { letters } = reviewOf(kept.read.proposal, kept.acts)
  const edition = letters.flatMap(({ editions }) => editions).find((one) => String(one.number) === number)
  return edition && { kept, edition }
}

type Shown = Found & { readonly fields: TextFields; readonly errors: readonly FieldError[]; readonly from: number }

function show(organizing: Organizing, at: At, { kept, edition, fields, errors, from }: Shown): Response {
  const page = readingTextPage({ ...at, proposal: kept.id, read: kept.read, edition, fields, errors, from })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

async function save(organizing: Organizing, at: At, found: Found, posted: URLSearchParams): Promise<Response> {
  const { tx, campaign, visitor } = at
  const words = wordsFor(visitor.language).bring.errors
  const fields = fieldsIn(posted)
  const date = fields.date.trim()
  const language = parseLanguage(fields.language)
  const errors: readonly FieldError[] = [
    ...(date !== '' && !parsePartialDate(date) ? [{ field: 'date', said: words.date }] : []),
    ...(language === undefined ? [{ field: 'language', said: words.language }] : []),
  ]
  if (errors.length > 0 || language === undefined) return show(organizing, at, { ...found, fields, errors, from: 0 })
  const { kept, edition } = found
  const act = { act: 'text', edition: edition.number, to: textOf(fields, language) } as const
  const { kind } = await decide(
    tx,
    { campaign: campaign.id, proposal: kept.id, by: visitor.organizer, act },
    organizing.means,
  )
  return sendOn(`${routes.reading(campaign.slug, kept.id)}?said=${kind}`)
}

const lineOr = (text: string): string | null => oneLine(text.toWellFormed()) || null

const people = (typed: string) =>
  parseAddressees(typed.toWellFormed()).map(({ name, title, organization }: Addressee) => ({
    name: name ?? null,
    title: title ?? null,
    organization: organization ?? null,
  }))

const textOf = (fields: TextFields, language: string): ReviewedText => ({
  title: lineOr(fields.title),
  date: lineOr(fields.date),
  language,
  recipient: lineOr(fields.recipient),
  addressees: people(fields.addressees),
  cc: people(fields.cc),
  salutation: lineOr(fields.salutation),
  paragraphs: paragraphsTyped(fields.paragraphs.toWellFormed()),
  closing: lineOr(fields.closing),
})

const fieldsIn = (posted: URLSearchParams): TextFields => ({
  title: typedIn(posted, 'title'),
  date: typedIn(posted, 'date'),
  language: typedIn(posted, 'language'),
  recipient: typedIn(posted, 'recipient'),
  addressees: typedIn(posted, 'addressees'),
  cc: typedIn(posted, 'cc'),
  salutation: typedIn(posted, 'salutation'),
  paragraphs: typedIn(posted, 'paragraphs'),
  closing: typedIn(posted, 'closing'),
})
