import { newId, type CampaignId, type LetterId, type Means, type OrganizationId } from '../../src/kernel/index.ts'
import { startCampaign } from '../../src/letters/index.ts'
import { recordList, signOnsOf } from '../../src/organizations/index.ts'
import type { Database } from '../../src/platform/index.ts'

/** An organization on the list of a letter. */
export type OrganizationPlace = {
  readonly campaign: CampaignId
  readonly letter: LetterId
  readonly organization: OrganizationId
}

/** An organization on a list, with nothing to be said of it but its name. */
export const plainLine = {
  kind: 'organization',
  name: 'Harbor Lights',
  aliases: [],
  editions: [],
  letterheadName: undefined,
  signatureName: undefined,
  sortKey: undefined,
  leadPosition: undefined,
  title: undefined,
  affiliation: undefined,
  representative: undefined,
  group: undefined,
  country: undefined,
  note: undefined,
} as const

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
