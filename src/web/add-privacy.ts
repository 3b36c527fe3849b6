import { hasLog } from '#ledger'
import { publicCampaign } from '#letters'
import { signOnDaysKept } from '#organizations'
import { signingOf } from '#signatures'
import { keeper, placeOf, type Router, type WebMeans } from './keep.ts'
import { htmlParts } from './page-parts.ts'
import { privacyPage } from './privacy-page.ts'
import { patterns, routes } from './routes.ts'
import { backupDays } from './signing-means.ts'

/** What is kept of whoever signs, on every campaign where people or organizations may. */
export function addPrivacy(app: Router, means: WebMeans): void {
  const keep = keeper(means)
  app.get(patterns.privacy, (c) => {
    const slug = placeOf(c).campaign
    return keep(c, { path: routes.privacy(slug), subject: slug }, async (tx, at) => {
      const found = await publicCampaign(tx, slug, at)
      if (!found) return undefined
      const settings = await signingOf(tx, found.campaign.id)
      // Organizations sign on where there is a log: what they sign is counted there.
      if (!settings && !(await hasLog(tx, found.campaign.id))) return undefined
      return htmlParts(privacyPage(found.campaign, settings, { backupDays, signOnDays: signOnDaysKept }), means.site)
    })
  })
}
