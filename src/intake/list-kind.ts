import { endsSentence } from './blocks.ts'
import { isHeadCell, isPureHead } from './column-words.ts'
import { delimiterOf, readCsv } from './read-csv.ts'
import { readJson, readYaml } from './read-records.ts'
import { readTables, type TablesReading } from './read-tables.ts'
import type { Table } from './table.ts'

/** The formats in which machines keep lists as text. */
export type ListFormat = 'csv' | 'tsv' | 'yaml' | 'json'

/** A list that was found in a text, with the format it turned out to be in. */
export type ListText = { readonly format: ListFormat; readonly reading: TablesReading }

/** How many rows are looked at to tell a table from a text with commas. */
const sampled = 200

/**
 * Reads a text as a list of names in the format it seems to have; `format` is `undefined` where nothing but its rows may
 * show that it is a table. `undefined` for everything that people write as text. Never throws.
 */
export function readListText(format: ListFormat | undefined, text: string): ListText | undefined {
  if (format === 'json' || format === 'yaml') {
    const records = format === 'json' ? readJson(text) : readYaml(text)
    if (records === undefined || records.tables.length === 0) return undefined
    return { format, reading: readTables(records.tables, records.about) }
  }
  const told = /^\uFEFF?sep=/iu.test(text)
  const delimiter = told ? undefined : delimiterOf(text)
  const table = readCsv(text)
  if (!told && !isTable(table, delimiter !== undefined)) return undefined
  const reading = readTables([table], { title: null, date: null })
  return { format: delimiter === '\t' ? 'tsv' : 'csv', reading }
}

/** Whether rows and columns are meant: a head, or cells that are short, even and end no sentences. */
function isTable(table: Table, hasColumns: boolean): boolean {
  const rows = table.rows.filter(({ cells }) => cells.some((cell) => cell !== '')).slice(0, sampled)
  const [first] = rows
  if (first === undefined || rows.length < 2) return false
  const cells = first.cells.filter((cell) => cell !== '')
  const headed = cells.some(isPureHead) && cells.filter(isHeadCell).length >= cells.length / 2
  // One column is a list of lines, which the shared reader knows more of; only a head above it says "table".
  if (!hasColumns)
    return headed && rows.every(({ cells: row }) => !endsSentence(row[0] ?? '') || (row[0] ?? '').length < 80)
  const widths = Map.groupBy(rows, (row) => row.cells.length)
  const even = Math.max(...[...widths.values()].map((same) => same.length)) / rows.length
  const sentences = rows.filter(({ cells: row }) => row.length < 3 && endsSentence(row.at(-1) ?? '')).length
  if (headed) return even > 0.6
  return rows.length >= 3 && even > 0.9 && sentences < rows.length * 0.2
}
