import type { CampaignId, VersionHash } from '#kernel'
import { hasLog, publishedCounts } from '#ledger'
import type { Tx } from '#platform'

/** The people who signed: the log's number. Absent where a campaign gathers no signatures of people. */
export type Peopled = { readonly people?: number }

/** The number of people who signed any edition of a letter. */
export const subjectOfLetter = (slug: string) => `letter:${slug}`
/** The number of people who signed one text. */
export const subjectOfVersion = (hash: VersionHash) => `version:${hash}`

/** How many people signed a letter: the log's number. */
export async function peopleOfLetter(tx: Tx, campaign: CampaignId, letterSlug: string): Promise<number> {
  return (await peopleReader(tx, campaign))(subjectOfLetter(letterSlug)).people ?? 0
}

/** Reads what a campaign's log says of how many people signed; nothing at all where there is no log. */
export async function peopleReader(tx: Tx, campaign: CampaignId): Promise<(subject: string) => Peopled> {
  if (!(await hasLog(tx, campaign))) return () => ({})
  const counts = await publishedCounts(tx, campaign)
  return (subject) => ({ people: counts.get(subject)?.standing ?? 0 })
}
