import type { Context } from 'hono'
import { eventsOf, namesOf, type EventId, type Visitor } from '#accounts'
import type { OrganizerId } from '#kernel'
import type { Campaign } from '#letters'
import type { Tx } from '#platform'
import { inCampaign } from './add-organize-people.ts'
import { refuse, type Router } from './keep.ts'
import { trailPage } from './organize-trail-page.ts'
import { organizerResponse, showing, type Organizing } from './organize-visit.ts'
import { readId } from './read-id.ts'
import { patterns } from './routes.ts'

const eventsOnPage = 50

/** Who did what: in a campaign, and, for operators, on the whole server. */
export function addOrganizeTrail(app: Router, organizing: Organizing): void {
  app.get(patterns.trail, (c) =>
    showing(c, organizing, (tx, visitor) =>
      inCampaign(c, organizing, { tx, visitor, act: 'read-trail' }, ({ campaign }) =>
        showTrail(c, organizing, tx, { visitor, campaign }),
      ),
    ),
  )
  app.get(patterns.serverTrail, (c) =>
    showing(c, organizing, async (tx, visitor) =>
      visitor.isOperator
        ? await showTrail(c, organizing, tx, { visitor, campaign: undefined })
        : refuse(organizing.means, 'not-found'),
    ),
  )
}

async function showTrail(
  c: Context,
  organizing: Organizing,
  tx: Tx,
  { visitor, campaign }: { readonly visitor: Visitor; readonly campaign: Campaign | undefined },
): Promise<Response> {
  const before = readId<EventId>(c.req.query('before'))
  const found = await eventsOf(tx, { campaign: campaign?.id, before, limit: eventsOnPage + 1 })
  const events = found.slice(0, eventsOnPage)
  const named = events.flatMap(({ organizer, subject }) => [organizer, ...subject].map(readId<OrganizerId>))
  const ids = named.filter((id) => id !== undefined)
  const names = await namesOf(tx, organizing.accounts.vault, ids)
  const more = found.length > eventsOnPage
  const page = trailPage({ visitor, campaign, events, names, more, isOlder: before !== undefined })
  return organizerResponse(organizing, page)
}
