import type { FontMetrics } from './font-metrics.ts'

/** A column to fill with hanging paragraphs. Lengths in points. */
export type Column = {
  readonly width: number
  readonly hang: number
  readonly size: number
  readonly font: FontMetrics
}

/** How far kerning, old-style figures and the like may shift the true width from the sum of advances. */
const tolerance = 0.035

/**
 * How many lines a text fills, broken at spaces, the first line at full width and the rest hanging. Reckoned from
 * advance widths because measuring ten thousand names inside Typst takes a second.
 * @param indented whether the first line hangs too.
 * @returns 0 where it is too close to call (or a word could break elsewhere): Typst then measures that one.
 */
export function countLines(text: string, { width, hang, size, font }: Column, indented = false): number {
  const space = font.advance(0x20) * size
  let lines = 1
  let used = 0
  for (const word of text.split(' ')) {
    const wordWidth = widthOf(word, font) * size
    const room = lines === 1 && !indented ? width : width - hang
    const wished = used === 0 ? wordWidth : used + space + wordWidth
    if (Math.abs(wished - room) < tolerance * room) return 0
    if (wished < room) {
      used = wished
      continue
    }
    if (!/^[\p{L}\p{N}.,'’()&]*$/u.test(word) || wordWidth > width - hang || used === 0) return 0
    lines += 1
    used = wordWidth
  }
  return lines
}

function widthOf(word: string, font: FontMetrics): number {
  let width = 0
  for (const character of word) width += font.advance(character.codePointAt(0) ?? 0)
  return width
}
