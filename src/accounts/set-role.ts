import type { CampaignId, Means, OrganizerId } from '#kernel'
import type { Tx } from '#platform'
import { recordEvent, type Actor } from './event.ts'
import { lockRoles, mayIn } from './rights.ts'
import type { Role } from './roles.ts'
import { lockOrganizer } from './store-organizer.ts'
import { deleteRole, putRole, roleOf, rolesOf } from './store-role.ts'

/** What can come of changing a role. */
export type RoleOutcome =
  | { readonly kind: 'set' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'not-allowed' }
  /** Somebody has to lead a campaign: make another lead first. */
  | { readonly kind: 'last-lead' }
  /** Only who is in the campaign already can be given another role; others are invited. */
  | { readonly kind: 'not-in-campaign' }

/** Who gives whom which role in a campaign; without a role it is taken away. */
export type RoleChange = {
  readonly by: Actor
  readonly campaign: CampaignId
  readonly organizer: OrganizerId
  readonly role: Role | undefined
}

/**
 * Changes what somebody is in a campaign. Leads may, anybody may leave, and the server's command line may also bring in
 * somebody who has signed in before. A campaign that has a lead never loses its last.
 */
export async function setRole(tx: Tx, change: RoleChange, means: Means): Promise<RoleOutcome> {
  const { by, campaign, organizer, role } = change
  await lockRoles(tx, campaign)
  const leaves = by === organizer && role === undefined
  if (!leaves && !(await mayIn(tx, campaign, by, 'set-role'))) return { kind: 'not-allowed' }
  const row = await lockOrganizer(tx, organizer)
  const before = await roleOf(tx, campaign, organizer)
  if (before === role) return { kind: 'unchanged' }
  if (!before && (by !== 'server' || !row?.joinedAt || row.endedAt)) return { kind: 'not-in-campaign' }
  if (before === 'lead' && (await isLastLead(tx, campaign, organizer))) return { kind: 'last-lead' }
  await writeRole(tx, change, before, means)
  return { kind: 'set' }
}

/** Whether nobody would lead the campaign without them. */
export async function isLastLead(tx: Tx, campaign: CampaignId, organizer: OrganizerId): Promise<boolean> {
  const leads = [...(await rolesOf(tx, campaign))].filter(([, role]) => role === 'lead').map(([id]) => id)
  return leads.length === 1 && leads[0] === organizer
}

/** Writes a role and the act; to be called under {@link lockRoles}, by who has decided that it may be. */
export async function writeRole(
  tx: Tx,
  { by, campaign, organizer, role }: RoleChange,
  before: Role | undefined,
  means: Means,
): Promise<void> {
  if (role) await putRole(tx, campaign, { organizer, role, at: means.now() })
  else await deleteRole(tx, campaign, organizer)
  const facts = { before: { role: before ?? null }, after: { role: role ?? null } }
  await recordEvent(tx, { by, act: 'set-role', campaign, subject: [organizer], ...facts }, means)
}

/**
 * Makes whoever starts a campaign its lead. To be called in the transaction in which the campaign is made.
 * @returns whether they may start one, and it is led by nobody yet.
 */
export async function leadNewCampaign(
  tx: Tx,
  { by, campaign }: { readonly by: OrganizerId; readonly campaign: CampaignId },
  means: Means,
): Promise<boolean> {
  await lockRoles(tx, campaign)
  const row = await lockOrganizer(tx, by)
  if (!row || row.endedAt || !(row.mayCreate || row.isOperator)) return false
  if ((await rolesOf(tx, campaign)).size > 0) return false
  await recordEvent(tx, { by, act: 'create-campaign', campaign, subject: [campaign] }, means)
  await writeRole(tx, { by, campaign, organizer: by, role: 'lead' }, undefined, means)
  return true
}
