import type { CampaignId, LetterId, OrganizationId } from '#kernel'
import type { Tx } from '#platform'
import { counts, type Evidence } from './evidence.ts'
import { bestLevel, type AuthorityLevel } from './level.ts'
import type { TextHash } from './proof-subject.ts'
import { evidenceOf, evidenceOfLetter } from './store-evidence.ts'

/** For what an organization's authority is asked. */
export type AuthorityAsked = {
  readonly organization: OrganizationId
  readonly letter: LetterId
  /** Exactly these texts; without, whatever texts of the letter. */
  readonly textHash?: TextHash
}

/** How well it is known that whoever signs for an organization may, and by which evidence. */
export type Authority = { readonly level: AuthorityLevel; readonly evidence: readonly Evidence[] }

/**
 * The authority of an organization's sign-on: the best level of the evidence that counts. Nobody's word, no status
 * kept beside it: without evidence it is `unverified`, and nothing `unverified` is printed.
 */
export async function authorityOf(tx: Tx, campaign: CampaignId, asked: AuthorityAsked): Promise<Authority> {
  const all = await evidenceOf(tx, campaign, asked.organization)
  const evidence = all.filter(
    (one) =>
      one.letter === asked.letter && (asked.textHash === undefined || one.textHash === asked.textHash) && counts(one),
  )
  return { level: bestLevel(evidence.map(({ level }) => level)), evidence }
}

/** The level of every organization that has any evidence for a letter, in one question; all others are `unverified`. */
export async function authoritiesOf(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
): Promise<ReadonlyMap<OrganizationId, AuthorityLevel>> {
  const all = await evidenceOfLetter(tx, campaign, letter)
  const grouped = Map.groupBy(all.filter(counts), ({ organization }) => organization)
  return new Map([...grouped].map(([one, evidence]) => [one, bestLevel(evidence.map(({ level }) => level))]))
}
