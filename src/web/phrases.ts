import { dateInWords, dayOf } from '#kernel'

/** A number with the separators of a language. */
export function countOf(n: number, language: string): string {
  return new Intl.NumberFormat(language).format(n)
}

/** Names joined as a language joins them: `A, B, and C`. */
export function inList(names: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names)
}

/** The day of a moment in a campaign's time zone, in words. */
export function dayInWords(moment: Date, timeZone: string, language: string): string {
  return dateInWords(dayOf(moment, timeZone), language)
}
