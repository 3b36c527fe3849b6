import { hasRole } from './roles.ts'
import { linesOfTable } from './table-lines.ts'

/**
 * What every reader of a format hands to the shared model: printed lines in file order, with what the format
 * knows about them. Plain text knows nothing but the lines; a PDF knows pages, columns and indents as well.
 */
export type SourceText = {
  readonly lines: readonly SourceLine[]
  /** What the file says of itself outside its text: front matter, the head of a web page, document properties. */
  readonly about?: SourceAbout
}

/** Witnesses only: where the printed text says otherwise, the text is right. */
export type SourceAbout = {
  readonly title?: string
  /** As the file writes it; read like a printed date. */
  readonly date?: string
  /** BCP 47 tag. */
  readonly language?: string
}

/** One printed line, trimmed, without control characters; the empty string is a blank line. */
export type SourceLine = {
  readonly text: string
  /** Anchors in this line, in order, in formats that know links; the text of Markdown read as plain text keeps its own marks. */
  readonly links?: readonly SourceLink[]
  readonly hints?: LineHints
  /** Index among the lines of the source; the model sets it, so that whatever a line becomes can be traced to it. */
  readonly at?: number
}

/** An anchor within a line: its words as they stand in the line, and where it leads; `null` where the target is lost. */
export type SourceLink = { readonly text: string; readonly href: string | null }

/** What a format knows about a line. Absent means: the format does not say. */
export type LineHints = {
  /** The line begins a list item (bullet, number, table row): a name can only begin here. */
  readonly startsItem?: boolean
  /** The format marks this line as a complete unit (paragraph, item, cell): never wrapped, never goes on in the next. */
  readonly whole?: boolean
  /** 1 to 6: marked as a heading, or set like one. */
  readonly heading?: number
  /** Set in another weight than the text around: the whole line, or only its beginning … */
  readonly emphasis?: 'all' | 'start'
  /** … and then these first words of it (a name before its title). */
  readonly emphasized?: string
  /** A label of how the line's first words are set (weight, slope, size): lines with one label look alike. */
  readonly face?: string
  /** From 0. */
  readonly page?: number
  /** From 0, left to right on its page. */
  readonly column?: number
  /** Left edge, in ems, from the left edge of its column. */
  readonly indent?: number
  /** Printed width, in ems. */
  readonly width?: number
  /** What the column leaves free after the line, in ems. */
  readonly room?: number
  /** Space above the line, in line heights. */
  readonly gap?: number
  /** A column beside the letter; a cell of a table; what stands around the letter (navigation, the frame of a page). */
  readonly place?: 'letterhead' | 'table' | 'outside'
  /** A row of a table: its cells by what the head of the table calls them. */
  readonly fields?: Readonly<Record<string, string>>
  /** The source itself says that this line is a signatory, and what its parts are (h-card, styles of Word). */
  readonly card?: SourceCard
}

/** Somebody's name and what stands beside it, as the source marks them; `kind` is `organization` or `person`. */
export type SourceCard = {
  readonly kind?: string
  readonly name?: string
  readonly title?: string
  readonly affiliation?: string
  readonly representative?: string
  readonly country?: string
  readonly note?: string
}

/** Lines longer than this are prose whatever they hold; nothing in the model reads further into one line's words. */
const longestLine = 100_000

/** Control and invisible format characters that carry no text; joiners stay, some scripts need them. */
const invisible = /(?!\s)[\p{Cc}\u00AD\u200B\u2060\uFEFF]/gu

/** Cuts a text into lines: every kind of line end, form feeds as page breaks, tabs and odd spaces as one space. */
export function linesOfText(text: string): SourceText {
  const lines = text.replace(/\f/gu, '\n\n').split(/\r\n|[\n\r\v\u0085\u2028\u2029]/u)
  return { lines: inBlocks(lines).flatMap((block) => besideEachOther(block) ?? columnsOf(block) ?? block.map(lineOf)) }
}

/** Lines between blank ones, with the blank ones. */
function inBlocks(lines: readonly string[]): readonly (readonly string[])[] {
  const blocks: string[][] = []
  for (const line of lines) {
    const last = blocks.at(-1)
    const isBlank = line.trim() === ''
    if (last === undefined || isBlank || last[0]?.trim() === '') blocks.push([line])
    else last.push(line)
  }
  return blocks
}

/** Addresses printed beside each other, one below the other: in one of the rows everybody has a post. */
function besideEachOther(block: readonly string[]): readonly SourceLine[] | undefined {
  if (block.length < 2 || block.length > 8) return undefined
  const rows = block.map((line) => line.trim().split(/\t+|\s{3,}/u))
  const width = rows[0]?.length ?? 0
  if (width < 2 || width > 3 || rows.some((row) => row.length !== width)) return undefined
  if (!rows.slice(1).some((row) => row.every(hasRole)) || rows[0]?.some(hasRole)) return undefined
  return Array.from({ length: width }, (_, at) => [{ text: '' }, ...rows.map((row) => lineOf(row[at] ?? ''))]).flat()
}

/** Fewer lines than this show no column. */
const fewestRows = 4

/** The cells of a block that was typed in columns, with tabs or runs of spaces between them; `undefined` for any other. */
function columnsOf(block: readonly string[]): readonly SourceLine[] | undefined {
  if (block.length < fewestRows) return undefined
  const rows = block.map((line) => line.trim().split(/\t+|\s{3,}/u))
  const width = Math.max(...rows.map((row) => row.length))
  const full = rows.filter((row) => row.length === width).length
  if (width < 2 || width > 6 || full < rows.length * 0.7 || rows.some((row) => row.some((cell) => cell.length > 90)))
    return undefined
  return linesOfTable(rows.map((row) => row.map((cell) => ({ lines: [lineOf(cell)], isHead: false }))))
}

/** A line's words as every reader hands them on: no control characters, single spaces, cut where no prose is so long. */
export function cleanLine(raw: string): string {
  return raw.slice(0, longestLine).replace(invisible, '').replace(/\s+/gu, ' ').trim()
}

function lineOf(raw: string): SourceLine {
  const text = cleanLine(raw)
  const marker = itemMarker(text)
  return marker === 0 ? { text } : { text, hints: { startsItem: true } }
}

/** Length of a bullet or running number at the start of a line, with the space after it; 0 when there is none. */
export function itemMarker(text: string): number {
  return (
    /^(?:[*\u2022\u25AA\u25CF\u25E6\u2023]\s+|[-\u2013+]\s+(?=\S)|\d{1,5}[.)](?:\s+|$)|\(\d{1,5}\)(?:\s+|$))/u.exec(
      text,
    )?.[0].length ?? 0
  )
}
