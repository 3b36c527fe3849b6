import type { CampaignId, EditionId, EditionText } from '#kernel'
import type { Tx } from '#platform'
import { readFrozen } from './read-public.ts'
import type { Demand, Version } from './letter.ts'
import { demandsOf, versionsOf } from './store-editions.ts'

/** A version with its text read and what it asks for. */
export type VersionText = Version & { readonly text: EditionText; readonly demands: readonly Demand[] }

/** Every version of an edition, oldest first, public or not: for organizers, to compare any with any. */
export async function versionTexts(tx: Tx, campaign: CampaignId, edition: EditionId): Promise<readonly VersionText[]> {
  const demands = await demandsOf(tx, campaign, [edition])
  return (await versionsOf(tx, campaign, [edition])).map((version) => ({
    ...version,
    text: readFrozen(version.canonicalText),
    demands: demands.get(`${edition} ${version.number}`) ?? [],
  }))
}
