import type { PartialDate, RecipientId } from '#kernel'
import { daysBetween, lastDayOf } from './day.ts'
import type { CampaignRecord, RecordDelivery, RecordReply } from './record.ts'
import type { Correspondence } from './views.ts'

/**
 * Where the exchange with a recipient stood, of a record that holds nothing later than the day. Only a deadline that
 * the letter itself stated can be overdue; the coalition's own date merely passes.
 */
export function correspondenceOf(record: CampaignRecord, recipient: RecipientId, day: PartialDate): Correspondence {
  const described = record.correspondence.findLast((one) => one.recipient === recipient)
  const sent = record.deliveries.filter((one) => one.recipient === recipient && isSent(one))
  const reply = record.replies.findLast((one) => one.recipient === recipient && isOfPerson(one))
  return { described, ...derivedOf(sent, reply, day) }
}

/** Whether a person wrote it: a machine that says that nobody is there has not answered. */
export const isOfPerson = ({ kind }: RecordReply): boolean => kind !== 'out-of-office' && kind !== 'bounce'

/** Whether it left, as far as is known, and did not come back. */
function isSent({ statuses }: RecordDelivery): boolean {
  const last = statuses.at(-1)?.status
  return last === 'sent' || last === 'delivered' || last === 'unknown'
}

type Derived = Pick<Correspondence, 'derived' | 'since'>

function derivedOf(sent: readonly RecordDelivery[], reply: RecordReply | undefined, day: PartialDate): Derived {
  if (reply) return { derived: 'answered', since: reply.on }
  if (sent.length === 0) return { derived: 'not-sent', since: undefined }
  const deadline = latest(sent.map(({ statedDeadline }) => statedDeadline))
  if (deadline !== undefined && lastDayOf(deadline) < lastDayOf(day)) {
    const longDays = Math.max(...sent.map(({ longOverdueDays }) => longOverdueDays))
    const derived = daysBetween(deadline, day) > longDays ? 'long-overdue' : 'overdue'
    return { derived, since: deadline }
  }
  const followUp = latest(sent.map(({ followUpOn }) => followUpOn))
  if (followUp !== undefined && lastDayOf(followUp) < lastDayOf(day))
    return { derived: 'past-follow-up-date', since: followUp }
  return { derived: 'awaiting-response', since: sent[0]?.statuses.find(({ status }) => status === 'sent')?.on }
}

function latest(days: readonly (PartialDate | undefined)[]): PartialDate | undefined {
  return days
    .filter((one) => one !== undefined)
    .toSorted()
    .at(-1)
}
