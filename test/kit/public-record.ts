import { openCampaign } from '../../src/letters/index.ts'
import type { OrganizerId, RecipientId } from '../../src/kernel/index.ts'
import { recipientsOf, type Campaign } from '../../src/letters/index.ts'
import type { Database } from '../../src/platform/index.ts'
import { linkDemand, noteFact, putDemand, stateCommitment, type Acting } from '../../src/responses/index.ts'
import { on, said, terms } from './recorded.ts'
import { exampleProposal, keepCampaign } from './web.ts'
import type { MovableMeans } from './signatures.ts'

/** A public campaign whose record says a few things. */
export type PublicRecord = {
  readonly slug: string
  readonly campaign: Campaign['id']
  readonly recipient: { readonly id: RecipientId; readonly slug: string; readonly name: string }
}

/** Makes one: a demand, a commitment that meets it in part, and a fact whose words begin like a formula. */
export async function publicRecord(
  database: Database,
  by: OrganizerId | 'server',
  means: MovableMeans,
): Promise<PublicRecord> {
  const { slug } = await keepCampaign(database, exampleProposal(), { title: 'Example', publish: true })
  return database.transaction(async (tx) => {
    const campaign = await openCampaign(tx, slug, means.now())
    if (!campaign) throw new Error('the example is public')
    const [recipient] = await recipientsOf(tx, campaign)
    if (!recipient) throw new Error('the example is sent to somebody')
    const about: Acting & { readonly recipient: RecipientId } = { campaign, by, recipient: recipient.id }
    const demand = { demand: 'no-scores', title: 'No scores', wording: 'Stop & <desist>.', scope: {} }
    await putDemand(tx, { ...about, ...demand, on: on('2026-03-01') }, means)
    const promise = { title: 'No score for now', wording: said('We will not sell it in Calderra.') }
    const limits = terms({ scope: { place: ['Calderra'] }, expires: on('2027-01-31'), loopholes: ['time-limited'] })
    const stated = await stateCommitment(tx, { ...about, ...promise, terms: limits, on: on('2026-03-10') }, means)
    if (stated.kind !== 'recorded') throw new Error(stated.why)
    const { commitment } = stated
    await linkDemand(tx, { ...about, commitment, demand: 'no-scores', covers: 'part', wider: ['place'] }, means)
    await noteFact(tx, { ...about, kind: 'fact', wording: said('=HYPERLINK("x")'), on: on('2026-03-20') }, means)
    return { slug, campaign, recipient }
  })
}
