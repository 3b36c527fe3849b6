import { dayOf, type PartialDate } from '#kernel'
import type { Tx } from '#platform'
import { recordOf, type CampaignRecord } from '#responses'
import { campaignSheet, type CampaignSheet } from './sheets.ts'

/** A campaign with the public record of its recipients. */
export type RecordSheet = CampaignSheet & {
  readonly record: CampaignRecord
  /** The day that it is now in the campaign's zone. */
  readonly today: PartialDate
  /** The first day of the record; that of today when nothing is on record. */
  readonly firstDay: PartialDate
}

/** A campaign and its record, if it has a public letter at that moment. */
export async function recordSheet(tx: Tx, slug: string, at: Date): Promise<RecordSheet | undefined> {
  const sheet = await campaignSheet(tx, slug, at)
  if (!sheet) return undefined
  const { id, timeZone } = sheet.campaign
  const record = await recordOf(tx, id, { audience: 'public', at })
  const today = dayOf(at, timeZone)
  return { ...sheet, record, today, firstDay: firstDayOf(record) ?? today }
}

/** Whether anything is on record: that a letter asks for something is none yet. */
export function hasRecord({ record }: Pick<RecordSheet, 'record'>): boolean {
  const { deliveries, replies, correspondence, commitments, assessments, notes, redactions } = record
  return [deliveries, replies, correspondence, commitments, assessments, notes, redactions].some(
    (list) => list.length > 0,
  )
}

function firstDayOf({ demands, deliveries, commitments, replies, notes }: CampaignRecord): PartialDate | undefined {
  const days = [
    ...[...demands, ...replies, ...notes].map(({ on }) => on),
    ...deliveries.flatMap(({ statuses }) => statuses.map(({ on }) => on)),
    ...commitments.flatMap(({ revisions }) => revisions.map(({ on }) => on)),
  ]
  return days.toSorted()[0]
}
