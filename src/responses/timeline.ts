import type { RecipientId } from '#kernel'
import { lastDayOf } from './day.ts'
import type { CampaignRecord } from './record.ts'
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
    ...record.correspondence.map((one) => ({ ...placeOf(one), kind: 'described' as const, correspondence: one })),
    ...record.assessments.map((one) => ({ ...placeOf(one), kind: 'assessment' as const, assessment: one })),
  ]
  return all
    .filter((entry) => recipient === undefined || entry.recipient === recipient)
    .toSorted((a, b) => (lastDayOf(a.on) < lastDayOf(b.on) ? 1 : lastDayOf(a.on) > lastDayOf(b.on) ? -1 : 0))
}

const placeOf = ({ on, recipient }: Pick<TimelineEntry, 'on' | 'recipient'>) => ({ on, recipient })
