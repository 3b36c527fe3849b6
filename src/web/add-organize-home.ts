import type { Context } from 'hono'
import {
  acceptInvitation,
  declineInvitation,
  nameOrganizer,
  openInvitationsOf,
  organizerFor,
  type InvitationId,
  type Visitor,
} from '#accounts'
import { wordsFor } from '#kernel'
import { campaignsByIds, findCampaign } from '#letters'
import type { Tx } from '#platform'
import { accountPage } from './organize-account-page.ts'
import { organizerHomePage } from './organize-home-page.ts'
import { doing, organizerResponse, sendOn, showing, type Organizing } from './organize-visit.ts'
import { refuse, type Router } from './keep.ts'
import { readId } from './read-id.ts'
import { readName } from './read-wish.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

/** What belongs to whoever is signed in: their campaigns, their invitations, their account. */
export function addOrganizeHome(app: Router, organizing: Organizing): void {
  app.get(patterns.organizerHome, (c) =>
    showing(c, organizing, async (tx, visitor) => organizerResponse(organizing, await home(organizing, tx, visitor))),
  )
  addAnswers(app, organizing)
  app.get(patterns.organizerAccount, (c) =>
    showing(c, organizing, (tx, visitor) =>
      showAccount(organizing, tx, { visitor, saved: c.req.query('saved') === 'yes' }),
    ),
  )
  app.post(patterns.organizerAccount, (c) =>
    doing(c, organizing, (tx, visitor, posted) => saveName(organizing, tx, visitor, posted.get('name') ?? '')),
  )
}

async function home({ means }: Organizing, tx: Tx, visitor: Visitor) {
  const open = await openInvitationsOf(tx, visitor.organizer, means)
  const all = await campaignsByIds(tx, [...visitor.roles.keys(), ...open.map(({ campaign }) => campaign)])
  return organizerHomePage({
    visitor,
    campaigns: all.flatMap((campaign) => {
      const role = visitor.roles.get(campaign.id)
      return role ? [{ campaign, role }] : []
    }),
    invited: open.flatMap((one) =>
      all.filter(({ id }) => id === one.campaign).map((campaign) => ({ ...one, campaign })),
    ),
  })
}

/** Accepting and declining what one is invited to. One that is gone meanwhile is gone from the next page too. */
function addAnswers(app: Router, organizing: Organizing): void {
  const { means } = organizing
  const answers = [
    [patterns.acceptInvitation, acceptInvitation],
    [patterns.declineInvitation, declineInvitation],
  ] as const
  for (const [pattern, answer] of answers) {
    app.get(pattern, () => sendOn(routes.organizerHome()))
    app.post(pattern, (c: Context) =>
      doing(c, organizing, async (tx, { organizer }, posted) => {
        const campaign = await findCampaign(tx, posted.get('campaign') ?? '')
        const invitation = readId<InvitationId>(posted.get('invitation'))
        if (!campaign || !invitation) return refuse(means, 'bad')
        await answer(tx, { by: organizer, campaign: campaign.id, invitation }, means)
        return sendOn(routes.organizerHome())
      }),
    )
  }
}

type Shown = {
  readonly visitor: Visitor
  readonly name?: string
  readonly errors?: readonly FieldError[]
  readonly saved?: boolean
}

async function showAccount(
  organizing: Organizing,
  tx: Tx,
  { visitor, name, errors = [], saved = false }: Shown,
): Promise<Response> {
  const organizer = await organizerFor(tx, organizing.accounts.vault, visitor.organizer)
  if (!organizer) return refuse(organizing.means, 'not-found')
  const shown = name ?? (visitor.isNameless ? '' : visitor.name)
  const page = accountPage({ visitor, organizer, name: shown, errors, saved })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

async function saveName(organizing: Organizing, tx: Tx, visitor: Visitor, typed: string): Promise<Response> {
  const { means, accounts } = organizing
  const errors: FieldError[] = []
  const name = readName(typed, wordsFor(visitor.language).signing.errors, errors)
  if (name === undefined) return await showAccount(organizing, tx, { visitor, name: typed, errors })
  await nameOrganizer(tx, accounts.vault, { organizer: visitor.organizer, name }, means)
  return sendOn(`${routes.organizerAccount()}?saved=yes`)
}
