import { freshSlug, newId, slugOf, type CampaignId, type Means, type OrganizationId } from '#kernel'
import type { Tx } from '#platform'
import { nameRegister } from './name-register.ts'
import { strictKey } from './name.ts'
import { insertAliases, insertOrganizations, keyedOrganizations } from './store-organizations.ts'

/**
 * The campaign's organization of that name, in any spelling of it; a new one where there is none. A name that only looks
 * like another's is another. Sign-ons of the campaign are locked, so that nobody adds the same beside.
 */
export async function recognizeOrganization(
  tx: Tx,
  campaign: CampaignId,
  name: string,
  means: Means,
): Promise<OrganizationId> {
  const known = await keyedOrganizations(tx, campaign)
  const there = nameRegister(known.map((one) => [one.name, one] as const)).find(name)
  if (there) {
    if (there.name !== name) await insertAliases(tx, campaign, [{ organization: there.id, name }])
    return there.id
  }
  const id = newId<OrganizationId>(means)
  const slug = freshSlug(slugOf(name) || 'organization', new Set(known.map((one) => one.slug)))
  await insertOrganizations(tx, campaign, [
    { id, slug, name, sortKey: undefined, aliases: [], strictKey: strictKey(name) },
  ])
  return id
}
