import type { CampaignId, OrganizationId } from '#kernel'
import type { Tx } from '#platform'
import { sql } from 'kysely'
import { batches } from './batches.ts'
import type { Organization } from './sign-on.ts'

/** An organization with the key it is looked up by. */
export type KeyedOrganization = {
  readonly id: OrganizationId
  readonly slug: string
  readonly name: string
  readonly strictKey: string
}

/** The campaign's organizations with their strict keys. */
export async function keyedOrganizations(tx: Tx, campaign: CampaignId): Promise<readonly KeyedOrganization[]> {
  const rows = await tx
    .selectFrom('organizations_organization')
    .select(['organization_id', 'slug', 'name', 'strict_key'])
    .where('campaign_id', '=', campaign)
    .execute()
  return rows.map((row) => ({
    id: row.organization_id as OrganizationId,
    slug: row.slug,
    name: row.name,
    strictKey: row.strict_key,
  }))
}

/** Adds organizations with the key each is recognized by. */
export async function insertOrganizations(
  tx: Tx,
  campaign: CampaignId,
  organizations: readonly (Organization & { readonly strictKey: string })[],
): Promise<void> {
  for (const batch of batches(organizations))
    await tx
      .insertInto('organizations_organization')
      .values(
        batch.map((one) => ({
          campaign_id: campaign,
          organization_id: one.id,
          slug: one.slug,
          name: one.name,
          strict_key: one.strictKey,
          sort_key: one.sortKey ?? null,
        })),
      )
      .execute()
}

/** Keeps further spellings of organizations; one already kept stays as it is. */
export async function insertAliases(
  tx: Tx,
  campaign: CampaignId,
  aliases: readonly { readonly organization: OrganizationId; readonly name: string }[],
): Promise<void> {
  for (const batch of batches(aliases))
    await tx
      .insertInto('organizations_alias')
      .values(batch.map((one) => ({ campaign_id: campaign, organization_id: one.organization, name: one.name })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

/** Organizations with their further spellings, by canonical name; which of them, the caller adds. */
const askOrganizations = (tx: Tx, campaign: CampaignId) =>
  tx
    .selectFrom('organizations_organization as o')
    .leftJoin('organizations_alias as a', (join) =>
      join.onRef('a.campaign_id', '=', 'o.campaign_id').onRef('a.organization_id', '=', 'o.organization_id'),
    )
    .select([
      'o.organization_id',
      'o.slug',
      'o.name',
      'o.sort_key',
      sql<string[]>`coalesce(array_agg(a.name order by a.name) filter (where a.name is not null), '{}')`.as('aliases'),
    ])
    .where('o.campaign_id', '=', campaign)
    .groupBy(['o.campaign_id', 'o.organization_id'])
    .orderBy('o.name')

type OrganizationRow = Awaited<ReturnType<ReturnType<typeof askOrganizations>['execute']>>[number]

const organizationOf = (row: OrganizationRow): Organization => ({
  id: row.organization_id as OrganizationId,
  slug: row.slug,
  name: row.name,
  sortKey: row.sort_key ?? undefined,
  aliases: row.aliases,
})

/** All organizations of a campaign with their further spellings, by canonical name. */
export async function organizationsOf(tx: Tx, campaign: CampaignId): Promise<readonly Organization[]> {
  const rows = await askOrganizations(tx, campaign).execute()
  return rows.map(organizationOf)
}
