import type { CampaignId, VersionHash } from '#kernel'
import { publishedCounts } from '#ledger'
import type { Tx } from '#platform'
import { signingOf } from '#signatures'

/** The people who signed: the log's number. Absent where a campaign gathers no signatures of people. */
export type Peopled = { readonly people?: number }

/** Reads how many people signed a letter, or one text. */
export type PeopleReader = {
  readonly ofLetter: (slug: string) => Peopled
  readonly ofVersion: (hash: VersionHash) => Peopled
}

/** How many people signed a letter: the log's number. */
export async function peopleOfLetter(tx: Tx, campaign: CampaignId, letterSlug: string): Promise<number> {
  return (await peopleReader(tx, campaign)).ofLetter(letterSlug).people ?? 0
}

/**
 * Reads what a campaign's log says of how many people signed: all leaves that count, less the organizations'. Nothing
 * at all where a campaign gathers no signatures of people.
 */
export async function peopleReader(tx: Tx, campaign: CampaignId): Promise<PeopleReader> {
  if (!(await signingOf(tx, campaign))) return { ofLetter: () => ({}), ofVersion: () => ({}) }
  const counts = await publishedCounts(tx, campaign)
  const people = (all: string, organizations: string): Peopled => ({
    people: (counts.get(all)?.standing ?? 0) - (counts.get(organizations)?.standing ?? 0),
  })
  return {
    ofLetter: (slug) => people(`letter:${slug}`, `org-letter:${slug}`),
    ofVersion: (hash) => people(`version:${hash}`, `org-version:${hash}`),
  }
}
