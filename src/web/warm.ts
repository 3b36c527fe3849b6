import { campaignSheet } from '#publication'
import { webHandler, type WebMeans } from './handler.ts'
import { routes } from './routes.ts'

/** Asks for every page and file of a campaign as a visitor would, so that they stand ready on the shelf. */
export function campaignWarmer(means: WebMeans): (campaign: string) => Promise<void> {
  const handler = webHandler(means)
  return async (campaign) => {
    const sheet = await means.database.read((tx) => campaignSheet(tx, campaign, means.now()))
    if (!sheet) return
    const paths = sheet.letters.flatMap(({ letter, editions }) => [
      routes.letter(campaign, letter.slug),
      routes.compare(campaign, letter.slug),
      ...editions.flatMap(({ slug }) => [
        routes.edition(campaign, letter.slug, slug),
        routes.pdf(campaign, letter.slug, slug),
        routes.card(campaign, letter.slug, slug),
      ]),
    ])
    for (const path of [routes.home(), routes.campaign(campaign), ...paths])
      await handler(new Request(new URL(path, 'http://localhost')), { remoteAddress: '' })
  }
}
