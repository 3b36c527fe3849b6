import { Fault } from '#kernel'
import { daysLater, weekdayOf, type Day } from './day.ts'

/** On which days nobody works. Holidays are dates that an organizer types: they differ by place, and rules change. */
export type WorkCalendar = {
  /** Days of the week, 1 is Monday, 7 is Sunday (ISO 8601 numbers them so); never all seven. */
  readonly weekend: readonly number[]
  readonly holidays: readonly Day[]
}

/** Saturday and Sunday off, and no holidays: what a plan has until somebody says otherwise. */
export const plainCalendar: WorkCalendar = { weekend: [6, 7], holidays: [] }

/** Whether it is one: days of the week from 1 to 7, at least one of which is worked on. */
export function isCalendar({ weekend }: WorkCalendar): boolean {
  return weekend.every((day) => Number.isInteger(day) && day >= 1 && day <= 7) && new Set(weekend).size < 7
}

/** Whether people work on a day. */
export const isWorkingDay = (day: Day, { weekend, holidays }: WorkCalendar): boolean =>
  !weekend.includes(weekdayOf(day)) && !holidays.includes(day)

/**
 * The day that is so many working days after another, which is day 0 whether it is worked on or not.
 * @throws Fault `bad-state` for a calendar that has no working day.
 */
export function workingDaysLater(from: Day, count: number, calendar: WorkCalendar): Day {
  if (!isCalendar(calendar)) throw new Fault('bad-state', 'a calendar has no working days')
  let day = from
  for (let counted = 0; counted < count;) {
    day = daysLater(day, 1)
    if (isWorkingDay(day, calendar)) counted += 1
  }
  return day
}
