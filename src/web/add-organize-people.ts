import type { Context } from 'hono'
import {
  inviteOrganizer,
  may,
  parseRole,
  peopleOf,
  setRole,
  withdrawInvitation,
  type Act,
  type InvitationId,
  type Role,
  type Visitor,
} from '#accounts'
import { wordsFor, type OrganizerId } from '#kernel'
import { findCampaign, type Campaign } from '#letters'
import type { Tx } from '#platform'
import { plainPage } from './confirm-page.ts'
import { refuse, type Router } from './keep.ts'
import { peoplePage, type CampaignPeople, type PeopleSaid } from './organize-people-page.ts'
import { doing, organizerResponse, sendOn, showing, type Organizing } from './organize-visit.ts'
import { readId } from './read-id.ts'
import { inviteErrors, readEmail } from './read-wish.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

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

/** Who works on a campaign: roles and invitations. */
export function addOrganizePeople(app: Router, organizing: Organizing): void {
  app.get(patterns.people, (c) =>
    showing(c, organizing, (tx, visitor) =>
      inCampaign(c, organizing, { tx, visitor, act: 'read' }, (at) =>
        showPeople(organizing, tx, at, { said: readSaid(c.req.query('said')) }),
      ),
    ),
  )
  for (const pattern of [patterns.invite, patterns.setRole, patterns.withdrawInvitation])
    app.get(pattern, (c) => sendOn(routes.people(c.req.param('campaign'))))
  type Work = (tx: Tx, at: InCampaign, posted: URLSearchParams) => Promise<Response>
  // What a role allows is asked by the verb itself, under its own lock; reading is what all of them may.
  const change = (pattern: string, work: Work) =>
    app.post(pattern, (c: Context) =>
      doing(c, organizing, (tx, visitor, posted) =>
        inCampaign(c, organizing, { tx, visitor, act: 'read' }, (at) => work(tx, at, posted)),
      ),
    )
  change(patterns.invite, (tx, at, posted) => invite(organizing, tx, at, posted))
  change(patterns.setRole, (tx, at, posted) => changeRole(organizing, tx, at, posted))
  change(patterns.withdrawInvitation, async (tx, { visitor, campaign }, posted) => {
    const invitation = readId<InvitationId>(posted.get('invitation'))
    if (!invitation) return refuse(organizing.means, 'bad')
    const wish = { by: visitor.organizer, campaign: campaign.id, invitation }
    const { kind } = await withdrawInvitation(tx, wish, organizing.means)
    return after(campaign, kind === 'done' ? 'withdrawn' : kind)
  })
}

async function showPeople(
  organizing: Organizing,
  tx: Tx,
  at: InCampaign,
  more: Pick<CampaignPeople, 'said' | 'typed'>,
): Promise<Response> {
  const { means, accounts } = organizing
  const people = await peopleOf(tx, accounts.vault, at.campaign.id)
  const page = peoplePage({ ...at, ...people, ...more, now: means.now() })
  return organizerResponse(organizing, page, { status: more.typed ? 422 : 200 })
}

async function invite(organizing: Organizing, tx: Tx, at: InCampaign, posted: URLSearchParams): Promise<Response> {
  const { visitor, campaign } = at
  const errors: FieldError[] = []
  const typed = posted.get('email') ?? ''
  const role = parseRole(posted.get('role') ?? '')
  const email = readEmail(typed, inviteErrors(visitor.language), errors)
  if (!role) return after(campaign, 'bad')
  if (email === undefined) return await showPeople(organizing, tx, at, { typed: { email: typed, role, errors } })
  const { means, accounts } = organizing
  const inviting = { by: visitor.organizer, email, to: { campaign: campaign.id, role }, mails: true }
  const { kind } = await inviteOrganizer(tx, accounts.vault, inviting, means)
  return after(campaign, kind)
}

async function changeRole(
  { means }: Organizing,
  tx: Tx,
  { visitor, campaign }: InCampaign,
  posted: URLSearchParams,
): Promise<Response> {
  const whom = readId<OrganizerId>(posted.get('organizer'))
  const word = posted.get('role')
  const role = parseRole(word ?? '')
  if (!whom || (!role && word !== 'none')) return after(campaign, 'bad')
  const change = { by: visitor.organizer, campaign: campaign.id, organizer: whom, role }
  const { kind } = await setRole(tx, change, means)
  // Whoever left sees the campaign no more.
  if (kind === 'set' && !role && whom === visitor.organizer) return sendOn(routes.organizerHome())
  return after(campaign, kind)
}

const after = ({ slug }: Campaign, said: PeopleSaid): Response => sendOn(`${routes.people(slug)}?said=${said}`)

function readSaid(text: string | undefined): PeopleSaid | undefined {
  const { said } = wordsFor('en').organize.people
  return text !== undefined && Object.hasOwn(said, text) ? (text as PeopleSaid) : undefined
}
