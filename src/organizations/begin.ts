import { rulesOf } from '#accounts'
import type { CampaignId, LetterId, Means } from '#kernel'
import { lockLog } from '#ledger'
import { gatheringLetter, type GatheringLetter } from '#letters'
import type { Tx, Vault } from '#platform'
import type { OrganizerId } from '#kernel'
import type { ListContext } from './line-standing.ts'
import { waitForTurn } from './store-turn.ts'

/** Who acts: an organizer, or the server's own command line and clock. */
export type By = OrganizerId | 'server'

/** Chance, time and the vault. */
export type SealedMeans = Means & { readonly vault: Vault }

/**
 * Has everybody else who changes sign-ons of a campaign wait until this transaction ends, and whoever adds to its log.
 * To be taken before any row of the campaign: everywhere the order is roles (`lockRoles`), sign-ons, log, letter, what
 * hangs on it, and last the campaign's revision, so that no two transactions wait for each other.
 */
export async function lockSignOns(tx: Tx, campaign: CampaignId): Promise<void> {
  await waitForTurn(tx, `sign-ons ${campaign}`)
  await lockLog(tx, campaign)
}

/** A letter by its id, or as the caller has just read it, which spares a question. */
export type LetterAsked = LetterId | GatheringLetter

/** The id of a letter that is asked about. */
export const idOfLetter = (letter: LetterAsked): LetterId => (typeof letter === 'string' ? letter : letter.id)

/** A letter that is asked about; `undefined` where there is no such letter. */
export const letterAsked = async (tx: Tx, campaign: CampaignId, letter: LetterAsked) =>
  typeof letter === 'string' ? await gatheringLetter(tx, campaign, letter) : letter

/** What decides about the lines of a letter; `undefined` where there is no such letter. */
export async function contextOf(tx: Tx, campaign: CampaignId, letter: LetterAsked): Promise<ListContext | undefined> {
  const found = await letterAsked(tx, campaign, letter)
  return found && { letter: found, needsTwo: (await rulesOf(tx, campaign)).has('finalize-list') }
}

/** The same, once everybody else waits. */
export async function lockedContext(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<ListContext | undefined> {
  await lockSignOns(tx, campaign)
  return contextOf(tx, campaign, letter)
}
