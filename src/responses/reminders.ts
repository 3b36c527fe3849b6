import type { PartialDate } from '#kernel'
import { recordAt } from './as-of.ts'
import { viewOf } from './commitment-at.ts'
import { correspondenceOf, isSent } from './correspondence.ts'
import { daysBetween } from './day.ts'
import type { CampaignRecord } from './record.ts'
import type { Reminder } from './views.ts'

/** How many days before a day that matters the organizers are reminded, the earliest first. */
export const reminderDays = [30, 7, 0] as const

/**
 * What the organizers should be reminded of on a day: each thing 30 days before it is due, again 7 days before, and on
 * the day. What comes late is still said: a reminder stays due until the next one, or the day itself, has passed.
 */
export function remindersDue(record: CampaignRecord, day: PartialDate): readonly Reminder[] {
  const known = recordAt(record, day)
  return [...promises(known, day), ...exchanges(known, day)].flatMap((due) => {
    const daysLeft = daysBetween(day, due.dueOn)
    const step = reminderDays.findLast((days) => daysLeft <= days)
    if (daysLeft < 0 || step === undefined) return []
    return [{ ...due, daysLeft, key: `${due.key} ${due.dueOn} ${step}` }]
  })
}

type Due = Omit<Reminder, 'daysLeft'>

function promises(record: CampaignRecord, day: PartialDate): readonly Due[] {
  return record.commitments.flatMap((commitment): readonly Due[] => {
    const { latest, stands } = viewOf(record, commitment, day)
    if (stands !== 'in-force') return []
    const { expires, deadline } = latest.terms
    const about = { recipient: commitment.recipient, title: commitment.title, key: commitment.id }
    return [
      ...(expires === undefined ? [] : [{ ...about, kind: 'expires' as const, dueOn: expires }]),
      ...(deadline === undefined ? [] : [{ ...about, kind: 'deadline' as const, dueOn: deadline }]),
    ]
  })
}

/** Only while nobody has answered. */
function exchanges(record: CampaignRecord, day: PartialDate): readonly Due[] {
  return record.deliveries.filter(isSent).flatMap((delivery): readonly Due[] => {
    if (correspondenceOf(record, delivery.recipient, day).derived === 'answered') return []
    const { statedDeadline, followUpOn } = delivery
    const title = record.recipients.find(({ id }) => id === delivery.recipient)?.name ?? ''
    const about = { recipient: delivery.recipient, title, key: delivery.edition }
    return [
      ...(statedDeadline === undefined ? [] : [{ ...about, kind: 'stated-deadline' as const, dueOn: statedDeadline }]),
      ...(followUpOn === undefined ? [] : [{ ...about, kind: 'follow-up' as const, dueOn: followUpOn }]),
    ]
  })
}
