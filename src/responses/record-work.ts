import { daysAt, type CampaignId } from '#kernel'
import { markedDemands, recipientsOf } from '#letters'
import type { Tx } from '#platform'
import { eventOf } from './event-row.ts'
import type { CampaignRecord, RecordCampaign, RecordDemand } from './record.ts'
import { recordFrom } from './record-from.ts'
import { joined } from './record-of.ts'
import { eventRows } from './store-event.ts'

/**
 * The record as organizers work on it: demands, promises, answers and judgments, also of letters that are not public,
 * without what was delivered and where each source can be read today. Three questions.
 * @param options.withMarked false: only demands that were put on record, one question less.
 */
export async function recordWork(
  tx: Tx,
  campaign: RecordCampaign & { readonly id: CampaignId },
  { withMarked = true }: { readonly withMarked?: boolean } = {},
): Promise<CampaignRecord> {
  const { id, slug, title, language, timeZone } = campaign
  const recipients = (await recipientsOf(tx, id)).map((one) => ({ id: one.id, slug: one.slug, name: one.name }))
  const record = recordFrom((await eventRows(tx, id)).flatMap(eventOf))
  const dayIn = daysAt(timeZone)
  // A later edition's words for the same demand of the same recipient stand for the earlier.
  const marked = new Map(
    (withMarked ? await markedDemands(tx, id) : []).map((one): readonly [string, RecordDemand] => [
      `${one.recipient} ${one.slug}`,
      {
        ...{ slug: one.slug, recipient: one.recipient, title: undefined, wording: one.wording },
        ...{ letter: one.letter, edition: one.edition, on: one.date ?? dayIn(one.frozenAt), scope: {} },
      },
    ]),
  )
  const demands = joined(record.demands, [...marked.values()])
  const about = { id, slug, title, language, timeZone }
  return { ...record, campaign: about, recipients, demands, deliveries: [], sources: [] }
}
