import {
  attachCitation,
  attachmentsOf,
  captureFor,
  normalUrl,
  quoteIn,
  removeCapture,
  sourceList,
  type RemovalReason,
  type Source,
  type Span,
} from '#evidence'
import { wordsFor, type CaptureId, type SourceId } from '#kernel'
import { citationsIn, recipientsOf } from '#letters'
import { sayingSource, saidOfSources, type At } from './add-sources.ts'
import { doingCampaign, showingCampaign } from './in-campaign.ts'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { readId } from './read-id.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { capturePage, type QuoteFields } from './source-capture-page.ts'
import { citationsPage, type PlacedCitation } from './source-citations-page.ts'

const longestQuote = 2000
const removals: readonly RemovalReason[] = ['personal-data', 'court-order', 'rights-of-others', 'mistake']

/** Quoting from captures, taking their bytes away, and giving citations the sources that they lost. */
export function addSourceCaptures(app: Router, organizing: Organizing): void {
  app.get(
    patterns.citations,
    showingCampaign(organizing, (at, c) =>
      showCitations(organizing, at, { after: c.req.query('after'), said: c.req.query('said') }),
    ),
  )
  app.post(
    patterns.citations,
    doingCampaign(organizing, 'write', (at, posted) => attach(organizing, at, posted)),
  )
  app.get(
    patterns.capture,
    showingCampaign(organizing, (at, c) =>
      showCapture(organizing, at, readId<CaptureId>(c.req.param('capture')), {
        from: readFrom(c.req.query('from')),
        said: saidOfSources(c.req.query('said'), at.visitor.language),
      }),
    ),
  )
  app.post(
    patterns.capture,
    doingCampaign(organizing, 'write', (at, posted, c) =>
      quote(organizing, at, readId<CaptureId>(c.req.param('capture')), posted),
    ),
  )
  app.get(patterns.removeCapture, (c) =>
    sendOn(routes.capture(c.req.param('campaign'), c.req.param('source'), c.req.param('capture'))),
  )
  app.post(
    patterns.removeCapture,
    doingCampaign(organizing, 'write', (at, posted, c) =>
      remove(organizing, at, readId<CaptureId>(c.req.param('capture')), posted),
    ),
  )
}

const readFrom = (text: string | undefined): number => (/^\d{1,8}$/.test(text ?? '') ? Number(text) : 0)

type Shown = {
  readonly fields?: QuoteFields
  readonly errors?: readonly FieldError[]
  readonly places?: readonly Span[]
  readonly from?: number
  readonly said?: string | undefined
}

