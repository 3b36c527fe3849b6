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
  const space = font.advance(0x20) * size
  let lines = 1
  let room = indented ? rest : width
  // The line so far, the space before the piece that is being read, the piece so far.
  let [used, gap, piece] = [0, 0, 0]
  const endPiece = (): void => {
    const wished = used === 0 ? piece : used + gap + piece
    const fits = used === 0 || wished <= room
    used = fits ? wished : piece
    piece = 0
    if (fits) return
    lines += 1
    room = rest
  }
  // By index and without cutting the text up: a list is reckoned several times over.
  for (let at = 0; at < text.length; at += 1) {
    const code = text.codePointAt(at) ?? 0
    if (code > 0xffff) at += 1
    if (code !== 0x20 && !isIsolate(code)) piece += font.advance(code) * size
    if (code === 0x20 || mayBreakAfter(code, text, at + 1)) {
      endPiece()
      gap = code === 0x20 ? space : 0
    }
  }
  endPiece()
  return lines
}

/** Marks that isolate a name's direction take no room. */
const isIsolate = (code: number): boolean => code >= 0x2066 && code <= 0x2069

/** Han, kana and Hangul: lines end between any two of them. Below these blocks nothing is asked further. */
const eastern = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const isEastern = (code: number): boolean => code >= 0x1100 && eastern.test(String.fromCodePoint(code))

/** Whether a line may end inside a word: after a hyphen, a dash or an allowed break, before a letter. */
function mayBreakAfter(code: number, text: string, next: number): boolean {
  if (isEastern(code)) return isEastern(text.codePointAt(next) ?? 0)
  const isBreak = code === 0x2d || code === 0x200b || (code >= 0x2010 && code <= 0x2014)
  return isBreak && /^\p{L}/u.test(String.fromCodePoint(text.codePointAt(next) ?? 0))
}

/** The text with a break allowed anywhere in a word that is wider than a line, and nowhere else. */
export function breakWideWords(text: string, { width, hang, size, font }: Column): string {
  // No word this short is too wide for any column we set, and almost every word is this short.
  const isShort = (word: string): boolean => word.length < 14
  const typed = text.split(' ')
  if (typed.every(isShort)) return text
  const room = (width - hang) / (size * widest)
  return typed
    .map((word) => (isShort(word) || widthOf(word, font) < room ? word : breakWord(word, room, font)))
    .join(' ')
}

/** Thai writes no space between words: there is no better place to break it than between these. */
const unspaced = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
/** What has its own places to break stands alone; what lies between is a word. */
const easternRuns =
  /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\uFF00-\uFFEF]+)/u

function breakWord(word: string, room: number, font: FontMetrics): string {
  const parts = (text: string, granularity: 'word' | 'grapheme'): readonly string[] =>
    [...new Intl.Segmenter(granularity === 'word' ? 'th' : 'en', { granularity }).segment(text)].map(
      ({ segment }) => segment,
    )
  const narrow = (part: string): string => (widthOf(part, font) < room ? part : parts(part, 'grapheme').join('\u200B'))
  return word
    .split(easternRuns)
    .map((part, index) => {
      if (index % 2 === 1) return part
      return unspaced.test(part) ? parts(part, 'word').map(narrow).join('\u200B') : narrow(part)
    })
    .join('')
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
  for (let at = 0; at < word.length; at += 1) {
    const code = word.codePointAt(at) ?? 0
    if (code > 0xffff) at += 1
    if (!isIsolate(code)) width += font.advance(code)
  }
  return width
}
