import type { CampaignId, Means, OrganizerId } from '#kernel'
import type { MailIds, Tx } from '#platform'
import { recordEvent, type Actor } from './event.ts'
import type { InvitationId } from './ids.ts'
import { lockRoles, mayIn } from './rights.ts'
import { writeRole } from './set-role.ts'
import { closeInvitation, invitationById, invitationsOf, markReturned, type InvitationRow } from './store-invitation.ts'
import { roleOf } from './store-role.ts'

/** What can come of answering an invitation or taking it back. */
export type InvitationOutcome = { readonly kind: 'done' } | { readonly kind: 'gone' } | { readonly kind: 'not-allowed' }

/** Which invitation, and who answers it or takes it back. */
export type InvitationAnswer<By = OrganizerId> = {
  readonly by: By
  readonly campaign: CampaignId
  readonly invitation: InvitationId
}

/** Accepts an invitation to oneself. A role one has already is not made smaller by it. */
export async function acceptInvitation(tx: Tx, answer: InvitationAnswer, means: Means): Promise<InvitationOutcome> {
  return answered(tx, answer, means, (row) => acceptRow(tx, row, means))
}

/** Declines an invitation to oneself. */
export async function declineInvitation(tx: Tx, answer: InvitationAnswer, means: Means): Promise<InvitationOutcome> {
  return answered(tx, answer, means, async ({ campaign, id, organizer, ...row }) => {
    await closeInvitation(tx, { campaign, id }, 'declined', means.now())
    const event = { by: organizer, act: 'decline-invitation', campaign, subject: [id, organizer] } as const
    await recordEvent(tx, { ...event, before: { role: row.role } }, means)
  })
}

async function answered(
  tx: Tx,
  { by, campaign, invitation }: InvitationAnswer,
  { now }: Means,
  answer: (row: InvitationRow) => Promise<void>,
): Promise<InvitationOutcome> {
  await lockRoles(tx, campaign)
  const row = await invitationById(tx, campaign, invitation)
  if (!row || row.organizer !== by || row.endsAt <= now()) return { kind: 'gone' }
  await answer(row)
  return { kind: 'done' }
}

/** Takes an invitation back, before it is answered. */
export async function withdrawInvitation(
  tx: Tx,
  { by, campaign, invitation }: InvitationAnswer<Actor>,
  means: Means,
): Promise<InvitationOutcome> {
  await lockRoles(tx, campaign)
  if (!(await mayIn(tx, campaign, by, 'invite-organizer'))) return { kind: 'not-allowed' }
  const row = await invitationById(tx, campaign, invitation)
  if (!row) return { kind: 'gone' }
  await withdrawRow(tx, row, by, means)
  return { kind: 'done' }
}

/** Closes an invitation and writes it down; whoever calls has decided that it may be. */
export async function withdrawRow(tx: Tx, row: InvitationRow, by: Actor, means: Means): Promise<void> {
  const { campaign, id, organizer, role } = row
  await closeInvitation(tx, row, 'withdrawn', means.now())
  const event = { by, act: 'withdraw-invitation', campaign, subject: [id, organizer] } as const
  await recordEvent(tx, { ...event, before: { role } }, means)
}

/** Accepts everything that an organizer is invited to: pressing the button behind the link of an invitation does. */
export async function acceptAll(tx: Tx, organizer: OrganizerId, means: Means): Promise<void> {
  // Roles before rows, and campaigns in one order, as everywhere.
  for (const { campaign } of await invitationsOf(tx, organizer)) await lockRoles(tx, campaign)
  const at = means.now()
  for (const row of await invitationsOf(tx, organizer)) if (row.endsAt > at) await acceptRow(tx, row, means)
}

async function acceptRow(tx: Tx, row: InvitationRow, means: Means): Promise<void> {
  const { campaign, id, organizer, role } = row
  await closeInvitation(tx, row, 'accepted', means.now())
  const event = { by: organizer, act: 'accept-invitation', campaign, subject: [id, organizer] } as const
  await recordEvent(tx, { ...event, after: { role } }, means)
  const before = await roleOf(tx, campaign, organizer)
  // Whoever got a role meanwhile, from a lead or by another invitation, keeps that one: it is the later word.
  if (before === undefined) await writeRole(tx, { by: organizer, campaign, organizer, role }, before, means)
}

/** Mails of this room that can never arrive: the invitations they were for say so. Mails of other rooms are passed over. */
export async function noteReturnedMails(
  tx: Tx,
  mails: readonly { readonly kind: string; readonly ids: MailIds }[],
  { now }: Pick<Means, 'now'>,
): Promise<void> {
  const signIns = mails.flatMap(({ kind, ids: { signIn } }) =>
    kind === 'accounts.invitation' && signIn !== undefined ? [signIn] : [],
  )
  await markReturned(tx, signIns, now())
}
