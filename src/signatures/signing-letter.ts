import { Fault, type CampaignId } from '#kernel'
import type { Tx } from '#platform'
import type { SigningLetter, SigningSettings } from './settings.ts'

/** How a campaign gathers signatures; `undefined` when it does not. */
export async function signingOf(_tx: Tx, _campaign: CampaignId): Promise<SigningSettings | undefined> {
  throw new Fault('internal', 'not built yet')
}

/** What a page needs where a letter is signed. */
export async function signingLetter(
  _tx: Tx,
  _campaignSlug: string,
  _letterSlug: string,
  _at: Date,
): Promise<SigningLetter | undefined> {
  throw new Fault('internal', 'not built yet')
}
