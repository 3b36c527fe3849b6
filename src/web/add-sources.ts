import {
  addSource,
  askCapture,
  askCheck,
  isAlarm,
  longestUpload,
  quotesOf,
  sourcesOf,
  uploadCapture,
  type SourceView,
} from '#evidence'
import { parsePartialDate, wordsFor, type SourceId, type Words } from '#kernel'
import { readSaid } from './desk-frame.ts'
import { doingCampaign, doingCampaignWithFiles, showingCampaign, type InCampaign } from './in-campaign.ts'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { filesIn } from './posted-files.ts'
import { readId } from './read-id.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { newSourcePage, sourcePage, sourcesPage, type SourceFields } from './source-page.ts'
import type { PostedForm, Tx } from '#platform'

/** Where somebody does something in a campaign, within a transaction. */
export type At = InCampaign & { readonly tx: Tx }

type Said = keyof Words['sources']['said']

/** Sends on to a page of the evidence that says what came of it. */
export const sayingSource = (path: string, said: Said): Response => sendOn(`${path}?said=${said}`)

/** The sentence that a query names. */
export function saidOfSources(text: string | undefined, language: string): string | undefined {
  const { said } = wordsFor(language).sources
  const key = readSaid(said, text)
  return key && said[key]
}

/** What letters and commitments rest on: listed, added, fetched in the background and looked at again. */
export function addSources(app: Router, organizing: Organizing): void {
  app.get(
    patterns.sources,
    showingCampaign(organizing, async (at, c) => {
      const sources = (await sourcesOf(at.tx, at.campaign.id)).toSorted(alarmsFirst)
      const said = saidOfSources(c.req.query('said'), at.visitor.language)
      return organizerResponse(organizing, sourcesPage(at, { sources, said }))
    }),
  )
  app.get(
    patterns.newSource,
    showingCampaign(
      organizing,
      async (at, c) => showNew(organizing, at, { url: (c.req.query('url') ?? '').slice(0, 2000), title: '' }, []),
      'write',
    ),
  )
  app.post(
    patterns.newSource,
    doingCampaign(organizing, 'write', (at, posted) => add(organizing, at, posted)),
  )
  app.get(
    patterns.source,
    showingCampaign(organizing, (at, c) =>
      showOne(organizing, at, c.req.param('source'), { said: c.req.query('said') }),
    ),
  )
  for (const pattern of [patterns.askCapture, patterns.askCheck, patterns.uploadCapture])
    app.get(pattern, (c) => sendOn(routes.source(c.req.param('campaign'), c.req.param('source'))))
  app.post(
    patterns.askCapture,
    doingCampaign(organizing, 'write', (at, _posted, c) => capture(organizing, at, c.req.param('source'))),
  )
  app.post(
    patterns.askCheck,
    doingCampaign(organizing, 'write', (at, _posted, c) => check(organizing, at, c.req.param('source'))),
  )
  app.post(
    patterns.uploadCapture,
    doingCampaignWithFiles(organizing, 'write', (at, posted, c) =>
      upload(organizing, at, c.req.param('source'), posted),
    ),
  )
}

/** Those first that a person has to look at; the rest as they were added. */
function alarmsFirst(one: SourceView, other: SourceView): number {
  const rank = ({ lastCheck }: SourceView) => (lastCheck && isAlarm(lastCheck.outcome) ? 0 : 1)
  return rank(one) - rank(other)
}

