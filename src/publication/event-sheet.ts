import type { Tx } from '#platform'
import { publicEvents, type PublicEvent } from '#responses'
import { recordSheet, type RecordSheet } from './record-sheet.ts'

/** A campaign's record with every event, in the order in which it was written down. */
export type EventSheet = RecordSheet & { readonly events: readonly PublicEvent[] }

/** The same, if the campaign has a public letter at that moment. */
export async function eventSheet(tx: Tx, slug: string, at: Date): Promise<EventSheet | undefined> {
  const sheet = await recordSheet(tx, slug, at)
  if (!sheet) return undefined
  const events = await publicEvents(tx, sheet.campaign.id, { since: undefined, most: Number.MAX_SAFE_INTEGER })
  return { ...sheet, events: events ?? [] }
}
