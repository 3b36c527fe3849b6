import type { PartialDate } from '#kernel'

/**
 * The last day that a date can mean: of `2018-06` the 30th. What is known by month counts from when it must have
 * happened, never before.
 */
export function lastDayOf(date: PartialDate): string {
  const [year = '', month, day] = date.split('-')
  if (month === undefined) return `${year}-12-31`
  if (day !== undefined) return date
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10)
}

/** Whether what happened on a date had happened by the end of a day. */
export const isBy = (date: PartialDate, day: PartialDate): boolean => lastDayOf(date) <= lastDayOf(day)

/** Days from one day to another, by the calendar; below zero when the other is earlier. */
export function daysBetween(from: PartialDate, to: PartialDate): number {
  return Math.round((Date.parse(lastDayOf(to)) - Date.parse(lastDayOf(from))) / 86_400_000)
}
