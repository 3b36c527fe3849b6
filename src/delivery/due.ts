import { workingDaysLater, type WorkCalendar } from './calendar.ts'
import { daysBetween, daysLater, type Day } from './day.ts'

/** Until when: a day, or a number of days after the day of sending, which is day 0. */
export type Term = { readonly on: Day } | { readonly days: number; readonly counted: 'working-days' | 'calendar-days' }

/** What a clock of a delivery runs by. */
export type ClockFacts = {
  /** What the letter itself says; absent: nothing, and then nothing is ever overdue. */
  readonly statedDeadline: Term | undefined
  /** When the coalition wants to follow up; nobody else was told. */
  readonly followUpOn: Term | undefined
  /** Absent: it was not sent, or failed, came back, or nobody knows; then no clock runs. */
  readonly sentOn: Day | undefined
  readonly calendar: WorkCalendar
  /** Days after the deadline from which on it is called long overdue; {@link usualLongOverdue} unless told. */
  readonly longOverdueDays?: number
}

/** Where the clock of a delivery stands. Days are the last on which something is in time. */
export type Due =
  | { readonly kind: 'awaiting'; readonly deadline: Day | undefined; readonly followUp: Day | undefined }
  /** The coalition's own date is past; whatever was stated is not. */
  | { readonly kind: 'past-follow-up-date'; readonly followUp: Day; readonly deadline: Day | undefined }
  /** The stated deadline is past, by so many days. */
  | {
      readonly kind: 'overdue' | 'long-overdue'
      readonly deadline: Day
      readonly days: number
      readonly followUp: Day | undefined
    }
  /** Nothing runs: it was not sent, or no date was set. */
  | { readonly kind: 'no-date'; readonly why: 'not-sent' | 'none-set' }

/** Days after a deadline from which on it is called long overdue, where a plan does not say. */
export const usualLongOverdue = 30

/**
 * Where the clock stands on a day of the campaign's time zone. Compares days, never hours: what is due on a day is late
 * from the next day on. A stated day that had passed when the letter was sent gave nobody any time: it counts for nothing.
 */
export function dueOf(facts: ClockFacts, today: Day): Due {
  const { sentOn, calendar, longOverdueDays = usualLongOverdue } = facts
  if (sentOn === undefined) return { kind: 'no-date', why: 'not-sent' }
  const deadline = dayOfTerm(facts.statedDeadline, sentOn, calendar)
  const followUp = dayOfTerm(facts.followUpOn, sentOn, calendar)
  if (deadline !== undefined && today > deadline) {
    const days = daysBetween(deadline, today)
    return { kind: days > longOverdueDays ? 'long-overdue' : 'overdue', deadline, days, followUp }
  }
  if (followUp !== undefined && today > followUp) return { kind: 'past-follow-up-date', followUp, deadline }
  if (deadline === undefined && followUp === undefined) return { kind: 'no-date', why: 'none-set' }
  return { kind: 'awaiting', deadline, followUp }
}

/** The last day that is in time; absent where there is none. */
export function dayOfTerm(term: Term | undefined, sentOn: Day, calendar: WorkCalendar): Day | undefined {
  if (term === undefined) return undefined
  if ('on' in term) return term.on < sentOn ? undefined : term.on
  return term.counted === 'working-days' ? workingDaysLater(sentOn, term.days, calendar) : daysLater(sentOn, term.days)
}
