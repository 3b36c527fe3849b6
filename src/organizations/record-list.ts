import {
  freshSlug,
  newId,
  slugOf,
  type CampaignId,
  type EditionId,
  type LetterId,
  type Means,
  type OrganizationId,
  type SignOnId,
} from '#kernel'
import { touchCampaign } from '#letters'
import type { Tx } from '#platform'
import type { ListedSignatory } from './listing.ts'
import { strictKey } from './name.ts'
import type { ListSettings, Organization, SignOn } from './sign-on.ts'
import {
  insertAliases,
  insertListSettings,
  insertOrganizations,
  insertSignOns,
  organizationsByKey,
} from './store.ts'

/** One line of a list as it is handed in; positions follow the order given. */
export type SignOnStart = Omit<ListedSignatory, 'position'> & {
  /** Further spellings of the same organization found elsewhere. */
  readonly aliases: readonly string[]
  readonly editions: readonly EditionId[]
}

/**
 * Records the printed list of a letter, every line of it: organizations already known to the campaign by
 * their strict key are recognized, others are added; persons stand on the list alone.
 */
export async function recordList(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  list: { readonly settings: ListSettings; readonly signatories: readonly SignOnStart[] },
  means: Means,
): Promise<void> {
  const known = new Map(await organizationsByKey(tx, campaign))
  const slugs = new Set([...known.values()].map((one) => one.slug))
  const added: (Organization & { readonly strictKey: string })[] = []
  const aliases: { organization: OrganizationId; name: string }[] = []
  const signOns = list.signatories.map((one, index): SignOn => {
    const { aliases: spellings, ...line } = one
    const base = { ...line, id: newId<SignOnId>(means), position: index + 1 }
    if (one.kind === 'person') return { ...base, organization: undefined }
    const key = strictKey(one.name)
    const there = known.get(key) ?? addOrganization(one, key)
    for (const name of [one.name, one.letterheadName, one.signatureName, ...spellings])
      if (name !== undefined && name !== there.name) aliases.push({ organization: there.id, name })
    return { ...base, organization: there.id }

    function addOrganization({ name, sortKey }: SignOnStart, strict: string) {
      const wished = slugOf(name)
      const slug = freshSlug(wished === '' ? 'organization' : wished, slugs)
      slugs.add(slug)
      const organization = { id: newId<OrganizationId>(means), slug, name, sortKey, aliases: [], strictKey: strict }
      known.set(strict, organization)
      added.push(organization)
      return organization
    }
  })
  await insertOrganizations(tx, campaign, added)
  await insertAliases(tx, campaign, aliases)
  await insertListSettings(tx, campaign, letter, list.settings)
  await insertSignOns(tx, campaign, letter, signOns)
  await touchCampaign(tx, campaign)
}
