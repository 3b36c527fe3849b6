/**
 * A table of names as its format gives it: rows of CSV, sheets of a workbook, records of JSON or YAML. What stands in
 * which column is decided later, from all rows together.
 */
export type Table = {
  /** What the table is called where it has siblings (a sheet, a key); a heading over its names. */
  readonly group: string | null
  /** What the format itself calls the columns (keys of records); `undefined`: a head may stand among the rows. */
  readonly head: readonly string[] | undefined
  readonly rows: readonly TableRow[]
}

/** Cells cleaned by `cellText`; `number` is what a spreadsheet or an editor calls this row or record, from 1. */
export type TableRow = {
  readonly number: number
  readonly cells: readonly string[]
  /** The heading the format itself gives this row (the key its record stands under). */
  readonly group?: string | null
}

/** No list has more columns than this; what stands further right is not looked at. */
export const mostColumns = 200

/** A cell longer than this says more than a list prints. */
const longestCell = 2_000

/** Control and invisible format characters that carry no text; joiners stay, some scripts need them. */
const invisible = /(?!\s)[\p{Cc}\u00AD\u200B\u2060\uFEFF]/gu

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/** A cell as people read it: one line, without tags, Markdown links and the apostrophe that guards formulas. */
export function cellText(raw: string): string {
  const text = raw.slice(0, longestCell).replace(invisible, '')
  const plain = /[<&[]/u.test(text) ? withoutMarkup(text) : text
  return plain
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^'(?=[=+\-@])/u, '')
}

function withoutMarkup(text: string): string {
  return text
    .replace(/<br\b[^<>]*>/giu, ' ')
    .replace(/<\/?[a-z][^<>]*>/giu, '')
    .replace(/\[([^[\]]*)\]\([^()\s]*\)/gu, '$1')
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/gu, (_, name: string) => entities[name] ?? '')
    .replace(/&#(\d{1,6});/gu, (whole, code: string) => {
      const point = Number(code)
      return point > 31 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : whole
    })
}

/** Whether nothing readable stands in a row. */
export const isEmptyRow = (row: TableRow): boolean => row.cells.every((cell) => cell === '')
