import type {
  CampaignId,
  DeliveryId,
  EditionId,
  LetterId,
  PartialDate,
  RecipientId,
  RecordEventId,
} from '../../src/kernel/index.ts'
import { systemMeans } from '../../src/platform/index.ts'
import { happeningsOf } from '../../src/responses/happenings-of.ts'
import type { CampaignRecord } from '../../src/responses/index.ts'
import { readRecord } from '../../src/responses/read-record.ts'
import { recordFrom } from '../../src/responses/record-from.ts'
import { realRecord } from './real-record.ts'

const day = (text: string): PartialDate => text as PartialDate

/** The real record as it would be after an import, with letters that were sent and never answered. */
export function builtRecord(): { readonly record: CampaignRecord; readonly real: ReturnType<typeof realRecord> } {
  const real = realRecord()
  const read = readRecord(real.text)
  if (read.kind !== 'read') throw new Error(read.problems.join('\n'))
  const recipients = real.recipients.map(({ slug, name }) => ({ id: slug as RecipientId, slug, name }))
  const nothing = new Map()
  const places = {
    recipients: new Map(recipients.map(({ id, slug }) => [slug, id])),
    editions: nothing,
    sources: nothing,
    quotes: nothing,
    deliveries: nothing,
    replies: nothing,
  }
  const happenings = happeningsOf(read.file, places, systemMeans())
  const events = happenings.map((one, index) => ({
    ...one,
    id: `${index}` as RecordEventId,
    recordedAt: new Date(0),
    hash: '' as never,
    leafIndex: undefined,
  }))
  const deliveries = recipients.map(({ id }) => ({
    id: id as string as DeliveryId,
    recipient: id,
    letter: 'letter' as LetterId,
    edition: id as string as EditionId,
    version: undefined,
    channel: 'post',
    statuses: [{ status: 'sent' as const, on: day(real.sentOn) }],
    statedDeadline: undefined,
    followUpOn: undefined,
    longOverdueDays: 30,
  }))
  const campaign = { id: 'c' as CampaignId, slug: 'c', title: 'C', language: 'en', timeZone: 'America/New_York' }
  return { real, record: { ...recordFrom(events), campaign, recipients, deliveries, sources: [] } }
}
