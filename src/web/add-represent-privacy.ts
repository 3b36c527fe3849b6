import { campaignsByIds } from '#letters'
import { parseGatherLink, parseHomeLink, parseSignOnLink, signOnDaysKept } from '#organizations'
import { signingOf } from '#signatures'
import type { Router } from './keep.ts'
import { personalResponse } from './personal-page.ts'
import { privacyNotice } from './privacy-page.ts'
import { linkIn, nothingThere, type Representing } from './represent-visit.ts'
import { patterns, routes } from './routes.ts'
import { backupDays } from './signing-means.ts'

/**
 * What is kept of whoever signs or answers, for who holds a link to do it. A campaign that strangers may not read has no notice on its
 * own page, and here its link has already told that it is there.
 */
export function addRepresentPrivacy(app: Router, representing: Representing): void {
  const { means, represent } = representing
  const ways = [
    { pattern: patterns.joinPrivacy, parse: parseGatherLink, back: routes.join },
    { pattern: patterns.signOnPrivacy, parse: parseSignOnLink, back: routes.signOn },
    { pattern: patterns.counselPrivacy, parse: parseHomeLink, back: routes.counsel },
  ] as const
  for (const { pattern, parse, back } of ways)
    app.get(pattern, (c) =>
      means.database.read(async (tx) => {
        const target = parse(represent.vault, linkIn(c))
        const [campaign] = target ? await campaignsByIds(tx, [target.campaign]) : []
        if (!campaign) return nothingThere(representing, 'broken')
        const settings = await signingOf(tx, campaign.id)
        const notice = privacyNotice(campaign, settings, { backupDays, signOnDays: signOnDaysKept })
        const trail = [{ name: campaign.title, path: back(linkIn(c)) }]
        return personalResponse({ ...notice, trail }, means.site)
      }),
    )
}
