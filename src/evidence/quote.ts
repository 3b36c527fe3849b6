import type { CaptureId, QuoteId } from '#kernel'

/** A quotation: the words as they stand in a capture's text, and where (W3C TextQuoteSelector and TextPositionSelector). */
export type Quote = {
  readonly id: QuoteId
  readonly capture: CaptureId
  readonly exact: string
  /** Up to 32 characters before and after. */
  readonly prefix: string
  readonly suffix: string
  /** In code points of the text, from 0; the end is the first one after. */
  readonly start: number
  readonly end: number
}

/** Words that stand somewhere in a text. */
export type Span = Omit<Quote, 'id' | 'capture'>

const contextLength = 32

/** The text as words are looked for in it, and for each of its code units where it stood. */
type Folded = { readonly text: string; readonly at: readonly number[] | Int32Array }

const same: ReadonlyMap<string, string> = new Map([
  ...[...'\u2018\u2019\u201A\u201B\u02BC\u2032'].map((one) => [one, "'"] as const),
  ...[...'\u201C\u201D\u201E\u201F\u2033'].map((one) => [one, '"'] as const),
  ...[...'\u2010\u2011\u2012\u2013\u2014\u2015\u2212'].map((one) => [one, '-'] as const),
])
// What is not seen: soft hyphen, zero-width space and joiners, byte order mark.
const unseen = new Set(['\u00AD', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF'])
const white = /\s/u

function folded(text: string): Folded {
  const at = new Int32Array(text.length)
  const out: string[] = []
  let wasWhite = true
  for (let index = 0; index < text.length; index += 1) {
    const one = text.charAt(index)
    if (unseen.has(one)) continue
    const isWhite = white.test(one)
    if (isWhite && wasWhite) continue
    at[out.length] = index
    out.push(isWhite ? ' ' : (same.get(one) ?? one))
    wasWhite = isWhite
  }
  return { text: out.join(''), at }
}

/**
 * Every place where words stand in a text. Kinds of quotation marks, of dashes and of white space count as one, and
 * characters that are not seen do not count; case does. What is found is told as it stands in the text.
 * @param wanted with a prefix or a suffix only places that have it are told.
 */
export function findSpans(
  text: string,
  wanted: { readonly exact: string; readonly prefix?: string; readonly suffix?: string },
): readonly Span[] {
  const inside = folded(text.normalize('NFC'))
  const original = text.normalize('NFC')
  const words = folded(wanted.exact.normalize('NFC')).text.trim()
  if (words === '') return []
  const prefix = folded((wanted.prefix ?? '').normalize('NFC')).text.trim()
  const suffix = folded((wanted.suffix ?? '').normalize('NFC')).text.trim()
  const found: Span[] = []
  for (let from = inside.text.indexOf(words); from >= 0; from = inside.text.indexOf(words, from + 1)) {
    const to = from + words.length
    if (!inside.text.slice(0, from).trimEnd().endsWith(prefix)) continue
    if (!inside.text.slice(to).trimStart().startsWith(suffix)) continue
    const start = inside.at[from] ?? 0
    found.push(spanOf(original, start, (inside.at[to - 1] ?? 0) + 1))
    if (found.length >= mostPlaces) break
  }
  return found
}

/** More places than this are not told apart by anybody. */
const mostPlaces = 50

function spanOf(text: string, from: number, to: number): Span {
  const start = pointsIn(text, 0, from)
  return {
    exact: text.slice(from, to),
    prefix: [...text.slice(Math.max(0, from - 2 * contextLength), from)].slice(-contextLength).join(''),
    suffix: [...text.slice(to, to + 2 * contextLength)].slice(0, contextLength).join(''),
    start,
    end: start + pointsIn(text, from, to),
  }
}

function pointsIn(text: string, from: number, to: number): number {
  let points = 0
  for (let index = from; index < to; index += (text.codePointAt(index) ?? 0) > 0xff_ff ? 2 : 1) points += 1
  return points
}

/** What stands in a text between two code points. */
export function textBetween(text: string, start: number, end: number): string {
  let [index, point] = [0, 0]
  const step = () => {
    index += (text.codePointAt(index) ?? 0) > 0xff_ff ? 2 : 1
    point += 1
  }
  while (point < start && index < text.length) step()
  const from = index
  while (point < end && index < text.length) step()
  return text.slice(from, index)
}
