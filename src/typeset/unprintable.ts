import { readFonts, type LetterFonts } from './fonts.ts'
import { printerFor } from './printable.ts'

/**
 * Which of these texts a PDF in these fonts prints with `□` in place of a character, in the order given. Fonts of other
 * scripts are opened for the texts that ask for them, and let go.
 * @throws Fault `typeset-failed` when a font is missing or is no TrueType font.
 */
export function unprintable(texts: readonly string[], fonts: LetterFonts): readonly string[] {
  const { light, small } = readFonts(fonts).setFor(texts, '')
  return texts.filter((text) => {
    const printer = printerFor([light, small])
    printer.print(text)
    return printer.missing().length > 0
  })
}
