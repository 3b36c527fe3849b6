import type { FontMetrics } from './font-metrics.ts'

/** A character none of the fonts draws, and in how many places it stood. It is printed as `□`. */
export type MissingCharacter = {
  readonly character: string
  /** As Unicode writes it, for example `U+4E2D`. */
  readonly codePoint: string
  readonly places: number
}

/** Makes text printable and remembers what it had to replace. */
export type Printer = {
  readonly print: (text: string) => string
  readonly missing: () => readonly MissingCharacter[]
}

/** @returns whether a reader would see anything: a heading nobody sees is refused by PDF/UA. */
export function isVisible(text: string): boolean {
  return /[^\s\p{Default_Ignorable_Code_Point}\p{Cc}]/u.test(text)
}

/** WHITE SQUARE: Source Sans 3 draws it, and readers know it as a character that is not there. */
const substitute = '\u25A1'

/** Joiners, direction marks, variation selectors: without a glyph there is nothing to see, so nothing to replace. */
export const invisible = /^[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Zl}\p{Zp}]$/u

/**
 * A printer for a set of fonts. A character that no font draws would stop a PDF/UA export (and would be a hole on
 * the page), so the whole written sign it belongs to becomes one `□`.
 */
export function printerFor(fonts: readonly FontMetrics[]): Printer {
  const places = new Map<number, number>()
  const draws = (codePoint: number): boolean => fonts.some((font) => font.draws(codePoint))
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
  return {
    print: (text) => {
      if (everyCharacter(text, draws)) return text
      let printed = ''
      for (const { segment } of segmenter.segment(text)) printed += printSign(segment, draws, places)
      return printed
    },
    missing: () =>
      [...places]
        .sort(([one], [other]) => one - other)
        .map(([codePoint, count]) => ({
          character: String.fromCodePoint(codePoint),
          codePoint: `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`,
          places: count,
        })),
  }
}

function everyCharacter(text: string, draws: (codePoint: number) => boolean): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.codePointAt(at) ?? 0
    if (!draws(code)) return false
    if (code > 0xffff) at += 1
  }
  return true
}

function printSign(sign: string, draws: (codePoint: number) => boolean, places: Map<number, number>): string {
  let seen = ''
  let whole = true
  for (const character of sign) {
    const codePoint = character.codePointAt(0) ?? 0
    if (draws(codePoint)) seen += character
    else if (!invisible.test(character)) {
      whole = false
      places.set(codePoint, (places.get(codePoint) ?? 0) + 1)
    }
  }
  return whole ? seen : substitute
}

/** Every text that stands somewhere in plain data. */
export function* textsIn(data: unknown): Generator<string> {
  if (typeof data === 'string') yield data
  else if (typeof data === 'object' && data !== null && !ArrayBuffer.isView(data))
    for (const part of Object.values(data)) yield* textsIn(part)
}
