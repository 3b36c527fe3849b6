import { newId, type CampaignId, type EmailAddress, type Means, type OrganizerId } from '#kernel'
import { leaveMails, type Tx, type Vault } from '#platform'
import { recordEvent, type Actor } from './event.ts'
import type { InvitationId, SignInId } from './ids.ts'
import { signInLink } from './link.ts'
import { lockRoles, mayIn, runsServer } from './rights.ts'
import type { Role } from './roles.ts'
import { markOf, sealPersonal } from './sealed.ts'
import { closeInvitation, insertInvitation, invitationsTo } from './store-invitation.ts'
import {
  insertOrganizer,
  lockOrganizer,
  organizerByMark,
  updateOrganizer,
  waitForTurn,
  type OrganizerRow,
} from './store-organizer.ts'
import { roleOf } from './store-role.ts'
import { countInvited, insertSignIn } from './store-sign-in.ts'
import { invitationCap, later, livesOf } from './times.ts'

/** Whom to invite, by whom and to what. */
export type Inviting = {
  readonly by: Actor
  readonly email: EmailAddress
  /** What they are called, as far as the inviter knows; they may change it. */
  readonly name?: string
  /** BCP 47: of the mail. */
  readonly language?: string
  /** The campaign and what they shall be there. */
  readonly to?: { readonly campaign: CampaignId; readonly role: Role }
  /** What only operators may give. */
  readonly isOperator?: boolean
  readonly mayCreate?: boolean
  /** Whether a mail goes to them; the link is given back in any case, for the server's command line to print. */
  readonly mails: boolean
}

/** What can come of inviting. */
export type InviteOutcome =
  /** `link`: what signs them in, once, until it ends. Only for the server's command line; a page never shows it. */
  | { readonly kind: 'invited'; readonly organizer: OrganizerId; readonly link: string; readonly linkEndsAt: Date }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'has-role'; readonly role: Role }
  /** Their account was ended; only an operator can let them in again. */
  | { readonly kind: 'ended' }
  /** They were sent three invitations within a day. */
  | { readonly kind: 'too-many' }

/**
 * Invites somebody by mail, to the server or to a campaign. Whoever has no account gets one with it, which holds nothing
 * but the address until they come. A later invitation to the same campaign takes the place of an earlier one.
 */
export async function inviteOrganizer(tx: Tx, vault: Vault, inviting: Inviting, means: Means): Promise<InviteOutcome> {
  const { by, email, to } = inviting
  if (to) await lockRoles(tx, to.campaign)
  const isOperator = await runsServer(tx, by)
  if (!(await mayInvite(tx, inviting, isOperator))) return { kind: 'not-allowed' }
  const mark = markOf(vault, email)
  await waitForTurn(tx, `address ${mark.toString('hex')}`)
  const there = await organizerByMark(tx, mark, true)
  if (there?.endedAt && !isOperator) return { kind: 'ended' }
  const at = means.now()
  if (there && by !== 'server' && (await isTooMany(tx, there, at))) return { kind: 'too-many' }
  const role = there && to && (await roleOf(tx, to.campaign, there.id))
  if (role) return { kind: 'has-role', role }
  const organizer = there ? await welcomeBack(tx, there) : await welcome(tx, vault, { inviting, mark }, means)
  if (to) await replaceInvitation(tx, { ...to, organizer, by }, means)
  else await recordEvent(tx, { by, act: 'invite-organizer', subject: [organizer] }, means)
  await grant(tx, organizer, inviting, means)
  const id = newId<SignInId>(means)
  const endsAt = later(at, there?.joinedAt ? livesOf.invitationToKnown : livesOf.invitation)
  await insertSignIn(tx, { id, kind: 'invitation', organizer, endsAt }, at)
  if (inviting.mails)
    await leaveMails(tx, [{ id: newId(means), kind: 'accounts.invitation', ids: { signIn: id }, dueAt: at }])
  return { kind: 'invited', organizer, link: signInLink(vault, id), linkEndsAt: endsAt }
}

async function mayInvite(tx: Tx, { by, to, isOperator, mayCreate }: Inviting, runs: boolean): Promise<boolean> {
  if ((isOperator || mayCreate || !to) && !runs) return false
  return !to || mayIn(tx, to.campaign, by, 'invite-organizer')
}

async function isTooMany(tx: Tx, { id }: OrganizerRow, at: Date): Promise<boolean> {
  return (await countInvited(tx, id, later(at, -invitationCap.within))) >= invitationCap.mails
}

async function welcome(
  tx: Tx,
  vault: Vault,
  { inviting, mark }: { readonly inviting: Inviting; readonly mark: Buffer },
  means: Means,
): Promise<OrganizerId> {
  const id = newId<OrganizerId>(means)
  const { email, name = '', language = 'en' } = inviting
  const sealed = sealPersonal(vault, id, { email, name, language })
  const nothing = { isOperator: false, mayCreate: false, joinedAt: null, endedAt: null }
  await insertOrganizer(tx, { id, mark, sealed, invitedAt: means.now(), ...nothing })
  return id
}

async function welcomeBack(tx: Tx, { id, endedAt }: OrganizerRow): Promise<OrganizerId> {
  if (endedAt) await updateOrganizer(tx, id, { endedAt: null })
  return id
}

async function replaceInvitation(
  tx: Tx,
  {
    by,
    campaign,
    organizer,
    role,
  }: { readonly by: Actor; readonly campaign: CampaignId; readonly role: Role } & {
    readonly organizer: OrganizerId
  },
  means: Means,
): Promise<void> {
  const at = means.now()
  for (const open of await invitationsTo(tx, campaign))
    if (open.organizer === organizer) await closeInvitation(tx, open, 'replaced', at)
  const id = newId<InvitationId>(means)
  const invitedBy = by === 'server' ? null : by
  const endsAt = later(at, livesOf.invitation)
  await insertInvitation(tx, { campaign, id, organizer, role, invitedBy, invitedAt: at, endsAt })
  const event = { by, act: 'invite-organizer', campaign, subject: [id, organizer] } as const
  await recordEvent(tx, { ...event, after: { role } }, means)
}

async function grant(
  tx: Tx,
  organizer: OrganizerId,
  { by, isOperator = false, mayCreate = false }: Inviting,
  means: Means,
): Promise<void> {
  const row = await lockOrganizer(tx, organizer)
  if (!row) return
  const before = { operator: row.isOperator, create: row.mayCreate }
  const after = { operator: row.isOperator || isOperator, create: row.mayCreate || mayCreate }
  if (before.operator === after.operator && before.create === after.create) return
  await updateOrganizer(tx, organizer, { isOperator: after.operator, mayCreate: after.create })
  await recordEvent(tx, { by, act: 'set-grants', subject: [organizer], before, after }, means)
}
