import type { Context } from 'hono'
import { eventsOf, namesOf, type EventAct, type EventId, type TrailEvent, type Visitor } from '#accounts'
import { wordsFor, type OrganizerId } from '#kernel'
import { campaignsByIds, lettersAndRecipients, type Campaign } from '#letters'
import { namesOnBoard } from '#organizations'
import type { Tx } from '#platform'
import { showingCampaign } from './in-campaign.ts'
import { readSaid } from './desk-frame.ts'
import type { TrailNames } from './desk-trail-words.ts'
import { refuse, type Router } from './keep.ts'
import { trailPage } from './organize-trail-page.ts'
import { organizerResponse, showing, type Organizing } from './organize-visit.ts'
import { readId } from './read-id.ts'
import { patterns } from './routes.ts'

// Of the longest acts so many fit in a page of 30 KB, with the choice of what to show.
const eventsOnPage = 20

/** Who did what: in a campaign, and, for operators, on the whole server. */
export function addOrganizeTrail(app: Router, organizing: Organizing): void {
  app.get(
    patterns.trail,
    showingCampaign(organizing, (at, c) => showTrail(c, organizing, at.tx, at), 'read-trail'),
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
  const act: EventAct | undefined = readSaid(wordsFor('en').organize.trail.acts, c.req.query('act'))
  const found = await eventsOf(tx, { campaign: campaign?.id, before, act, limit: eventsOnPage + 1 })
  const events = found.slice(0, eventsOnPage)
  const names = await trailNames(organizing, tx, events, campaign)
  const more = found.length > eventsOnPage
  const page = trailPage({ visitor, campaign, events, names, act, more, isOlder: before !== undefined })
  return organizerResponse(organizing, page)
}

/** What the ids of some acts stand for. */
async function trailNames(
  { accounts }: Organizing,
  tx: Tx,
  events: readonly TrailEvent[],
  campaign: Campaign | undefined,
): Promise<TrailNames> {
  // Ids of any kind: each is asked for among letters and among people.
  const named = <Id extends string>(): readonly Id[] =>
    events
      .flatMap(({ organizer, subject, before, after }) => [
        organizer,
        ...subject,
        before?.['follows'],
        after?.['follows'],
      ])
      .map((one) => (typeof one === 'string' ? readId<Id>(one) : undefined))
      .filter((id) => id !== undefined)
  const among = [...new Set(events.flatMap((event) => (event.campaign === undefined ? [] : [event.campaign])))]
  const letters = await lettersAndRecipients(tx, among, named())
  // Who was asked by a campaign is for its own organizers: on the server's trail they have no names.
  const board = campaign ? await namesOnBoard(tx, campaign.id, named()) : new Map<string, string>()
  const campaigns = campaign ? [campaign] : await campaignsByIds(tx, among)
  return {
    organizers: await namesOf(tx, accounts.vault, named<OrganizerId>()),
    things: new Map<string, string>([...letters, ...board]),
    campaigns: new Map(campaigns.map(({ id, title }) => [id, title])),
  }
}
