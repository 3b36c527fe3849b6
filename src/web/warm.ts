import { Fault } from '#kernel'
import { campaignSheet } from '#publication'
import { webHandler } from './handler.ts'
import type { WebMeans } from './keep.ts'
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
    for (const path of [routes.home(), routes.campaign(campaign), ...paths]) {
      const { status } = await handler(new Request(new URL(path, 'http://localhost')), { remoteAddress: '' })
      // Thrown, so that the job is tried again: a letter without its PDF must not go unseen.
      if (status >= 500) throw new Fault('internal', `${path} answered ${status}`)
    }
  }
}
