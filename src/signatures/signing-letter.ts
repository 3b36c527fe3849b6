import type { CampaignId } from '#kernel'
import { publicCampaign } from '#letters'
import type { Tx } from '#platform'
import type { SigningLetter, SigningSettings } from './settings.ts'
import { consentsOf, settingsOf } from './store-settings.ts'

/** How a campaign gathers signatures; `undefined` when it does not. */
export async function signingOf(tx: Tx, campaign: CampaignId): Promise<SigningSettings | undefined> {
  return (await settingsOf(tx, [campaign])).get(campaign)
}

/**
 * What a page needs where a letter is signed, by the names in its address; `undefined` when strangers may not read the
 * letter or its campaign gathers no signatures. Reads every frozen text of the campaign: for pages that are kept, not
 * for each form that is sent.
 */
export async function signingLetter(
  tx: Tx,
  campaignSlug: string,
  letterSlug: string,
  at: Date,
): Promise<SigningLetter | undefined> {
  const open = await publicCampaign(tx, campaignSlug, at)
  const found = open?.letters.find(({ letter }) => letter.slug === letterSlug)
  if (!open || !found) return undefined
  const settings = await signingOf(tx, open.campaign.id)
  const consent = (await consentsOf(tx, open.campaign.id)).at(-1)
  if (!settings || !consent) return undefined
  return { campaign: open.campaign, ...found, settings, consent, isOpen: found.letter.state !== 'closed' }
}
