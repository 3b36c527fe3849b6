import { hasMail } from './column-contents.ts'
import { isHeadCell, isPureHead } from './column-words.ts'
import { isEmptyRow, type Table, type TableRow } from './table.ts'

/** A table whose head has been found, or that has none. */
export type HeadedTable = {
  readonly group: string | null
  /** What the columns are called; empty texts where nothing says so. */
  readonly head: readonly string[]
  /** Rows above the head: a title, a remark. */
  readonly above: readonly TableRow[]
  readonly rows: readonly TableRow[]
  readonly width: number
}

/** A head stands within this many filled rows of the top, under a title at most. */
const deepestHead = 8

/** Finds the row that says what the columns hold. Rows that hold nothing are left out. */
export function withHead(table: Table): HeadedTable {
  const rows = table.rows.filter((row) => !isEmptyRow(row))
  const width = table.head?.length ?? usualWidth(rows)
  if (table.head !== undefined) return { group: table.group, head: table.head, above: [], rows, width }
  const at = rows.slice(0, deepestHead).findIndex((row) => isHead(row, width))
  const head = rows[at]?.cells ?? []
  return {
    group: table.group,
    head,
    above: rows.slice(0, Math.max(0, at)),
    rows: rows.slice(at + 1),
    width: Math.max(width, head.findLastIndex((cell) => cell !== '') + 1),
  }
}

/** The number of cells that nearly all rows keep to, empty ones at their ends not counted. */
function usualWidth(rows: readonly TableRow[]): number {
  const widths = rows.map(({ cells }) => widthOf(cells)).toSorted((a, b) => a - b)
  return Math.max(1, widths[Math.floor(widths.length * 0.9)] ?? 1)
}

/** How many cells a row has up to the last one that is filled. */
export const widthOf = (cells: readonly string[]): number => cells.findLastIndex((cell) => cell !== '') + 1

/** Most filled cells are what columns are called, and one of them is nothing else. */
function isHead(row: TableRow, width: number): boolean {
  const filled = row.cells.filter((cell) => cell !== '')
  if (filled.some(hasMail) || new Set(filled).size < filled.length || (width > 2 && filled.length < 2)) return false
  const heads = filled.filter(isHeadCell).length
  return filled.some(isPureHead) && heads >= filled.length * 0.5 && (width === 1 || filled.length > 1 || heads === 1)
}
