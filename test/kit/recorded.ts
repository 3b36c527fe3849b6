import type { OrganizerId, PartialDate, RecipientId } from '../../src/kernel/index.ts'
import { beginCampaign, nameRecipients, type Campaign } from '../../src/letters/index.ts'
import type { Database } from '../../src/platform/index.ts'
import type { CommitmentTerms, Wording } from '../../src/responses/index.ts'
import { firstOperator, joined, tickingMeans } from './accounts.ts'
import type { MovableMeans } from './signatures.ts'

/** A campaign with a log, three recipients, and two organizers who may write. */
export type RecordedHouse = {
  readonly campaign: Campaign
  readonly means: MovableMeans
  readonly lead: OrganizerId
  readonly second: OrganizerId
  readonly recipients: readonly [RecipientId, RecipientId, RecipientId]
}

/** Begins one in an empty database. */
export async function recordedHouse(database: Database): Promise<RecordedHouse> {
  const means = tickingMeans()
  const { organizer: lead } = await firstOperator(database, means)
  const begun = await database.transaction((tx) =>
    beginCampaign(
      tx,
      {
        title: 'No secret scores',
        summary: '',
        language: 'en',
        timeZone: 'America/New_York',
        leadOrganization: undefined,
        by: lead,
        host: 'letters.example',
      },
      means,
    ),
  )
  if (begun.kind !== 'begun') throw new Error(begun.kind)
  const { campaign } = begun
  const named = ['Verrolane', 'Oskerra', 'Brimhallow'].map((name) => ({ name, fullName: undefined }))
  const [one, two, three] = await database.transaction((tx) => nameRecipients(tx, campaign.id, named, means))
  if (!one || !two || !three) throw new Error('three recipients were to be named')
  const { organizer: second } = await joined(database, 'sam', means, { campaign: campaign.id, role: 'editor' })
  return { campaign, means, lead, second, recipients: [one.id, two.id, three.id] }
}

/** Words without a source. */
export const said = (words: string): Wording => ({
  words,
  speaker: undefined,
  source: undefined,
  capture: undefined,
  quote: undefined,
})

/** Terms that limit nothing but what is given. */
export const terms = (given: Partial<CommitmentTerms> = {}): CommitmentTerms => ({
  scope: {},
  conditions: [],
  carveOuts: [],
  deadline: undefined,
  expires: undefined,
  loopholes: [],
  ...given,
})

/** A day or a part of one as it is typed. */
export const on = (date: string): PartialDate => date as PartialDate
