import type { CampaignId, Means, OrganizerId } from '#kernel'
import type { Tx } from '#platform'
import { recordEvent, type Actor } from './event.ts'
import { isLastOperator } from './grants.ts'
import { withdrawRow } from './invitation.ts'
import { lockRoles, runsServer } from './rights.ts'
import { endAllSessions } from './session.ts'
import { isLastLead, writeRole } from './set-role.ts'
import { invitationsOf } from './store-invitation.ts'
import { lockOperators, lockOrganizer, updateOrganizer } from './store-organizer.ts'
import { deletePasskeysOf } from './store-passkey.ts'
import { campaignsOf, roleOf } from './store-role.ts'

/** What can come of ending an account. */
export type EndOutcome =
  | { readonly kind: 'ended' }
  | { readonly kind: 'not-allowed' }
  /** Nobody else leads these campaigns: make another lead first. */
  | { readonly kind: 'last-lead'; readonly campaigns: readonly CampaignId[] }
  | { readonly kind: 'last-operator' }
  | { readonly kind: 'gone' }

/** Whose account ends, and who ends it. */
export type Ending = { readonly by: Actor; readonly organizer: OrganizerId }

/**
 * Ends an account: its sessions, roles, open invitations and passkeys go at once, and no link opens it again. For
 * operators, the server's command line, and for oneself. What they did stays written down; what is personal of them is
 * erased later (`daysKeptOf`).
 */
export async function endOrganizer(tx: Tx, { by, organizer }: Ending, means: Means): Promise<EndOutcome> {
  // Roles before organizers, and campaigns in one order, as everywhere.
  const invitedTo = (await invitationsOf(tx, organizer)).map(({ campaign }) => campaign)
  const touched = new Set([...(await campaignsOf(tx, organizer)), ...invitedTo])
  for (const campaign of [...touched].sort()) await lockRoles(tx, campaign)
  const operators = await lockOperators(tx)
  if (by !== organizer && !(await runsServer(tx, by))) return { kind: 'not-allowed' }
  const row = await lockOrganizer(tx, organizer)
  if (!row || row.endedAt) return { kind: 'gone' }
  if (by !== 'server' && row.isOperator && isLastOperator(operators, organizer)) return { kind: 'last-operator' }
  // Asked again: nobody can give them a role from here on.
  const roles = await campaignsOf(tx, organizer)
  const lastOf: CampaignId[] = []
  for (const campaign of roles) if (await isLastLead(tx, campaign, organizer)) lastOf.push(campaign)
  if (lastOf.length > 0) return { kind: 'last-lead', campaigns: lastOf }
  await takeEverything(tx, { by, organizer }, roles, means)
  await updateOrganizer(tx, organizer, { endedAt: means.now(), isOperator: false, mayCreate: false })
  const before = { operator: row.isOperator, create: row.mayCreate }
  await recordEvent(tx, { by, act: 'end-organizer', subject: [organizer], before }, means)
  return { kind: 'ended' }
}

async function takeEverything(
  tx: Tx,
  { by, organizer }: Ending,
  campaigns: readonly CampaignId[],
  means: Means,
): Promise<void> {
  for (const campaign of campaigns) {
    const role = await roleOf(tx, campaign, organizer)
    await writeRole(tx, { by, campaign, organizer, role: undefined }, role, means)
  }
  for (const row of await invitationsOf(tx, organizer)) await withdrawRow(tx, row, by, means)
  await endAllSessions(tx, { by, organizer }, means)
  await deletePasskeysOf(tx, organizer)
}
