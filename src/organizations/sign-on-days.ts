import type { CampaignId, LetterId } from '#kernel'
import { campaignById } from '#letters'
import type { Tx } from '#platform'
import { signedByDay } from './store-days.ts'

/** How many organizations signed on to a letter by a day. */
export type SignOnDay = {
  /** ISO 8601, in the campaign's time zone. */
  readonly day: string
  readonly signOns: number
  /** So many until the end of the day. */
  readonly total: number
}

/** The days on which organizations signed on to a letter, in order; who was declined or withdrew is left out. */
export async function signOnDays(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<readonly SignOnDay[]> {
  const timeZone = (await campaignById(tx, campaign))?.timeZone ?? 'UTC'
  let total = 0
  return (await signedByDay(tx, campaign, letter, timeZone)).map(({ day, signOns }) => {
    total += signOns
    return { day, signOns, total }
  })
}
