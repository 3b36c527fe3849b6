import type { Context } from 'hono'
import {
  acceptInvitation,
  declineInvitation,
  endSessionOf,
  nameOrganizer,
  openInvitationsOf,
  organizerFor,
  parseSessionId,
  sessionsOf,
  type InvitationId,
  type Visitor,
} from '#accounts'
import { wordsFor } from '#kernel'
import { campaignsByIds, findCampaign, signableLetters } from '#letters'
import type { Tx } from '#platform'
import { lettersWaiting } from './desk-waiting.ts'
import { accountPage } from './organize-account-page.ts'
import { organizerHomePage } from './organize-home-page.ts'
import { doing, organizerResponse, sendOn, showing, tokenIn, type Organizing } from './organize-visit.ts'
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
      showAccount(organizing, tx, { visitor, token: tokenIn(c, organizing), said: saidOf(c.req.query('said')) }),
    ),
  )
  app.post(patterns.organizerAccount, (c) =>
    doing(c, organizing, (tx, visitor, posted) =>
      saveName(organizing, tx, { visitor, token: tokenIn(c, organizing) }, posted.get('name') ?? ''),
    ),
  )
  app.get(patterns.endSession, () => sendOn(routes.organizerAccount()))
  app.post(patterns.endSession, (c) =>
    doing(c, organizing, async (tx, { organizer }, posted) => {
      const session = parseSessionId(posted.get('session') ?? '')
      if (session) await endSessionOf(tx, { organizer, session }, organizing.means)
      return sendOn(`${routes.organizerAccount()}?said=session-ended`)
    }),
  )
}

const saidOf = (text: string | undefined) => (['saved', 'session-ended'] as const).find((one) => one === text)

async function home({ means }: Organizing, tx: Tx, visitor: Visitor) {
  const open = await openInvitationsOf(tx, visitor.organizer, means)
  const all = await campaignsByIds(tx, [...visitor.roles.keys(), ...open.map(({ campaign }) => campaign)])
  const letters = await signableLetters(tx, [...visitor.roles.keys()], lettersWaiting(visitor), means.now())
  return organizerHomePage({
    visitor,
    letters,
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

type Own = { readonly visitor: Visitor; readonly token: string }
type Shown = Own & {
  readonly name?: string
  readonly errors?: readonly FieldError[]
  readonly said?: 'saved' | 'session-ended' | undefined
}

async function showAccount(
  organizing: Organizing,
  tx: Tx,
  { visitor, token, name, errors = [], said }: Shown,
): Promise<Response> {
  const organizer = await organizerFor(tx, organizing.accounts.vault, visitor.organizer)
  if (!organizer) return refuse(organizing.means, 'not-found')
  const shown = name ?? (visitor.isNameless ? '' : visitor.name)
  const sessions = await sessionsOf(tx, { organizer: visitor.organizer, token }, organizing.means)
  const page = accountPage({ visitor, organizer, name: shown, errors, said, sessions })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

async function saveName(organizing: Organizing, tx: Tx, own: Own, typed: string): Promise<Response> {
  const { visitor } = own
  const { means, accounts } = organizing
  const errors: FieldError[] = []
  const name = readName(typed, wordsFor(visitor.language).signing.errors, errors)
  if (name === undefined) return await showAccount(organizing, tx, { ...own, name: typed, errors })
  await nameOrganizer(tx, accounts.vault, { organizer: visitor.organizer, name }, means)
  return sendOn(`${routes.organizerAccount()}?said=saved`)
}
