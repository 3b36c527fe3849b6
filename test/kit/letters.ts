import type { LetterId, Means, OrganizerId } from '../../src/kernel/index.ts'
import { newId } from '../../src/kernel/index.ts'
import {
  changeRecipients,
  startCampaign,
  startLetter,
  type Campaign,
  type Edition,
  type Letter,
} from '../../src/letters/index.ts'
import { systemMeans, type Database } from '../../src/platform/index.ts'
import { movableMeans, type MovableMeans } from './signatures.ts'

/** An organizer of whom only the id matters. */
export const someOrganizer = (): OrganizerId => newId<OrganizerId>(systemMeans())

/** A clock that tests move by hand. */
export const handClock = (): MovableMeans => movableMeans()

/** A campaign with recipients and one letter to all of them. */
export type Desk = {
  readonly campaign: Campaign
  readonly letter: Letter
  readonly id: LetterId
  readonly editions: readonly Edition[]
}

/** A campaign to Halden and Oskerra (or others) whose letter is a draft. */
export async function desk(
  database: Database,
  means: Means,
  { source = '', names = ['Halden', 'Oskerra'] }: { readonly source?: string; readonly names?: readonly string[] } = {},
): Promise<Desk> {
  return await database.transaction(async (tx) => {
    const facts = { title: 'Quiet nights', summary: 'Less noise.', language: 'en', timeZone: 'Europe/Berlin' }
    const campaign = await startCampaign(tx, { ...facts, leadOrganization: 'Night Watch' }, means)
    await changeRecipients(tx, { campaign: campaign.id, recipients: names.map((name) => ({ name })) }, means)
    const start = { campaign: campaign.id, title: 'Our letter', language: 'en', source }
    const started = await startLetter(tx, start, means)
    if (started.kind !== 'started') throw new Error(started.kind)
    return { campaign, letter: started.letter, id: started.letter.id, editions: started.editions }
  })
}
