import { wordsFor, type RecipientId, type Words } from '#kernel'
import { isPlainSlug } from '#letters'
import { putDemand, recordWork } from '#responses'
import type { At } from './add-sources.ts'
import { readDate, readScope, readText, scopeFields, typedScope } from './commit-terms.ts'
import { demandsPage, newDemandPage, type DemandFields } from './demand-page.ts'
import { readSaid } from './desk-frame.ts'
import { doingCampaign, showingCampaign } from './in-campaign.ts'
import type { Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { readId } from './read-id.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { typedIn } from './write-fields.ts'

/** What came of an act, by the name of its sentence. */
export type CommitSaid = keyof Words['commit']['said']

/** Sends on to a page that says what came of it. */
export const sayingCommit = (path: string, said: CommitSaid): Response => sendOn(`${path}?said=${said}`)

/** The sentence that a query names. */
export function saidOfCommit(text: string | undefined, language: string): string | undefined {
  const { said } = wordsFor(language).commit
  const key = readSaid(said, text)
  return key && said[key]
}

/** What recipients are asked: listed across editions, and put on record with how wide it is. */
export function addDemands(app: Router, organizing: Organizing): void {
  app.get(
    patterns.demands,
    showingCampaign(organizing, async (at, c) => {
      const record = await recordWork(at.tx, at.campaign)
      const said = saidOfCommit(c.req.query('said'), at.visitor.language)
      return organizerResponse(organizing, demandsPage(at, { record, said }))
    }),
  )
  app.get(
    patterns.newDemand,
    showingCampaign(
      organizing,
      (at, c) => showNew(organizing, at, { demand: c.req.query('demand'), recipient: c.req.query('recipient') }),
      'write',
    ),
  )
  app.post(
    patterns.newDemand,
    doingCampaign(organizing, 'write', (at, posted) => put(organizing, at, posted)),
  )
}

/** The form, with what is known of the demand so far. */
async function showNew(
  organizing: Organizing,
  at: At,
  asked: { readonly demand: string | undefined; readonly recipient: string | undefined },
): Promise<Response> {
  const record = await recordWork(at.tx, at.campaign)
  const known = record.demands.find((one) => one.slug === asked.demand && one.recipient === asked.recipient)
  const fields: DemandFields = {
    recipient: known?.recipient ?? '',
    demand: known?.slug ?? '',
    title: record.demands.find(({ slug, title }) => slug === known?.slug && title !== undefined)?.title ?? '',
    wording: known?.wording ?? '',
    on: known?.on ?? '',
    scope: scopeFields(known?.scope ?? {}),
  }
  return organizerResponse(organizing, newDemandPage(at, { record, fields, errors: [] }))
}

async function put(organizing: Organizing, at: At, posted: URLSearchParams): Promise<Response> {
  const { tx, campaign, visitor } = at
  const { language } = visitor
  const { errors: words, refusals } = wordsFor(language).commit
  const fields: DemandFields = {
    recipient: posted.get('recipient') ?? '',
    demand: typedIn(posted, 'demand').trim(),
    title: typedIn(posted, 'title'),
    wording: typedIn(posted, 'wording'),
    on: typedIn(posted, 'on'),
    scope: typedScope(posted),
  }
  const errors: FieldError[] = []
  const gathering = { language, errors }
  const record = await recordWork(tx, campaign)
  const again = () => organizerResponse(organizing, newDemandPage(at, { record, fields, errors }), { status: 422 })
  const recipient = readId<RecipientId>(fields.recipient)
  if (recipient === undefined) errors.push({ field: 'recipient', said: words.recipient })
  if (!isPlainSlug(fields.demand)) errors.push({ field: 'demand', said: words.slug })
  if (fields.wording.trim() === '') errors.push({ field: 'wording', said: words.wording })
  readText('wording', fields.wording, gathering)
  readText('title', fields.title, gathering)
  const on = readDate('on', fields.on, gathering, true)
  const scope = readScope(fields.scope, gathering)
  if (errors.length > 0 || recipient === undefined || on === undefined) return again()
  // Where a letter marks it, what is put on record stands for the same place.
  const marked = record.demands.find((one) => one.slug === fields.demand && one.recipient === recipient)
  const outcome = await putDemand(
    tx,
    {
      ...{ campaign: campaign.id, by: visitor.organizer, recipient, demand: fields.demand, on, scope },
      ...{ title: fields.title, wording: fields.wording },
      ...(marked?.letter && { letter: marked.letter }),
      ...(marked?.edition && { edition: marked.edition }),
    },
    organizing.means,
  )
  if (outcome.kind === 'recorded') return sayingCommit(routes.demands(campaign.slug), 'put')
  errors.push({ field: outcome.why === 'in-the-future' ? 'on' : 'recipient', said: refusals[outcome.why] })
  return again()
}
