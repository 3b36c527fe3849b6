import type { PartialDate } from '#kernel'
import { recordAt } from './as-of.ts'
import { viewOf } from './commitment-at.ts'
import { daysBetween } from './day.ts'
import type { CampaignRecord } from './record.ts'
import type { Reminder } from './views.ts'

/** How many days before a day that matters the organizers are reminded, the earliest first. */
export const reminderDays = [30, 7, 0] as const

/**
 * Which promises the organizers should be reminded of on a day, because they end or fall due: each 30 days before it is due, again 7 days before, and on
 * the day. What comes late is still said: a reminder stays due until the next one, or the day itself, has passed.
 */
export function remindersDue(record: CampaignRecord, day: PartialDate): readonly Reminder[] {
  const known = recordAt(record, day)
  return promises(known, day).flatMap((due) => {
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
    const { id, recipient, title } = commitment
    const about = { commitment: id, recipient, title, key: id }
    return [
      ...(expires === undefined ? [] : [{ ...about, kind: 'expires' as const, dueOn: expires }]),
      ...(deadline === undefined ? [] : [{ ...about, kind: 'deadline' as const, dueOn: deadline }]),
    ]
  })
}
