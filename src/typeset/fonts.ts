import { Fault } from '#kernel'
import { readFontMetrics, type FontMetrics } from './font-metrics.ts'

/**
 * The bytes of the TrueType fonts a page is set in. The families must be the ones the templates name
 * (Source Serif 4, Source Sans 3); the first font of each list is the regular one, by which widths are reckoned.
 */
export type LetterFonts = {
  /** Regular, semibold and italic of Source Serif 4. */
  readonly serif: readonly Uint8Array[]
  /** Regular and semibold of Source Sans 3. */
  readonly sans: readonly Uint8Array[]
}

/** The fonts by which widths are reckoned and characters are checked. */
export type FontSet = { readonly light: FontMetrics; readonly heavy: FontMetrics; readonly small: FontMetrics }

/** Reads the fonts' tables. @throws Fault `typeset-failed` when one is missing or is no font. */
export function readFonts({ serif, sans }: LetterFonts): FontSet {
  const [light, heavy] = serif.map(readFontMetrics)
  const [small] = sans.map(readFontMetrics)
  if (!light || !heavy || !small) throw new Fault('typeset-failed', 'the fonts to set a letter in are incomplete')
  return { light, heavy, small }
}
