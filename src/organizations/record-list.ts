import {
  newId,
  type CampaignId,
  type EditionId,
  type LetterId,
  type Means,
  type OrganizationId,
  type SignOnId,
} from '#kernel'
import { touchCampaign } from '#letters'
import type { Tx } from '#platform'
import { lockSignOns } from './begin.ts'
import type { ListedSignatory } from './listing.ts'
import { organizationRegister } from './organization-register.ts'
import type { ListSettings, SignOn } from './sign-on.ts'
import { insertListSettings, insertSignOns } from './store.ts'
import { insertAliases, insertOrganizations, keyedOrganizations } from './store-organizations.ts'

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
  await lockSignOns(tx, campaign)
  const register = organizationRegister(await keyedOrganizations(tx, campaign), means)
  const aliases: { organization: OrganizationId; name: string }[] = []
  const signOns = list.signatories.map((one, index): SignOn => {
    const { aliases: spellings, ...line } = one
    const base = { ...line, id: newId<SignOnId>(means), position: index + 1 }
    if (one.kind === 'person') return { ...base, organization: undefined }
    const organization = register.recognize(one)
    for (const name of [one.name, one.letterheadName, one.signatureName, ...spellings])
      if (name !== undefined && name !== organization.name) aliases.push({ organization: organization.id, name })
    return { ...base, organization: organization.id }
  })
  await insertOrganizations(tx, campaign, register.added)
  await insertAliases(tx, campaign, aliases)
  await insertListSettings(tx, campaign, letter, list.settings)
  await insertSignOns(tx, campaign, letter, signOns)
  await touchCampaign(tx, campaign)
}
