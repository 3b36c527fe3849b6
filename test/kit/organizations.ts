import { newId, type CampaignId, type LetterId, type Means, type OrganizationId } from '../../src/kernel/index.ts'
import { startCampaign } from '../../src/letters/index.ts'
import { recordList, signOnsOf, type SignOnStart } from '../../src/organizations/index.ts'
import type { Database } from '../../src/platform/index.ts'
import { plainSignatory } from './signatories.ts'

/** An organization on the list of a letter. */
export type OrganizationPlace = {
  readonly campaign: CampaignId
  readonly letter: LetterId
  readonly organization: OrganizationId
}

/** The same as it is recorded. */
export const plainLine: SignOnStart = {
  ...plainSignatory,
  aliases: [],
  editions: [],
}

/** A fresh campaign with one organization on the list of one letter. */
export async function organizationPlace(database: Database, means: Means): Promise<OrganizationPlace> {
  const letter = newId<LetterId>(means)
  return database.transaction(async (tx) => {
    const start = { slug: `lights-${letter}`, title: 'Lights', summary: '', language: 'en', timeZone: 'UTC' }
    const { id: campaign } = await startCampaign(tx, { ...start, leadOrganization: undefined }, means)
    const settings = { ordering: 'as-printed', articles: 'kept' } as const
    await recordList(tx, campaign, letter, { settings, signatories: [plainLine] }, means)
    const [line] = await signOnsOf(tx, campaign, letter)
    if (!line?.organization) throw new Error('the organization is not there')
    return { campaign, letter, organization: line.organization }
  })
}
