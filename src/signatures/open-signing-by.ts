import { lockRoles, mayIn, recordEvent, type Actor, type EventFacts } from '#accounts'
import type { Means } from '#kernel'
import type { Campaign } from '#letters'
import type { Tx } from '#platform'
import { openSigning, type SigningOpened } from './open-signing.ts'
import type { SigningSettings, SigningWish } from './settings.ts'
import { settingsOf } from './store-settings.ts'

/** Who opens signing; the origin of the campaign's log is fixed when there is none yet. */
export type OpeningBy = { readonly by: Actor; readonly origin: string }

/** Opens signing or changes it ({@link openSigning}) for whoever may, and writes it down. */
export async function openSigningBy(
  tx: Tx,
  campaign: Campaign,
  wish: SigningWish,
  { by, origin }: OpeningBy,
  means: Means,
): Promise<SigningOpened | { readonly kind: 'not-allowed' }> {
  await lockRoles(tx, campaign.id)
  if (!(await mayIn(tx, campaign.id, by, 'open-signing'))) return { kind: 'not-allowed' }
  const before = (await settingsOf(tx, [campaign.id])).get(campaign.id)
  const opened = await openSigning(tx, campaign, wish, origin, means)
  const event = { by, act: 'open-signing', campaign: campaign.id, subject: [campaign.id] } as const
  await recordEvent(tx, { ...event, ...(before && { before: factsOf(before) }), after: factsOf(wish) }, means)
  return opened
}

/** What the trail keeps: nothing that a person typed. */
const factsOf = (settings: SigningWish | SigningSettings): EventFacts => ({
  daysKept: settings.daysKept,
  asksPlace: settings.asksPlace,
  asksOccupation: settings.asksOccupation,
  asksComment: settings.asksComment,
  sharedInbox: settings.sharedInbox,
  hears: settings.hearFrom !== undefined,
})
