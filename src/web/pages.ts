import type { Context } from 'hono'
import { parseVersionHash } from '#kernel'
import { publicText } from '#letters'
import { dailySubject } from '#platform'
import {
  comparisonSheet,
  editionSheet,
  hasRecord,
  homeSheet,
  listSheet,
  organizationSheet,
  recordSheet,
} from '#publication'
import { campaignPage } from './campaign-page.ts'
import { comparisonPage } from './comparison-page.ts'
import { editionPage } from './edition-page.ts'
import { pageHeaders } from './headers.ts'
import { homePage } from './home-page.ts'
import { everything, keeper, placeOf, refuse, type Router, type WebMeans } from './keep.ts'
import { layout, type Page } from './layout.ts'
import { letterPage } from './letter-page.ts'
import { listPage } from './list-page.ts'
import { organizationPage } from './organization-page.ts'
import { htmlParts } from './page-parts.ts'
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
  app.get(patterns.letter, (c) => {
    const [campaign, letter] = [param(c, 'campaign'), param(c, 'letter')]
    return keep(c, { path: routes.letter(campaign, letter), subject: campaign, counts: campaign }, async (tx, at) => {
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