async function showCapture(organizing: Organizing, at: At, id: CaptureId | undefined, shown: Shown): Promise<Response> {
  const found = id && (await captureFor(at.tx, at.campaign.id, id))
  if (!found) return refuse(organizing.means, 'not-found')
  const { fields = { exact: '', prefix: '' }, errors = [], places = [], from = 0, said } = shown
  const page = capturePage(at, { ...found, fields, errors, places, from, said })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

/** Quotes what was typed; where it stands several times, the page asks which one is meant, and nothing is kept. */
async function quote(
  organizing: Organizing,
  at: At,
  capture: CaptureId | undefined,
  posted: URLSearchParams,
): Promise<Response> {
  const { tx, campaign, visitor } = at
  const fields = { exact: posted.get('exact') ?? '', prefix: posted.get('prefix') ?? '' }
  const suffix = posted.get('suffix') ?? ''
  const words = wordsFor(visitor.language).sources.capture.errors
  const again = (said: string) => showCapture(organizing, at, capture, { fields, errors: [{ field: 'exact', said }] })
  if (capture === undefined) return refuse(organizing.means, 'not-found')
  if (fields.exact.trim() === '') return await again(words.empty)
  if (fields.exact.length > longestQuote) return await again(words.long)
  const wish = { campaign: campaign.id, by: visitor.organizer, capture, ...fields, suffix }
  const outcome = await quoteIn(tx, wish, organizing.means)
  switch (outcome.kind) {
    case 'found': {
      const found = await captureFor(tx, campaign.id, capture)
      if (!found) return refuse(organizing.means, 'not-found')
      return sayingSource(routes.capture(campaign.slug, found.source.id, capture), 'quoted')
    }
    case 'not-found':
      return await again(words['not-found'])
    case 'ambiguous':
      return await showCapture(organizing, at, capture, { fields, places: outcome.places })
    default:
      return outcome satisfies never
  }
}

async function remove(
  organizing: Organizing,
  at: At,
  capture: CaptureId | undefined,
  posted: URLSearchParams,
): Promise<Response> {
  const { tx, campaign, visitor } = at
  const reason = removals.find((one) => one === posted.get('reason'))
  const found = capture && (await captureFor(tx, campaign.id, capture))
  if (!capture || !found) return refuse(organizing.means, 'not-found')
  if (!reason) {
    const said = wordsFor(visitor.language).sources.capture.errors.reason
    return await showCapture(organizing, at, capture, { errors: [{ field: 'reason', said }] })
  }
  const wish = { campaign: campaign.id, by: visitor.organizer, capture, reason }
  const { kind } = await removeCapture(tx, wish, organizing.means)
  return sayingSource(routes.capture(campaign.slug, found.source.id, capture), kind)
}

async function showCitations(
  organizing: Organizing,
  at: At,
  { after, said }: { readonly after: string | undefined; readonly said: string | undefined },
): Promise<Response> {
  const { tx, campaign, visitor } = at
  const [sources, recipients] = [await sourceList(tx, campaign.id), await recipientsOf(tx, campaign.id)]
  const page = citationsPage(at, {
    citations: await placed(at, sources),
    sources,
    recipients: new Map(recipients.map(({ id, name }) => [id, name])),
    after,
    said: saidOfSources(said, visitor.language),
  })
  return organizerResponse(organizing, page)
}

/** Every citation with its source; those that lost theirs first. */
async function placed({ tx, campaign }: At, sources: readonly Source[]): Promise<readonly PlacedCitation[]> {
  const byUrl = new Map(sources.flatMap((one) => (one.url === undefined ? [] : [[one.url, one] as const])))
  const byId = new Map(sources.map((one) => [one.id, one]))
  const attached = new Map(
    (await attachmentsOf(tx, campaign.id)).map((one) => [`${one.text}\n${one.sentence}`, byId.get(one.source)]),
  )
  const all = (await citationsIn(tx, campaign.id)).map((one, index): PlacedCitation => {
    const own = one.href === undefined ? undefined : byUrl.get(normalUrl(one.href) ?? '')
    const given = one.href === undefined ? attached.get(`${one.text}\n${one.sentence}`) : undefined
    const source = own ?? given
    return { ...one, key: String(index), source: source && { ...source, isGiven: own === undefined } }
  })
  const isLost = ({ href, source }: PlacedCitation) => (href === undefined && !source ? 0 : source ? 2 : 1)
  return all.toSorted((one, other) => isLost(one) - isLost(other))
}

async function attach(organizing: Organizing, at: At, posted: URLSearchParams): Promise<Response> {
  const { tx, campaign, visitor } = at
  const [text, sentence] = [posted.get('text') ?? '', posted.get('sentence') ?? '']
  const source = readId<SourceId>(posted.get('source'))
  const path = routes.citations(campaign.slug)
  const cited = (await citationsIn(tx, campaign.id)).some((one) => one.text === text && one.sentence === sentence)
  if (source === undefined || !cited) return sayingSource(path, 'bad')
  const wish = { campaign: campaign.id, by: visitor.organizer, text, sentence, source }
  const { kind } = await attachCitation(tx, wish, organizing.means)
  return sayingSource(path, kind === 'attached' ? 'attached' : kind === 'gone' ? 'gone' : 'bad')
}
