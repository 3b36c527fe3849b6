import { dateInWords, dayOf, wordsFor } from '#kernel'
import type { ListSheet } from '#publication'

export { momentInWords } from '#kernel'

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

/**
 * Who signed, in words: those on the letter's own list, and people who joined them, each with their own number, since
 * the one is no part of the other.
 */
export function whoSigned(
  { people = 0, signatories }: { readonly people?: number; readonly signatories: number },
  language: string,
): string {
  const { counts } = wordsFor(language).signing
  const listed = wordsFor(language).pages.letter.signed(signatories, countOf(signatories, language))
  if (people === 0) return listed
  const joined = counts.people(people, countOf(people, language))
  return signatories === 0 ? counts.signed(joined) : counts.joined(listed, joined)
}

/** How many organizations signed earlier words than those of today, if any; on lists they are named apart. */
export function earlierInWords(
  { earlier, letter }: { readonly earlier: number; readonly letter: { readonly state: string } },
  language: string,
): string | undefined {
  if (earlier === 0) return undefined
  const { earlierOfClosed, earlierOfLetter } = wordsFor(language).readers
  return (letter.state === 'closed' ? earlierOfClosed : earlierOfLetter)(earlier, countOf(earlier, language))
}

/**
 * The same of a whole letter: those that are on no list, and those that the list names for another edition, whose number
 * is no part of the first.
 */
export function earlierOnList(
  { earlier, letter }: Pick<ListSheet, 'earlier' | 'letter'>,
  language: string,
): string | undefined {
  const onList = earlier.filter(({ isPrinted }) => isPrinted).length
  const { earlierOfSome } = wordsFor(language).readers
  const said = [
    earlierInWords({ letter, earlier: earlier.length - onList }, language),
    onList > 0 ? earlierOfSome(onList, countOf(onList, language)) : undefined,
  ].filter((one) => one !== undefined)
  return said.length > 0 ? said.join(' ') : undefined
}
