/** Letters written from the right (Unicode's blocks for Hebrew, Arabic, Syriac, Thaana, NKo and their kin). */
const fromTheRight = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u
const fromTheLeft = /(?![\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}])\p{L}/u

/** Embeddings, overrides and isolates that somebody typed: they would turn around what stands beside the name. */
const turning = /[\u202A-\u202E\u2066-\u2069]/gu

/**
 * Gives what runs against a page's direction an isolate of its own (Unicode Annex 9: FSI … PDI), so that brackets and
 * commas beside a name stay where they belong. A text that runs with the page is left as it is.
 */
export function isolator(direction: 'ltr' | 'rtl'): (text: string) => string {
  const against = direction === 'rtl' ? fromTheLeft : fromTheRight
  return (text) => {
    const own = text.replace(turning, '')
    return against.test(own) ? `\u2068${own}\u2069` : own
  }
}
