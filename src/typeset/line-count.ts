import type { FontMetrics } from './font-metrics.ts'

/** A column to fill with hanging paragraphs. Lengths in points. */
export type Column = {
  readonly width: number
  readonly hang: number
  readonly size: number
  readonly font: FontMetrics
}

/**
 * Where the true width lies beside the sum of advances: kerning only draws letters together. Measured on 900 names
 * in both families: 0.972 to 1.004, in the middle 0.992.
 */
export const likeliest = 0.992
export const widest = 1.005

/**
 * How many lines a text fills in a hanging paragraph if it is `scale` times as wide as the sum of its advances.
 * Reckoned here because measuring ten thousand names inside Typst takes a second.
 * @param indented whether the first line hangs too.
 */
export function countLines(text: string, column: Column, scale: number, indented = false): number {
  const { width, hang, font } = column
  const size = column.size * scale
  const rest = width - hang
  // Most lines of a list are one line: no need to cut them up.
  if (widthOf(text, font) * size <= (indented ? rest : width)) return 1
  const space = font.advance(0x20) * size
  let lines = 1
  let room = indented ? rest : width
  let used = 0
  for (const { part, gap } of partsOf(text)) {
    const partWidth = widthOf(part, font) * size
    const wished = used + (gap ? space : 0) + partWidth
    if (used === 0 || wished <= room) {
      used = used === 0 ? partWidth : wished
      continue
    }
    lines += 1
    room = rest
    used = partWidth
  }
  return lines
}

/** The pieces a line may end after: words, and parts of words at hyphens and allowed breaks. */
function partsOf(text: string): readonly { readonly part: string; readonly gap: boolean }[] {
  return text.split(' ').flatMap((word) => {
    if (!/[-\u2010-\u2014\u200B]/u.test(word)) return [{ part: word, gap: true }]
    return word.split(/(?<=[-\u2010-\u2014\u200B])(?=\p{L})/u).map((part, index) => ({ part, gap: index === 0 }))
  })
}

/** The text with a break allowed anywhere in a word that is wider than a line, and nowhere else. */
export function breakWideWords(text: string, { width, hang, size, font }: Column): string {
  // No word this short is too wide for any column we set, and almost every word is this short.
  const isShort = (word: string): boolean => word.length < 14
  const typed = text.split(' ')
  if (typed.every(isShort)) return text
  const words = typed.map((word) => {
    if (isShort(word) || widthOf(word, font) * size * widest < width - hang) return word
    return [...new Intl.Segmenter('en').segment(word)].map(({ segment }) => segment).join('\u200B')
  })
  return words.join(' ')
}

/** The text with an ellipsis where it would be wider than one line. */
export function shortenToLine(text: string, { width, size, font }: Column): string {
  if (widthOf(text, font) * size * widest <= width) return text
  let short = ''
  let used = font.advance(0x2026)
  for (const { segment } of new Intl.Segmenter('en').segment(text)) {
    used += widthOf(segment, font)
    if (used * size * widest > width) break
    short += segment
  }
  return `${short.trimEnd()}…`
}

function widthOf(word: string, font: FontMetrics): number {
  let width = 0
  for (const character of word) width += font.advance(character.codePointAt(0) ?? 0)
  return width
}
