import { Fault } from '#kernel'
import { readFontMetrics, type FontMetrics } from './font-metrics.ts'
import { otherFonts, type OtherFont, type OtherFonts } from './other-fonts.ts'

/**
 * The TrueType fonts a page is set in. The first two families must be the ones the templates name
 * (Source Serif 4, Source Sans 3); the first font of each list is the regular one, by which widths are reckoned.
 */
export type LetterFonts = {
  /** Regular, semibold and italic of Source Serif 4. */
  readonly serif: readonly Uint8Array[]
  /** Regular and semibold of Source Sans 3. */
  readonly sans: readonly Uint8Array[]
  /** Families for other scripts, each opened by the first letter that has a character of it; none: only the first two. */
  readonly others?: readonly OtherFont[]
}

/** The fonts by which widths are reckoned and characters are checked. */
export type FontSet = {
  readonly light: FontMetrics
  readonly heavy: FontMetrics
  readonly small: FontMetrics
  /** The families beside the first two that the page is set in, in the order in which they are asked for a character. */
  readonly families: readonly OtherFont[]
}

/** The fonts of a typesetter: the set for any page that is to be printed. */
export type FontRack = {
  /**
   * The fonts for these texts: always the first two families, and of the others those that draw what the two do not.
   * Only the texts and the language decide, never what was printed before.
   */
  readonly setFor: (texts: Iterable<string>, language: string) => FontSet
}

/** Reads the fonts' tables. @throws Fault `typeset-failed` when one is missing or is no font. */
export function readFonts({ serif, sans, others = [] }: LetterFonts): FontRack {
  const [light, heavy] = serif.map(readFontMetrics)
  const [small] = sans.map(readFontMetrics)
  if (!light || !heavy || !small) throw new Fault('typeset-failed', 'the fonts to set a letter in are incomplete')
  const more: OtherFonts = otherFonts(others)
  const plain: FontSet = { light, heavy, small, families: [] }
  const isDrawn = (codePoint: number): boolean => light.draws(codePoint) || small.draws(codePoint)
  return {
    setFor: (texts, language) => {
      const found = more.forTexts(texts, { language, isDrawn })
      if (found.length === 0) return plain
      const regular = found.map((one) => one.regular)
      return {
        // In the order in which Typst asks them.
        light: firstThatDraws([light, small, ...regular]),
        heavy: firstThatDraws([heavy, small, ...found.map((one) => one.heavy)]),
        small: firstThatDraws([small, light, ...regular]),
        families: found.map(({ font }) => font),
      }
    },
  }
}

/** Several fonts as one: a character is drawn, and is as wide, as in the first that has it. */
function firstThatDraws(fonts: readonly FontMetrics[]): FontMetrics {
  const [first] = fonts
  const of = (codePoint: number): FontMetrics | undefined => fonts.find((font) => font.draws(codePoint)) ?? first
  return {
    draws: (codePoint) => of(codePoint)?.draws(codePoint) ?? false,
    advance: (codePoint) => of(codePoint)?.advance(codePoint) ?? 0.5,
  }
}
