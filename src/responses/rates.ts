import type { EditionId, PartialDate } from '#kernel'
import { latestAnswers } from './answers.ts'
import { recordAt } from './as-of.ts'
import { isOfPerson } from './correspondence.ts'
import { daysBetween, lastDayOf } from './day.ts'
import type { CampaignRecord, RecordDelivery, RecordReply } from './record.ts'
import type { AnswerValue } from './vocabulary.ts'
import type { ResponseRates } from './views.ts'

const plain: ReadonlySet<AnswerValue> = new Set(['agreed', 'agreed-in-part', 'refused', 'says-already-done'])

/**
 * How much came back by the end of a day, so defined that evasion does not pay: a deflection answers nothing, an
 * automatic reply is none, and a delivery that failed or that nobody knows of is not the recipient's fault.
 */
export function responseRates(record: CampaignRecord, day: PartialDate): ResponseRates {
  const known = recordAt(record, day)
  const editions = Map.groupBy(known.deliveries.filter(isDispatched), ({ edition }) => edition)
  const delivered = [...editions].flatMap(([edition, deliveries]): readonly Delivered[] => {
    const proved = deliveries.flatMap(({ statuses, recipient }) => {
      const on = provedOn(statuses)
      return on === undefined ? [] : [{ recipient, edition, on }]
    })
    return proved.toSorted((a, b) => (lastDayOf(a.on) < lastDayOf(b.on) ? -1 : 1)).slice(0, 1)
  })
  const replies = delivered.map((one) => ({ one, replies: repliesTo(known, one) }))
  const substantive = replies.flatMap(({ one, replies: all }) => {
    const first = all.find(({ kind }) => kind === 'substantive')
    return first ? [daysBetween(one.on, first.on)] : []
  })
  const demands = demandsPut(known, delivered)
  return {
    delivered: { count: delivered.length, of: editions.size },
    replied: { count: replies.filter(({ replies: all }) => all.length > 0).length, of: delivered.length },
    substantive: { count: substantive.length, of: delivered.length },
    answered: { count: demands.filter((demand) => isAnswered(known, demand)).length, of: demands.length },
    medianDays: medianOf(substantive),
  }
}

type Delivered = Pick<RecordDelivery, 'recipient'> & { readonly edition: EditionId; readonly on: PartialDate }

const isDispatched = ({ statuses }: RecordDelivery): boolean =>
  statuses.some(({ status }) => status !== 'draft' && status !== 'ready')

/** The day on which it left, where it is proved that it arrived. */
function provedOn(statuses: RecordDelivery['statuses']): PartialDate | undefined {
  const last = statuses.at(-1)
  if (last?.status !== 'delivered') return undefined
  return (statuses.find(({ status }) => status === 'sent') ?? last).on
}

/** Replies of persons since the delivery; one that names another delivery is not about this one. */
function repliesTo(record: CampaignRecord, { recipient, edition, on }: Delivered): readonly RecordReply[] {
  const own = new Set(record.deliveries.filter((one) => one.edition === edition).map(({ id }) => id))
  return record.replies.filter(
    (reply) =>
      reply.recipient === recipient &&
      isOfPerson(reply) &&
      lastDayOf(reply.on) >= lastDayOf(on) &&
      (reply.delivery === undefined || own.has(reply.delivery)),
  )
}

type Put = { readonly slug: string; readonly recipient: RecordDelivery['recipient'] }

/** Each demand once per recipient whose edition arrived; a demand that names no edition is of whatever arrived. */
function demandsPut(record: CampaignRecord, delivered: readonly Delivered[]): readonly Put[] {
  const arrived = record.demands.filter((demand) =>
    delivered.some(
      (one) => one.recipient === demand.recipient && (demand.edition === undefined || demand.edition === one.edition),
    ),
  )
  return [...new Map(arrived.map(({ slug, recipient }) => [`${recipient} ${slug}`, { slug, recipient }])).values()]
}

const isAnswered = (record: CampaignRecord, { slug, recipient }: Put): boolean =>
  latestAnswers(record).some((one) => one.demand === slug && one.recipient === recipient && plain.has(one.value))

function medianOf(days: readonly number[]): number | undefined {
  const sorted = days.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2
}
