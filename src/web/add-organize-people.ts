import { inviteOrganizer, parseRole, peopleOf, setRole, withdrawInvitation, type InvitationId } from '#accounts'
import { wordsFor, type OrganizerId } from '#kernel'
import type { Campaign } from '#letters'
import type { Tx } from '#platform'
import { doingCampaign, showingCampaign, type InCampaign } from './in-campaign.ts'
import { refuse, type Router } from './keep.ts'
import { peoplePage, type CampaignPeople, type PeopleSaid } from './organize-people-page.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { readId } from './read-id.ts'
import { inviteErrors, readEmail } from './read-wish.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

/** Who works on a campaign: roles and invitations. */
export function addOrganizePeople(app: Router, organizing: Organizing): void {
  app.get(
    patterns.people,
    showingCampaign(organizing, (at, c) => showPeople(organizing, at.tx, at, { said: readSaid(c.req.query('said')) })),
  )
  for (const pattern of [patterns.invite, patterns.setRole, patterns.withdrawInvitation])
    app.get(pattern, (c) => sendOn(routes.people(c.req.param('campaign'))))
  type Work = (tx: Tx, at: InCampaign, posted: URLSearchParams) => Promise<Response>
  // What a role allows is asked by the verb itself, under its own lock; reading is what all of them may.
  const change = (pattern: string, work: Work) =>
    app.post(
      pattern,
      doingCampaign(organizing, 'read', (at, posted) => work(at.tx, at, posted)),
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
