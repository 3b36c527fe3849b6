import type { CampaignId, EmailAddress, Means, OrganizerId } from '#kernel'
import type { Tx, Vault } from '#platform'
import { recordEvent } from './event.ts'
import type { InvitationId } from './ids.ts'
import { organizerOf, type Organizer } from './organizer.ts'
import type { Role } from './roles.ts'
import { markOf, openPersonal, sealPersonal, shownName } from './sealed.ts'
import { invitationsOf, invitationsTo } from './store-invitation.ts'
import {
  allOrganizers,
  lockOrganizer,
  organizerById,
  organizerByMark,
  organizersByIds,
  organizersIn,
  updateOrganizer,
} from './store-organizer.ts'
import { rolesOf } from './store-role.ts'

/** The organizer with an address, whatever became of them. */
export async function findOrganizer(tx: Tx, vault: Vault, email: EmailAddress): Promise<Organizer | undefined> {
  const row = await organizerByMark(tx, markOf(vault, email))
  return row && organizerOf(row, vault)
}

/** An organizer by id. */
export async function organizerFor(tx: Tx, vault: Vault, id: OrganizerId): Promise<Organizer | undefined> {
  const row = await organizerById(tx, id)
  return row && organizerOf(row, vault)
}

/** Everybody of whom anything is kept, for operators. */
export async function listOrganizers(tx: Tx, vault: Vault): Promise<readonly Organizer[]> {
  return (await allOrganizers(tx)).map((row) => organizerOf(row, vault))
}

/** What organizers are called, for the trail; whoever was erased is not among them. */
export async function namesOf(
  tx: Tx,
  vault: Vault,
  ids: readonly OrganizerId[],
): Promise<ReadonlyMap<OrganizerId, string>> {
  const rows = await organizersByIds(tx, [...new Set(ids)])
  return new Map(
    rows.flatMap(({ id, sealed }) => (sealed ? [[id, shownName(openPersonal(vault, id, sealed))] as const] : [])),
  )
}

/** Somebody with a role in a campaign. */
export type Member = {
  readonly organizer: OrganizerId
  readonly name: string
  readonly email: string
  readonly role: Role
}

/** Somebody who is invited to a campaign and has not answered. */
export type Invitee = Member & {
  readonly invitation: InvitationId
  readonly invitedAt: Date
  readonly endsAt: Date
  /** The mail came back. */
  readonly returnedAt: Date | undefined
}

/** Who works on a campaign, those who do so longest first: names without addresses, in one question. */
export async function membersOf(
  tx: Tx,
  vault: Vault,
  campaign: CampaignId,
): Promise<readonly { readonly organizer: OrganizerId; readonly name: string }[]> {
  const rows = await organizersIn(tx, campaign)
  return rows.map(({ id, sealed }) => ({ organizer: id, name: shownName(openPersonal(vault, id, sealed)) }))
}

/** Who works on a campaign, and who is asked to. */
export async function peopleOf(
  tx: Tx,
  vault: Vault,
  campaign: CampaignId,
): Promise<{ readonly members: readonly Member[]; readonly invitees: readonly Invitee[] }> {
  const roles = await rolesOf(tx, campaign)
  const invitations = await invitationsTo(tx, campaign)
  const ids = [...new Set([...roles.keys(), ...invitations.map(({ organizer }) => organizer)])]
  const personal = new Map(
    (await organizersByIds(tx, ids)).flatMap(({ id, sealed }) =>
      sealed ? [[id, openPersonal(vault, id, sealed)] as const] : [],
    ),
  )
  const member = (organizer: OrganizerId, role: Role): readonly Member[] => {
    const found = personal.get(organizer)
    return found ? [{ organizer, name: shownName(found), email: found.email, role }] : []
  }
  return {
    members: [...roles].flatMap(([organizer, role]) => member(organizer, role)),
    invitees: invitations.flatMap((row) =>
      member(row.organizer, row.role).map((one) => ({
        ...one,
        ...{ invitation: row.id, invitedAt: row.invitedAt, endsAt: row.endsAt },
        returnedAt: row.returnedAt ?? undefined,
      })),
    ),
  }
}

/** What an organizer is invited to and has not answered, while it can still be accepted. */
export async function openInvitationsOf(
  tx: Tx,
  organizer: OrganizerId,
  { now }: Pick<Means, 'now'>,
): Promise<readonly { readonly campaign: CampaignId; readonly invitation: InvitationId; readonly role: Role }[]> {
  const at = now()
  return (await invitationsOf(tx, organizer))
    .filter(({ endsAt }) => endsAt > at)
    .map(({ campaign, id, role }) => ({ campaign, invitation: id, role }))
}

/** Keeps what an organizer wants to be called, and in which language we write to them. */
export async function nameOrganizer(
  tx: Tx,
  vault: Vault,
  { organizer, name, language }: { readonly organizer: OrganizerId; readonly name: string; readonly language?: string },
  means: Means,
): Promise<void> {
  const row = await lockOrganizer(tx, organizer)
  if (!row?.sealed || row.endedAt) return
  const personal = openPersonal(vault, organizer, row.sealed)
  const sealed = sealPersonal(vault, organizer, { ...personal, name, language: language ?? personal.language })
  await updateOrganizer(tx, organizer, { sealed })
  await recordEvent(tx, { by: organizer, act: 'name-organizer', subject: [organizer] }, means)
}
