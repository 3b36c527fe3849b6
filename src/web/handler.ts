import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { parseVersionHash, type Means } from '#kernel'
import { hasCampaigns, publicText } from '#letters'
import {
  answerFrom,
  type Database,
  type Handler,
  type Journal,
  type PageParts,
  type PageShelf,
  type StoredPage,
  type TrustedProxies,
  type Tx,
} from '#platform'
import {
  campaignSheet,
  comparisonSheet,
  editionSheet,
  homeSheet,
  listSheet,
  organizationSheet,
  signatoriesCsv,
  type EditionSheet,
  type Press,
} from '#publication'
import { campaignPage } from './campaign-page.ts'
import { comparisonPage } from './comparison-page.ts'
import { editionPage } from './edition-page.ts'
import { busyResponse, errorResponse, faultResponse, type WebError } from './error-page.ts'
import { commonHeaders, fileHeaders, pageHeaders } from './headers.ts'
import { homePage } from './home-page.ts'
import { layout, type Page, type Site } from './layout.ts'
import { letterPage } from './letter-page.ts'
import { listPage } from './list-page.ts'
import { organizationPage } from './organization-page.ts'
import { robots, sitemap } from './crawlers.ts'
import { patterns, routes } from './routes.ts'
import { textPage } from './text-page.ts'
import { visitLimits } from './visit-limits.ts'

/** What the web room is given: everything it shows comes through these. */
export type WebMeans = Means & {
  readonly database: Database
  readonly shelf: PageShelf
  readonly site: Site
  readonly press: Press
  readonly journal: Journal
  readonly trustedProxies: TrustedProxies
}

type House = { readonly Bindings: Parameters<Handler>[1] }

const bytesAtMost = 64 * 1024
const pathAtMost = 2000

/** Every page of this server as one function from request to response. Reading only: no route changes anything. */
export function webHandler(means: WebMeans): Handler {
  const app = new Hono<House>()
  const limits = visitLimits(means)
  const limitBody = bodyLimit({ maxSize: bytesAtMost, onError: () => refuse(means, 'too-large') })
  app.use(async (c, next) => {
    try {
      return await limitBody(c, next)
    } catch {
      // Only reading the body can throw here: the visitor broke off or sent it garbled, which is no fault of ours.
      return refuse(means, 'bad')
    }
  })
  app.use(async (c, next) => {
    // No text of ours holds a NUL, and PostgreSQL takes none, not even to look for it.
    if (c.req.url.length > pathAtMost || c.req.url.includes('%00')) return refuse(means, 'bad')
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return refuse(means, 'method')
    const busy = limits(c.req.raw, c.env.remoteAddress)
    if (busy) return busyResponse(busy.waitSeconds, means.site, pageHeaders)
    return await next()
  })
  // Files first: their names would read as names of editions.
  addFiles(app, means)
  addPages(app, means)
  app.notFound(() => refuse(means, 'not-found'))
  app.onError((error) => fail(means, error))
  return (request, from) => app.fetch(request, from)
}

function refuse({ site }: WebMeans, error: WebError): Response {
  return errorResponse(error, site, pageHeaders)
}

function fail({ site, journal }: WebMeans, error: Error): Response {
  return faultResponse(journal.fault(error), site, pageHeaders)
}

/** Sends what stands on the shelf under `path`, or builds it, once, and keeps it there while `subject` is unchanged. */
type Keep = (
  c: Context,
  place: { readonly path: string; readonly subject: string },
  build: (tx: Tx, at: Date) => Promise<PageParts | undefined>,
) => Promise<Response>

function keeper(means: WebMeans): Keep {
  return async (c, { path, subject }, build) => {
    const page: StoredPage | undefined = await means.shelf.keep(path, subject, () =>
      means.database.read((tx) => build(tx, means.now())),
    )
    return page ? answerFrom(page, c.req.raw) : refuse(means, 'not-found')
  }
}

const htmlParts = (page: Page, site: Site): PageParts => ({
  contentType: 'text/html; charset=utf-8',
  body: layout(page, site),
  headers: Object.entries(pageHeaders),
  compress: true,
})

/** Pages of everything on this server change with any campaign. */
const everything = '*'