function showNew(organizing: Organizing, at: At, fields: SourceFields, errors: readonly FieldError[]): Response {
  const page = newSourcePage(at, { fields, errors })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

async function add(organizing: Organizing, at: At, posted: URLSearchParams): Promise<Response> {
  const { tx, campaign, visitor } = at
  const { means } = organizing
  const fields = { url: posted.get('url') ?? '', title: posted.get('title') ?? '' }
  const url = fields.url.trim() === '' ? undefined : fields.url
  const about = { campaign: campaign.id, by: visitor.organizer }
  const outcome = await addSource(tx, { ...about, url, title: fields.title }, means)
  if (outcome.kind === 'wrong') {
    const said = wordsFor(visitor.language).sources.form.errors[outcome.why]
    return showNew(organizing, at, fields, [{ field: outcome.why === 'no-web-address' ? 'url' : 'title', said }])
  }
  const path = routes.source(campaign.slug, outcome.source)
  if (outcome.kind === 'known') return sayingSource(path, 'known')
  const asked = await askCapture(tx, { ...about, source: outcome.source }, means)
  return sayingSource(path, asked.kind === 'asked' ? 'added' : 'added-only')
}

async function showOne(
  organizing: Organizing,
  at: At,
  id: string | undefined,
  shown: { readonly said?: string | undefined; readonly savedOn?: string; readonly errors?: readonly FieldError[] },
): Promise<Response> {
  const { tx, campaign, visitor } = at
  const source = (await sourcesOf(tx, campaign.id)).find((one) => one.id === id)
  if (!source) return refuse(organizing.means, 'not-found')
  const captures = new Set(source.captures.map((one) => one.id))
  const quotes = (await quotesOf(tx, campaign.id)).filter((quote) => captures.has(quote.capture))
  const said = saidOfSources(shown.said, visitor.language)
  const page = sourcePage(at, { ...shown, source, quotes, said })
  return organizerResponse(organizing, page, { status: shown.errors ? 422 : 200 })
}

async function capture(organizing: Organizing, at: At, id: string | undefined): Promise<Response> {
  const { tx, campaign, visitor } = at
  const source = readId<SourceId>(id)
  if (source === undefined) return refuse(organizing.means, 'not-found')
  const wish = { campaign: campaign.id, by: visitor.organizer, source }
  // A second press while the first is under way fetches nothing twice.
  const known = (await sourcesOf(tx, campaign.id)).find((one) => one.id === source)
  const isUnderWay = known?.captures.some(({ state }) => state === 'pending' || state === 'in-progress')
  const { kind } = isUnderWay ? { kind: 'asked' as const } : await askCapture(tx, wish, organizing.means)
  return kind === 'gone'
    ? sayingSource(routes.sources(campaign.slug), 'gone')
    : sayingSource(routes.source(campaign.slug, source), kind)
}

async function check(organizing: Organizing, at: At, id: string | undefined): Promise<Response> {
  const { tx, campaign, visitor } = at
  const source = readId<SourceId>(id)
  if (source === undefined) return refuse(organizing.means, 'not-found')
  const { kind } = await askCheck(tx, { campaign: campaign.id, by: visitor.organizer, source })
  if (kind === 'gone') return sayingSource(routes.sources(campaign.slug), 'gone')
  return sayingSource(routes.source(campaign.slug, source), kind === 'asked' ? 'checking' : kind)
}

/** Keeps a file that somebody saved as a capture; what is too long, or none, is said beside the field. */
async function upload(organizing: Organizing, at: At, id: string | undefined, posted: PostedForm): Promise<Response> {
  const { tx, campaign, visitor } = at
  const words = wordsFor(visitor.language).sources.one.errors
  const source = readId<SourceId>(id)
  if (source === undefined) return refuse(organizing.means, 'not-found')
  const [file] = filesIn(posted, 'file')
  const savedOn = (posted.fields.get('saved-on') ?? '').trim()
  const capturedOn = parsePartialDate(savedOn)
  const errors: FieldError[] = []
  if (!file) errors.push({ field: 'file', said: words.file })
  else if (file.bytes.length > longestUpload) errors.push({ field: 'file', said: words.long })
  // A capture is of one day: what was saved on paper is dated by whoever saved it.
  if (savedOn !== '' && capturedOn?.length !== 10) errors.push({ field: 'saved-on', said: words.day })
  if (!file || errors.length > 0) return await showOne(organizing, at, source, { savedOn, errors })
  const { bytes, mediaType } = file
  const wish = { campaign: campaign.id, by: visitor.organizer, source, bytes, mediaType, capturedOn }
  const { kind } = await uploadCapture(tx, wish, organizing.means)
  if (kind === 'gone') return sayingSource(routes.sources(campaign.slug), 'gone')
  return sayingSource(routes.source(campaign.slug, source), kind === 'kept' ? 'kept' : 'bad')
}
