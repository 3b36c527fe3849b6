import type { Context } from 'hono'
import { parseVersionHash } from '#kernel'
import { publicText } from '#letters'
import { answerFrom, dailySubject, type PageParts } from '#platform'
import {
  comparisonSheet,
  editionSheet,
  hasRecord,
  homeSheet,
  organizationSheet,
  recordSheet,
  type ListView,
} from '#publication'
import { campaignPage } from './campaign-page.ts'
import { comparisonPage } from './comparison-page.ts'
import { editionPage } from './edition-page.ts'
import { homePage } from './home-page.ts'
import { everything, keeper, placeOf, refuse, type Router, type WebMeans } from './keep.ts'
import type { Page } from './layout.ts'
import { letterPage } from './letter-page.ts'
import { listPage } from './list-page.ts'
import { organizationPage } from './organization-page.ts'
import { answerOnce, htmlParts } from './page-parts.ts'
import { recordFrontPage } from './record-comparison-page.ts'
import { recordHeaders } from './record-frame.ts'
import { patterns, routes } from './routes.ts'
import { textPage } from './text-page.ts'

/** Every public page. */
export function addPages(app: Router, means: WebMeans): void {
  const keep = keeper(means)
  const { site } = means
  const page = (made: Page | undefined) => made && htmlParts(made, site)
  const param = (c: Context, name: string): string => c.req.param(name) ?? ''

  app.get(patterns.home, (c) =>
    keep(c, { path: routes.home(), subject: everything, counts: everything }, async (tx, at) =>
      page(homePage(await homeSheet(tx, at), { language: 'en', hasOrganizers: means.accounts !== undefined })),
    ),
  )
  app.get(patterns.campaign, (c) => {
    const campaign = param(c, 'campaign')
    return keep(
      c,
      { path: routes.campaign(campaign), subject: dailySubject(campaign), counts: campaign },
      async (tx, at) => {
        const sheet = await recordSheet(tx, campaign, at)
        if (!sheet || !hasRecord(sheet)) return page(sheet && campaignPage(sheet))
        return htmlParts(recordFrontPage(sheet), site, recordHeaders)
      },
    )
  })
  app.get(patterns.organization, (c) => {
    const [campaign, organization] = [param(c, 'campaign'), param(c, 'organization')]
    return keep(c, { path: routes.organization(campaign, organization), subject: campaign }, async (tx, at) => {
      const sheet = await organizationSheet(tx, campaign, organization, at)
      return page(sheet && organizationPage(sheet))
    })
  })
  app.get(patterns.letter, async (c) => {
    const place = placeOf(c)
    const path = routes.letter(place.campaign, place.letter)
    const subjects = { text: place.campaign, count: place.campaign }
    const stored = await means.shelf.keep(path, subjects, async () => {
      const view = await means.lists.view(place, fromTheFirst)
      return page(view && letterPage(view))
    })
    return stored ? answerFrom(stored, c.req.raw) : refuse(means, 'not-found')
  })
  addList(app, means)
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
    return keep(c, { path, subject: place.campaign, counts: place.campaign }, async (tx, at) => {
      const sheet = await editionSheet(tx, place, at)
      return page(sheet && editionPage(sheet, site))
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

const fromTheFirst = { find: '', after: undefined } as const

/** The list of a letter: its first page stands ready, what is looked for is answered one by one. */
function addList(app: Router, means: WebMeans): void {
  const parts = (view: ListView, wanted: string): PageParts =>
    htmlParts(listPage(view, { wanted, prints: means.printer !== undefined }), means.site)
  app.get(patterns.signatories, async (c) => {
    const place = placeOf(c)
    const find = (c.req.query('find') ?? '').trim().slice(0, 120)
    const after = c.req.query('after')
    if (find !== '' || after !== undefined) {
      const view = await means.lists.view(place, { find, after })
      return view ? await answerOnce(parts(view, find), c.req.raw) : refuse(means, 'not-found')
    }
    const path = routes.signatories(place.campaign, place.letter)
    const stored = await means.shelf.keep(path, { text: place.campaign }, async () => {
      const view = await means.lists.view(place, fromTheFirst)
      return view && parts(view, '')
    })
    return stored ? answerFrom(stored, c.req.raw) : refuse(means, 'not-found')
  })
}
