import { newId, type CampaignId, type EmailAddress, type Means, type OrganizerId } from '#kernel'
import { leaveMails, type Tx, type Vault } from '#platform'
import type { SessionToken, SignInId } from './ids.ts'
import { acceptAll } from './invitation.ts'
import { parseSignInLink } from './link.ts'
import { lockRoles } from './rights.ts'
import type { Role } from './roles.ts'
import { markOf, openPersonal, shownName } from './sealed.ts'
import { beginSession } from './session.ts'
import { invitationsOf } from './store-invitation.ts'
import { lockOrganizer, organizerById, updateOrganizer, waitForTurn } from './store-organizer.ts'
import { insertAsked, usableSignIns, useSignIn } from './store-sign-in.ts'

/** What can come of using a link or a passkey. */
export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly session: SessionToken; readonly organizer: OrganizerId }
  /** Used, too old, of an account that ended, or never one of ours: nobody is told which. */
  | { readonly kind: 'gone' }

/** What stands behind a link, for the page with the button that uses it. */
export type SignInPeek =
  | { readonly kind: 'sign-in'; readonly name: string }
  /** Using it accepts these; none: an invitation to the server. */
  | { readonly kind: 'invitation'; readonly name: string; readonly to: readonly InvitedTo[] }
  /** The first start's: use {@link takeFirstLink}, which asks who they are. */
  | { readonly kind: 'first' }
  | { readonly kind: 'gone' }

/** A campaign and what somebody is invited to be there. */
export type InvitedTo = { readonly campaign: CampaignId; readonly role: Role }

/**
 * Somebody wants to sign in with an address: a mail with a one-time link is left for it, at most three within ten
 * minutes. An address that nobody has takes the same way here and through the queue, so that neither answer nor time
 * tells who is an organizer; its mail is never made.
 */
export async function startSignIn(tx: Tx, vault: Vault, email: EmailAddress, means: Means): Promise<void> {
  const mark = markOf(vault, email)
  await waitForTurn(tx, `address ${mark.toString('hex')}`)
  const id = newId<SignInId>(means)
  const at = means.now()
  if (await insertAsked(tx, id, mark, at))
    await leaveMails(tx, [{ id: newId(means), kind: 'accounts.sign-in', ids: { signIn: id }, dueAt: at }])
}

/** What a link would do; uses nothing up, so that whoever opens links before their reader harms nobody. */
export async function peekSignIn(tx: Tx, vault: Vault, link: string, { now }: Pick<Means, 'now'>): Promise<SignInPeek> {
  const id = parseSignInLink(vault, link)
  const at = now()
  const [row] = id ? await usableSignIns(tx, [id], at) : []
  if (row?.kind === 'first') return { kind: 'first' }
  const organizer = row?.organizer ? await organizerById(tx, row.organizer) : undefined
  if (!row || !organizer?.sealed) return { kind: 'gone' }
  const name = shownName(openPersonal(vault, organizer.id, organizer.sealed))
  if (row.kind === 'mail') return { kind: 'sign-in', name }
  const open = (await invitationsOf(tx, organizer.id)).filter(({ endsAt }) => endsAt > at)
  return { kind: 'invitation', name, to: open.map(({ campaign, role }) => ({ campaign, role })) }
}

/** Uses a link up and signs its organizer in. The link of an invitation accepts what they are invited to. */
export async function takeSignIn(tx: Tx, vault: Vault, link: string, means: Means): Promise<SignInOutcome> {
  const id = parseSignInLink(vault, link)
  const used = id && (await useSignIn(tx, id, false, means.now()))
  if (!used?.organizer) return { kind: 'gone' }
  const isInvitation = used.kind === 'invitation'
  // Roles before organizers, as everywhere.
  if (isInvitation) for (const { campaign } of await invitationsOf(tx, used.organizer)) await lockRoles(tx, campaign)
  const begun = await signIn(tx, used.organizer, 'link', means)
  if (begun.kind === 'signed-in' && isInvitation) await acceptAll(tx, used.organizer, means)
  return begun
}

/** Begins a session for somebody whose account has not ended. */
export async function signIn(
  tx: Tx,
  organizer: OrganizerId,
  by: 'link' | 'passkey',
  means: Means,
): Promise<SignInOutcome> {
  const row = await lockOrganizer(tx, organizer)
  if (!row || row.endedAt) return { kind: 'gone' }
  if (!row.joinedAt) await updateOrganizer(tx, organizer, { joinedAt: means.now() })
  return { kind: 'signed-in', session: await beginSession(tx, organizer, by, means), organizer }
}
