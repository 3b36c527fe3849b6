import type { Campaign } from '#letters'
import { publicCampaign } from '#letters'
import type { Tx } from '#platform'
import { publicEvents, recordOf, type CampaignRecord, type PublicEvent } from '#responses'

/** A campaign with all that strangers may know of its record. */
export type RecordSheet = { readonly campaign: Campaign; readonly record: CampaignRecord }

/** The record of a campaign, if strangers may read any letter of it at that moment. */
export async function recordSheet(tx: Tx, slug: string, at: Date): Promise<RecordSheet | undefined> {
  const found = await publicCampaign(tx, slug, at)
  if (!found) return undefined
  return { campaign: found.campaign, record: await recordOf(tx, found.campaign.id, { audience: 'public', at }) }
}

/** The same with every event, in the order in which it was written down. */
export async function eventSheet(
  tx: Tx,
  slug: string,
  at: Date,
): Promise<(RecordSheet & { readonly events: readonly PublicEvent[] }) | undefined> {
  const sheet = await recordSheet(tx, slug, at)
  if (!sheet) return undefined
  const events = await publicEvents(tx, sheet.campaign.id, { since: undefined, most: Number.MAX_SAFE_INTEGER })
  return { ...sheet, events: events ?? [] }
}
