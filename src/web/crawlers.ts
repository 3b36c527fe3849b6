import type { CampaignSheet } from '#publication'
import { html } from '#typeset'
import type { Site } from './layout.ts'
import { routes } from './routes.ts'

/** What crawlers may read: every public page; searches only cost time. */
export function robots(site: Site): string {
  return `User-agent: *\nDisallow: /*?\nAllow: /\nSitemap: ${site.publicUrl}${routes.sitemap()}\n`
}

/** The pages of every public letter, for search engines (sitemaps.org, protocol 0.9); organizations are found from its list. */
export function sitemap(campaigns: readonly CampaignSheet[], site: Site): string {
  const paths = campaigns.flatMap(({ campaign, letters }) => [
    routes.campaign(campaign.slug),
    ...letters.flatMap(({ letter, editions }) => [
      routes.letter(campaign.slug, letter.slug),
      ...editions.map((edition) => routes.edition(campaign.slug, letter.slug, edition.slug)),
      ...(editions.length > 1 ? [routes.compare(campaign.slug, letter.slug)] : []),
      routes.signatories(campaign.slug, letter.slug),
    ]),
  ])
  const entries = [routes.home(), ...paths].map((path) => html`<url><loc>${site.publicUrl}${path}</loc></url>`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${html`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries}</urlset>`.toString()}\n`
}
