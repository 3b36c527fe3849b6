import { readFonts, type LetterFonts } from './fonts.ts'
import { printerFor } from './printable.ts'

/**
 * Which of these texts a PDF in these fonts prints with `□` in place of a character, in the order given. Source Serif 4
 * and Source Sans 3 draw Latin, Greek and Cyrillic, not all of any, and no other script.
 * @throws Fault `typeset-failed` when a font is missing or is no TrueType font.
 */
export function unprintable(texts: readonly string[], fonts: LetterFonts): readonly string[] {
  const { light, small } = readFonts(fonts)
  return texts.filter((text) => {
    const printer = printerFor([light, small])
    printer.print(text)
    return printer.missing().length > 0
  })
}
