import type { Context } from 'hono'
import {
  endAllSessions,
  endOrganizer,
  eraseOrganizer,
  inviteOrganizer,
  listOrganizers,
  organizerFor,
  rolesOfOrganizer,
  setGrants,
  type Visitor,
} from '#accounts'
import { wordsFor, type OrganizerId } from '#kernel'
import { campaignsByIds } from '#letters'
import type { Tx } from '#platform'
import { readSaid } from './desk-frame.ts'
import { organizerPage, organizersPage, type OrganizersSaid, type TypedInvitation } from './desk-organizers-page.ts'
import { refuse, type Router } from './keep.ts'
import { doing, organizerResponse, sendOn, showing, type Organizing } from './organize-visit.ts'
import { readId } from './read-id.ts'
import { inviteErrors, readEmail, readName } from './read-wish.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

const onPage = 40

const nothingTyped: TypedInvitation = { name: '', email: '', isOperator: false, mayCreate: false }

/** Everybody with an account on this server. To all but operators these pages are not there. */
export function addDeskOrganizers(app: Router, organizing: Organizing): void {
  const { means } = organizing
  const forOperators = async ({ isOperator }: Visitor, work: () => Promise<Response>): Promise<Response> =>
    isOperator ? await work() : refuse(means, 'not-found')
  const saidIn = (c: Context) => readSaid(wordsFor('en').desk.organizers.said, c.req.query('said'))
  app.get(patterns.organizers, (c) =>
    showing(c, organizing, (tx, visitor) =>
      forOperators(visitor, () => {
        const asked = c.req.query('page') ?? ''
        const page = /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1
        return showAll(organizing, tx, visitor, { page, said: saidIn(c), typed: nothingTyped, errors: [] })
      }),
    ),
  )
  app.get(patterns.inviteOrganizer, () => sendOn(routes.organizers()))
  app.post(patterns.inviteOrganizer, (c) =>
    doing(c, organizing, (tx, visitor, posted) => forOperators(visitor, () => invite(organizing, tx, visitor, posted))),
  )
  app.get(patterns.organizer, (c) =>
    showing(c, organizing, (tx, visitor) =>
      forOperators(visitor, () => showOne(c, organizing, tx, { visitor, said: saidIn(c) })),
    ),
  )
  app.post(patterns.organizer, (c) =>
    doing(c, organizing, (tx, visitor, posted) =>
      forOperators(visitor, async () => {
        const organizer = readId<OrganizerId>(c.req.param('organizer'))
        if (!organizer) return refuse(means, 'not-found')
        const said = await change(organizing, tx, { by: visitor.organizer, organizer }, posted)
        // Nothing is left to show of who was erased; who ended their own account is nobody here any more.
        const to = said === 'erased' ? routes.organizers() : routes.organizer(organizer)
        return sendOn(`${to}?said=${said}`)
      }),
    ),
  )
}

async function showAll(
  organizing: Organizing,
  tx: Tx,
  visitor: Visitor,
  shown: {
    readonly page: number
    readonly said: OrganizersSaid | undefined
    readonly typed: TypedInvitation
    readonly errors: readonly FieldError[]
  },
): Promise<Response> {
  const all = await listOrganizers(tx, organizing.accounts.vault)
  const from = (shown.page - 1) * onPage
  const organizers = all.slice(from, from + onPage)
  const page = organizersPage({ visitor, ...shown, organizers, more: all.length > from + onPage })
  return organizerResponse(organizing, page, { status: shown.errors.length > 0 ? 422 : 200 })
}

async function invite(organizing: Organizing, tx: Tx, visitor: Visitor, posted: URLSearchParams): Promise<Response> {
  const { means, accounts } = organizing
  const words = wordsFor(visitor.language).signing.errors
  const grants = { isOperator: posted.get('operator') === 'yes', mayCreate: posted.get('create') === 'yes' }
  const typed = { ...grants, name: posted.get('name') ?? '', email: posted.get('email') ?? '' }
  const errors: FieldError[] = []
  const email = readEmail(typed.email, inviteErrors(visitor.language), errors)
  const name = typed.name.trim() === '' ? '' : readName(typed.name, words, errors)
  if (email === undefined || name === undefined)
    return await showAll(organizing, tx, visitor, { page: 1, said: undefined, typed, errors })
  const inviting = { by: visitor.organizer, email, name, mails: true, ...grants }
  const { kind } = await inviteOrganizer(tx, accounts.vault, inviting, means)
  if (kind === 'invited') accounts.wakeMailer()
  return sendOn(`${routes.organizers()}?said=${kind}`)
}

async function showOne(
  c: Context,
  organizing: Organizing,
  tx: Tx,
  { visitor, said }: { readonly visitor: Visitor; readonly said: OrganizersSaid | undefined },
): Promise<Response> {
  const { means, accounts } = organizing
  const id = readId<OrganizerId>(c.req.param('organizer'))
  const organizer = id && (await organizerFor(tx, accounts.vault, id))
  if (!organizer) return refuse(means, 'not-found')
  const given = await rolesOfOrganizer(tx, organizer.id)
  const campaigns = await campaignsByIds(tx, [...given.keys()])
  const roles = campaigns.flatMap((campaign) => {
    const role = given.get(campaign.id)
    return role ? [{ campaign, role }] : []
  })
  return organizerResponse(organizing, organizerPage({ visitor, organizer, roles, said }))
}

async function change(
  { means }: Organizing,
  tx: Tx,
  ending: { readonly by: OrganizerId; readonly organizer: OrganizerId },
  posted: URLSearchParams,
): Promise<OrganizersSaid> {
  const act = posted.get('act')
  const isSure = posted.get('sure') === 'yes'
  switch (act) {
    case 'grants': {
      const grants = { isOperator: posted.get('operator') === 'yes', mayCreate: posted.get('create') === 'yes' }
      return (await setGrants(tx, { ...ending, ...grants }, means)).kind
    }
    case 'sign-out':
      return (await endAllSessions(tx, ending, means)).kind === 'ended' ? 'signed-out' : 'not-allowed'
    case 'end':
      return isSure ? (await endOrganizer(tx, ending, means)).kind : 'unsure'
    case 'erase':
      return isSure ? (await eraseOrganizer(tx, ending, means)).kind : 'unsure'
    default:
      return 'bad'
  }
}
