import type { Context } from 'hono'
import { may, type Act, type Role, type Visitor } from '#accounts'
import { wordsFor } from '#kernel'
import { findCampaign, type Campaign } from '#letters'
import type { PostedForm, Tx } from '#platform'
import { plainPage } from './confirm-page.ts'
import { refuse } from './keep.ts'
import { doing, doingWithFiles, organizerResponse, showing, type Organizing } from './organize-visit.ts'
import { routes } from './routes.ts'

/** A campaign, seen by somebody who works on it. */
export type InCampaign = { readonly visitor: Visitor; readonly campaign: Campaign; readonly role: Role }

/** A campaign by its slug, for whoever has a role in it; for everybody else it is not there. */
export async function findInCampaign(tx: Tx, visitor: Visitor, slug: string): Promise<InCampaign | undefined> {
  return roleIn(visitor, await findCampaign(tx, slug))
}

function roleIn(visitor: Visitor, campaign: Campaign | undefined): InCampaign | undefined {
  const role = campaign && visitor.roles.get(campaign.id)
  return campaign && role && { visitor, campaign, role }
}

/** Who asks for what of a campaign; `found` where the caller has looked for it already. */
type AskedCampaign = {
  readonly tx: Tx
  readonly visitor: Visitor
  readonly act: Act
  readonly found?: { readonly campaign: Campaign | undefined }
}

/**
 * Does something in the campaign that an address names, for whoever has a role in it that allows it. To everybody else
 * a campaign is not there, so that nobody learns what is being prepared.
 */
export async function inCampaign(
  c: Context,
  organizing: Organizing,
  { tx, visitor, act, found }: AskedCampaign,
  work: (at: InCampaign) => Promise<Response>,
): Promise<Response> {
  const at = found ? roleIn(visitor, found.campaign) : await findInCampaign(tx, visitor, c.req.param('campaign') ?? '')
  if (!at) return refuse(organizing.means, 'not-found')
  if (may(at.role, act)) return await work(at)
  const words = wordsFor(visitor.language).organize
  const to = { path: routes.organizerHome(), name: words.home }
  const page = plainPage(visitor.language, { title: words.refused.title, lead: words.refused.lead, to })
  return organizerResponse(organizing, page, { status: 403 })
}

/** Shows a page of a campaign to everybody who works on it, or whose role allows `act`. */
export const showingCampaign =
  (
    organizing: Organizing,
    work: (at: InCampaign & { readonly tx: Tx }, c: Context) => Promise<Response>,
    act: Act = 'read',
  ) =>
  (c: Context): Promise<Response> =>
    showing(c, organizing, (tx, visitor) =>
      inCampaign(c, organizing, { tx, visitor, act }, (at) => work({ ...at, tx }, c)),
    )

/** Does something in a campaign that was posted, for whoever has a role that allows it. */
export const doingCampaign =
  (
    organizing: Organizing,
    act: Act,
    work: (at: InCampaign & { readonly tx: Tx }, posted: URLSearchParams, c: Context) => Promise<Response>,
  ) =>
  (c: Context): Promise<Response> =>
    doing(c, organizing, (tx, visitor, posted) =>
      inCampaign(c, organizing, { tx, visitor, act }, (at) => work({ ...at, tx }, posted, c)),
    )

/** The same with files. */
export const doingCampaignWithFiles =
  (
    organizing: Organizing,
    act: Act,
    work: (at: InCampaign & { readonly tx: Tx }, posted: PostedForm, c: Context) => Promise<Response>,
  ) =>
  (c: Context): Promise<Response> =>
    doingWithFiles(c, organizing, (tx, visitor, posted) =>
      inCampaign(c, organizing, { tx, visitor, act }, (at) => work({ ...at, tx }, posted, c)),
    )
