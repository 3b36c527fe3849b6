import type { PartialDate } from '#kernel'
import { isBy } from './day.ts'
import type { CampaignRecord, Countersignature, RecordCommitment, RecordDelivery, RecordReply } from './record.ts'

/**
 * The record as it stood at the end of a day in the campaign's zone: what had happened by then, by when it happened and
 * not by when it was typed in. The sources stay: they say where words can be read today.
 */
export function recordAt(record: CampaignRecord, day: PartialDate): CampaignRecord {
  const known = ({ on }: { readonly on: PartialDate }) => isBy(on, day)
  const signed = (one: Countersignature | undefined) => (one && known(one) ? one : undefined)
  const replies = record.replies.filter(known)
  return {
    ...record,
    demands: record.demands.filter(known),
    deliveries: record.deliveries.flatMap((delivery) => deliveryAt(delivery, day)),
    replies: replies.map((one) => ({ ...one, ...kindsBy(one, day), countersigned: signed(one.countersigned) })),
    answers: record.answers.filter((answer) => known(answer) && replies.some(({ id }) => id === answer.reply)),
    correspondence: record.correspondence.filter(known),
    commitments: record.commitments.flatMap((commitment) => commitmentBy(commitment, day)),
    assessments: record.assessments.filter(known).map((one) => ({ ...one, countersigned: signed(one.countersigned) })),
    notes: record.notes.filter(known),
    redactions: record.redactions.filter(known),
  }
}

function kindsBy({ kind, kinds }: RecordReply, day: PartialDate): Pick<RecordReply, 'kind' | 'kinds'> {
  const known = kinds.filter(({ on }) => isBy(on, day))
  return { kinds: known, kind: known.at(-1)?.kind ?? kind }
}

function deliveryAt(delivery: RecordDelivery, day: PartialDate): readonly RecordDelivery[] {
  const statuses = delivery.statuses.filter(({ on }) => isBy(on, day))
  return statuses.length === 0 ? [] : [{ ...delivery, statuses }]
}

function commitmentBy(commitment: RecordCommitment, day: PartialDate): readonly RecordCommitment[] {
  const known = ({ on }: { readonly on: PartialDate }) => isBy(on, day)
  const revisions = commitment.revisions.filter(known)
  if (!revisions.some(({ stage }) => stage === 'stated')) return []
  return [
    {
      ...commitment,
      revisions,
      characterizations: commitment.characterizations.filter(known),
      links: commitment.links.filter(known),
    },
  ]
}