function addPages(app: Hono<House>, means: WebMeans): void {
  const keep = keeper(means)
  const { site } = means
  const page = (made: Page | undefined) => made && htmlParts(made, site)
  const param = (c: Context, name: string): string => c.req.param(name) ?? ''

  app.get(patterns.home, (c) =>
    keep(c, { path: routes.home(), subject: everything }, async (tx, at) =>
      page(homePage(await homeSheet(tx, at), 'en')),
    ),
  )
  app.get(patterns.campaign, (c) => {
    const campaign = param(c, 'campaign')
    return keep(c, { path: routes.campaign(campaign), subject: campaign }, async (tx, at) => {
      const sheet = await campaignSheet(tx, campaign, at)
      return page(sheet && campaignPage(sheet))
    })
  })
  app.get(patterns.organization, (c) => {
    const [campaign, organization] = [param(c, 'campaign'), param(c, 'organization')]
    return keep(c, { path: routes.organization(campaign, organization), subject: campaign }, async (tx, at) => {
      const sheet = await organizationSheet(tx, campaign, organization, at)
      return page(sheet && organizationPage(sheet))
    })
  })
  app.get(patterns.letter, (c) => {
    const [campaign, letter] = [param(c, 'campaign'), param(c, 'letter')]
    return keep(c, { path: routes.letter(campaign, letter), subject: campaign }, async (tx, at) => {
      const sheet = await listSheet(tx, campaign, letter, at)
      return page(sheet && letterPage(sheet))
    })
  })
  app.get(patterns.signatories, async (c) => {
    const [campaign, letter, wanted] = [param(c, 'campaign'), param(c, 'letter'), (c.req.query('find') ?? '').trim()]
    if (wanted === '')
      return await keep(c, { path: routes.signatories(campaign, letter), subject: campaign }, async (tx, at) => {
        const sheet = await listSheet(tx, campaign, letter, at)
        return page(sheet && listPage(sheet, ''))
      })
    const sheet = await means.database.read((tx) => listSheet(tx, campaign, letter, means.now()))
    if (!sheet) return refuse(means, 'not-found')
    return new Response(layout(listPage(sheet, wanted.slice(0, 120)), site), {
      headers: { ...pageHeaders, 'Content-Type': 'text/html; charset=utf-8' },
    })
  })
  for (const pattern of [patterns.compare, patterns.compareTo])
    app.get(pattern, (c) => {
      const [campaign, letter, base] = [param(c, 'campaign'), param(c, 'letter'), c.req.param('base')]
      const path = base === undefined ? routes.compare(campaign, letter) : routes.compareTo(campaign, letter, base)
      return keep(c, { path, subject: campaign }, async (tx, at) => {
        const sheet = await comparisonSheet(tx, { campaign, letter, base }, at)
        return page(sheet && comparisonPage(sheet))
      })
    })
  app.get(patterns.edition, (c) => {
    const place = placeOf(c)
    const path = routes.edition(place.campaign, place.letter, place.edition)
    return keep(c, { path, subject: place.campaign }, async (tx, at) => {
      const sheet = await editionSheet(tx, place, at)
      return page(sheet && editionPage(sheet))
    })
  })
  app.get(patterns.text, (c) =>
    keep(c, { path: routes.text(param(c, 'hash')), subject: everything }, async (tx, at) => {
      const hash = parseVersionHash(param(c, 'hash'))
      const text = hash && (await publicText(tx, hash, at))
      return page(text && textPage(text, 'en'))
    }),
  )
}

function placeOf(c: Context): { readonly campaign: string; readonly letter: string; readonly edition: string } {
  const { campaign = '', letter = '', edition = '' } = c.req.param() as Readonly<Record<string, string>>
  return { campaign, letter, edition }
}

const fileParts = (contentType: string, body: string | Uint8Array, name?: string): PageParts => ({
  contentType,
  body,
  headers: Object.entries({
    ...fileHeaders,
    ...(name === undefined ? {} : { 'Content-Disposition': `inline; filename="${name}"` }),
  }),
  compress: typeof body === 'string',
})

function addFiles(app: Hono<House>, means: WebMeans): void {
  const keep = keeper(means)
  const drawn = (pattern: string, path: typeof routes.pdf, draw: (sheet: EditionSheet) => Promise<PageParts>) =>
    app.get(pattern, async (c) => {
      const place = placeOf(c)
      const at = path(place.campaign, place.letter, place.edition)
      // The sheet is read first, so that a slow drawing never holds a database connection.
      const page = await means.shelf.keep(at, place.campaign, async () => {
        const sheet = await means.database.read((tx) => editionSheet(tx, place, means.now()))
        return sheet && (await draw(sheet))
      })
      return page ? answerFrom(page, c.req.raw) : refuse(means, 'not-found')
    })
  drawn(patterns.pdf, routes.pdf, async (sheet) =>
    fileParts('application/pdf', await means.press.letterPdf(sheet), `${asciiName(sheet)}.pdf`),
  )
  drawn(patterns.card, routes.card, async (sheet) => fileParts('image/png', await means.press.cardPng(sheet)))
  app.get(patterns.signatoriesCsv, (c) => {
    const { campaign, letter } = placeOf(c)
    return keep(c, { path: routes.signatoriesCsv(campaign, letter), subject: campaign }, async (tx, at) => {
      const sheet = await listSheet(tx, campaign, letter, at)
      return sheet && fileParts('text/csv; charset=utf-8', signatoriesCsv(sheet), 'signatories.csv')
    })
  })
  app.get(patterns.textFile, (c) => {
    const hash = parseVersionHash((c.req.param('file') ?? '').slice(0, 64))
    if (!hash) return refuse(means, 'not-found')
    return keep(c, { path: routes.textFile(hash), subject: everything }, async (tx, at) => {
      const text = await publicText(tx, hash, at)
      return text && fileParts('text/plain; charset=utf-8', text.canonicalText)
    })
  })
  app.get(patterns.robots, (c) =>
    keep(c, { path: routes.robots(), subject: everything }, async () =>
      fileParts('text/plain; charset=utf-8', robots(means.site)),
    ),
  )
  app.get(patterns.sitemap, (c) =>
    keep(c, { path: routes.sitemap(), subject: everything }, async (tx, at) =>
      fileParts('application/xml; charset=utf-8', sitemap(await homeSheet(tx, at), means.site)),
    ),
  )
  app.get(patterns.health, async () => {
    await means.database.read((tx) => hasCampaigns(tx))
    return new Response('ok\n', {
      headers: { ...commonHeaders, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
    })
  })
}

const asciiName = ({ letter, edition }: EditionSheet): string =>
  `${letter.slug}-${edition.slug}`.replace(/[^a-z0-9-]+/g, '-').replace(/^-+|-+$/g, '') || 'letter'
