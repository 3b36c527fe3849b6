/**
 * What every reader of a format hands to the shared model: printed lines in file order, with what the format
 * knows about them. Plain text knows nothing but the lines; a PDF knows pages, columns and indents as well.
 */
export type SourceText = { readonly lines: readonly SourceLine[] }

/** One printed line, trimmed, without control characters; the empty string is a blank line. */
export type SourceLine = { readonly text: string; readonly hints?: LineHints }

/** What a format knows about a line. Absent means: the format does not say. */
export type LineHints = {
  /** The line begins a list item (bullet, number, table row): a name can only begin here. */
  readonly startsItem?: boolean
}

/** Lines longer than this are prose whatever they hold; nothing in the model reads further into one line's words. */
const longestLine = 100_000

/** Control and invisible format characters that carry no text; joiners stay, some scripts need them. */
const invisible = /(?!\s)[\p{Cc}\u00AD\u200B\u2060\uFEFF]/gu

/** Cuts a text into lines: every kind of line end, form feeds as page breaks, tabs and odd spaces as one space. */
export function linesOfText(text: string): SourceText {
  const lines = text.replace(/\f/gu, '\n\n').split(/\r\n|[\n\r\v\u0085\u2028\u2029]/u)
  return { lines: lines.map(lineOf) }
}

function lineOf(raw: string): SourceLine {
  const text = raw.slice(0, longestLine).replace(invisible, '').replace(/\s+/gu, ' ').trim()
  const marker = itemMarker(text)
  return marker === 0 ? { text } : { text, hints: { startsItem: true } }
}

/** Length of a bullet or running number at the start of a line, with the space after it; 0 when there is none. */
export function itemMarker(text: string): number {
  return (
    /^(?:[*\u2022\u25AA\u25CF\u25E6\u2023]\s+|[-\u2013+]\s+(?=\S)|\d{1,5}[.)]\s+|\(\d{1,5}\)\s+)/u.exec(text)?.[0]
      .length ?? 0
  )
}
