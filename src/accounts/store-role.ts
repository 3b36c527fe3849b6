import { sql } from 'kysely'
import type { CampaignId, OrganizerId } from '#kernel'
import type { Tx } from '#platform'
import type { Role } from './roles.ts'

/** What an organizer is in a campaign. */
export async function roleOf(tx: Tx, campaign: CampaignId, organizer: OrganizerId): Promise<Role | undefined> {
  const row = await tx
    .selectFrom('accounts_role')
    .select('role')
    .where('campaign_id', '=', campaign)
    .where('organizer_id', '=', organizer)
    .executeTakeFirst()
  return row?.role
}

/** Everybody with a role in a campaign, those who have it longest first. */
export async function rolesOf(tx: Tx, campaign: CampaignId): Promise<ReadonlyMap<OrganizerId, Role>> {
  const rows = await tx
    .selectFrom('accounts_role')
    .select(['organizer_id', 'role'])
    .where('campaign_id', '=', campaign)
    .orderBy('since')
    .orderBy('organizer_id')
    .execute()
  return new Map(rows.map(({ organizer_id, role }) => [organizer_id as OrganizerId, role]))
}

/** The campaigns in which an organizer has a role. */
export async function campaignsOf(tx: Tx, organizer: OrganizerId): Promise<readonly CampaignId[]> {
  const rows = await tx
    .selectFrom('accounts_role')
    .select('campaign_id')
    .where('organizer_id', '=', organizer)
    .orderBy('campaign_id')
    .execute()
  return rows.map(({ campaign_id }) => campaign_id as CampaignId)
}

/** What an organizer is in each campaign they work on. */
export async function rolesOfOrganizer(tx: Tx, organizer: OrganizerId): Promise<ReadonlyMap<CampaignId, Role>> {
  const rows = await tx
    .selectFrom('accounts_role')
    .select(['campaign_id', 'role'])
    .where('organizer_id', '=', organizer)
    .orderBy('campaign_id')
    .execute()
  return new Map(rows.map(({ campaign_id, role }) => [campaign_id as CampaignId, role]))
}

/** Gives a role, or another one. */
export async function putRole(
  tx: Tx,
  campaign: CampaignId,
  { organizer, role, at }: { readonly organizer: OrganizerId; readonly role: Role; readonly at: Date },
): Promise<void> {
  await sql`
    insert into accounts_role (campaign_id, organizer_id, role, since)
    values (${campaign}, ${organizer}, ${role}, ${at})
    on conflict (campaign_id, organizer_id) do update set role = excluded.role`.execute(tx)
}

/** Takes a role away. */
export async function deleteRole(tx: Tx, campaign: CampaignId, organizer: OrganizerId): Promise<void> {
  await tx
    .deleteFrom('accounts_role')
    .where('campaign_id', '=', campaign)
    .where('organizer_id', '=', organizer)
    .execute()
}
