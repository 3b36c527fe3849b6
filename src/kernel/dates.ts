/** A date as letters print it, as exact as its source: `YYYY`, `YYYY-MM` or `YYYY-MM-DD` (ISO 8601, no time zone). */
export type PartialDate = string & { readonly __kind: 'PartialDate' }

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Reads `YYYY[-MM[-DD]]`. @returns `undefined` for anything that is not a day, month or year of the calendar. */
export function parsePartialDate(typed: string): PartialDate | undefined {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(typed.trim())
  if (!match) return undefined
  const [, year, month, day] = match
  if (month !== undefined && (Number(month) < 1 || Number(month) > 12)) return undefined
  if (day !== undefined && (Number(day) < 1 || Number(day) > daysIn(Number(year), Number(month)))) return undefined
  return match[0] as PartialDate
}

/** The date in words of a language, in full and no more exact than it is: `15 January 2019`, `January 2019`, `2019`. */
export function dateInWords(date: PartialDate, language: string): string {
  const [year, month, day] = date.split('-')
  const moment = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1))
  const parts: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    ...(month === undefined ? {} : { month: 'long' }),
    ...(day === undefined ? {} : { day: 'numeric' }),
  }
  return new Intl.DateTimeFormat(language === 'en' ? 'en-US' : language, { ...parts, timeZone: 'UTC' }).format(moment)
}

/** The calendar day on which a moment falls in a time zone (IANA name). */
export const dayOf = (moment: Date, timeZone: string): PartialDate => daysAt(timeZone)(moment)

/** The same for many moments: finding a time zone's rules costs ten times as much as applying them. */
export function daysAt(timeZone: string): (moment: Date) => PartialDate {
  // The Swedish locale writes ISO 8601 dates.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return (moment) => format.format(moment) as PartialDate
}

/** A moment to the minute, with the name of its time zone. */
export function momentInWords(at: Date, timeZone: string, language: string): string {
  const locale = language === 'en' ? 'en-US' : language
  const parts = { year: 'numeric', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' } as const
  return new Intl.DateTimeFormat(locale, { ...parts, timeZone, timeZoneName: 'short' }).format(at)
}
