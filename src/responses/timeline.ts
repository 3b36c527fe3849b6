import type { RecipientId } from '#kernel'
import { isOfPerson } from './correspondence.ts'
import { lastDayOf } from './day.ts'
import type { CampaignRecord, RecordCorrespondence } from './record.ts'
import type { TimelineEntry } from './views.ts'

/** What happened with a recipient, the latest first; without one, with all of them. */
export function timelineOf(record: CampaignRecord, recipient?: RecipientId): readonly TimelineEntry[] {
  const all: readonly TimelineEntry[] = [
    ...record.demands.map((demand) => ({ ...placeOf(demand), kind: 'demanded' as const, demand })),
    ...record.deliveries.flatMap((delivery) =>
      delivery.statuses
        .filter(({ status }) => status !== 'draft' && status !== 'ready')
        .map(({ status, on }) => ({
          on,
          recipient: delivery.recipient,
          kind: 'delivery' as const,
          delivery,
          status,
        })),
    ),
    ...record.notes.map((note) => ({ ...placeOf(note), kind: 'note' as const, note })),
    ...record.commitments.flatMap((commitment) =>
      commitment.revisions.map((revision) => ({
        on: revision.on,
        recipient: commitment.recipient,
        kind: 'commitment' as const,
        commitment,
        revision,
      })),
    ),
    ...record.replies.map((reply) => ({ ...placeOf(reply), kind: 'reply' as const, reply })),
    ...record.correspondence
      .filter((one) => !isToldByReply(record, one))
      .map((one) => ({ ...placeOf(one), kind: 'described' as const, correspondence: one })),
    ...record.assessments.map((one) => ({ ...placeOf(one), kind: 'assessment' as const, assessment: one })),
  ]
  return all
    .filter((entry) => recipient === undefined || entry.recipient === recipient)
    .toSorted((a, b) => (lastDayOf(a.on) < lastDayOf(b.on) ? 1 : lastDayOf(a.on) > lastDayOf(b.on) ? -1 : 0))
}

/** Whether it says only that a reply came, where the reply itself stands on record by that day: one event is told once. */
function isToldByReply(record: CampaignRecord, { recipient, state, note, on }: RecordCorrespondence): boolean {
  if (state !== 'response-received' || note !== undefined) return false
  return record.replies.some(
    (reply) => reply.recipient === recipient && isOfPerson(reply) && lastDayOf(reply.on) <= lastDayOf(on),
  )
}

const placeOf = ({ on, recipient }: Pick<TimelineEntry, 'on' | 'recipient'>) => ({ on, recipient })
