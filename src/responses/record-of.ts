import { Fault, type CampaignId } from '#kernel'
import { campaignById, recipientsOf } from '#letters'
import type { Tx } from '#platform'
import { demandsInLetters, type Reader } from './asked.ts'
import { lastDayOf } from './day.ts'
import { eventOf } from './event-row.ts'
import { citedSources } from './cited-sources.ts'
import type { CampaignRecord, RecordCampaign, RecordDemand } from './record.ts'
import { recordFrom } from './record-from.ts'
import { sentLetters } from './sent-letters.ts'
import { eventRows } from './store-event.ts'

/**
 * The whole record of a campaign, plain data: what every page, feed, export and reminder is worked out from. What a
 * record holds is public; of demands, organizers also see those of letters that are not, and recipients of whom only these speak.
 * @throws Fault `bad-state` when there is no such campaign.
 */
export async function recordOf(tx: Tx, campaign: CampaignId, reader: Reader): Promise<CampaignRecord> {
  const found = await campaignById(tx, campaign)
  if (!found) throw new Fault('bad-state', 'There is no such campaign.')
  const { id, slug, title, language, timeZone } = found
  const about: RecordCampaign = { id, slug, title, language, timeZone }
  const recipients = (await recipientsOf(tx, campaign)).map((one) => ({ id: one.id, slug: one.slug, name: one.name }))
  const deliveries = await sentLetters(tx, campaign, reader)
  const events = (await eventRows(tx, campaign)).flatMap(eventOf)
  const record = recordFrom(events)
  const sources = await citedSources(tx, campaign, record)
  const bySlug = new Map(recipients.map((one) => [one.slug, one.id]))
  const marked = await demandsInLetters(tx, about, reader, { deliveries, recipients: bySlug })
  const all = { ...record, campaign: about, recipients, demands: joined(record.demands, marked), deliveries, sources }
  return reader.audience === 'public' ? publiclyNamed(all) : all
}

/** A recipient of whom only a draft speaks must not show that there is a draft. */
function publiclyNamed(record: CampaignRecord): CampaignRecord {
  const named = new Set(recordLists(record).flatMap((list) => list.map(({ recipient }) => recipient)))
  return { ...record, recipients: record.recipients.filter(({ id }) => named.has(id)) }
}

const recordLists = (record: CampaignRecord) => [
  record.demands,
  record.deliveries,
  record.replies,
  record.correspondence,
  record.commitments,
  record.assessments,
  record.notes,
]

/** Whether the campaign asks anybody for this, in a letter or on record. */
export async function isDemand(tx: Tx, campaign: CampaignId, demand: string, at: Date): Promise<boolean> {
  const { demands } = await recordOf(tx, campaign, { audience: 'organizers', at })
  return demands.some(({ slug }) => slug === demand)
}

/** What was put on record of a demand stands for what a letter marks under the same slug. */
export function joined(put: readonly RecordDemand[], marked: readonly RecordDemand[]): readonly RecordDemand[] {
  const isPut = ({ slug, recipient }: RecordDemand) =>
    put.some((one) => one.slug === slug && one.recipient === recipient)
  return [...put, ...marked.filter((one) => !isPut(one))].toSorted((a, b) =>
    lastDayOf(a.on) < lastDayOf(b.on) ? -1 : lastDayOf(a.on) > lastDayOf(b.on) ? 1 : 0,
  )
}
