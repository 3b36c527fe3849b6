import { letterFonts } from '#platform'
import { unprintable } from '#typeset'

/** What the fonts draw for certain: most names are nothing else, and cost no reading of fonts. */
const plain = /^[\u0020-\u007E\u00A0-\u017F\u2010-\u201E]*$/u

/** Which of these texts the PDF prints with `□` in place of a character. Reads the fonts it asks, and keeps none. */
export function notInPdf(texts: readonly string[]): readonly string[] {
  const doubtful = texts.filter((text) => !plain.test(text))
  return doubtful.length === 0 ? [] : unprintable(doubtful, letterFonts())
}
