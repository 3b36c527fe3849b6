import { parsePartialDate, type PartialDate } from '#kernel'

/** A day of the calendar, always whole: `YYYY-MM-DD`. */
export type Day = PartialDate

/** Reads a whole day; years 2000 to 9999, as leaves of a log have them. */
export function parseDay(typed: string): Day | undefined {
  const day = parsePartialDate(typed)
  return day?.length === 10 && day >= '2000' ? day : undefined
}

const dayMilliseconds = 86_400_000

const momentOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`)

/** The day so many days later; days have no hours, so clocks that change do not matter. */
export const daysLater = (day: Day, days: number): Day =>
  new Date(momentOf(day) + days * dayMilliseconds).toISOString().slice(0, 10) as Day

/** How many days lie between two days; negative when the second is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((momentOf(to) - momentOf(from)) / dayMilliseconds)

/** The day of the week: 1 is Monday, 7 is Sunday (ISO 8601). */
export const weekdayOf = (day: Day): number => new Date(momentOf(day)).getUTCDay() || 7
