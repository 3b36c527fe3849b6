import readSheets from 'read-excel-file/node'
import { cellText, mostColumns, type Table } from './table.ts'

/**
 * The sheets of a workbook (ECMA-376) as tables; `undefined` when it cannot be opened. Its zip directory must have been
 * judged before: this unpacks it.
 */
export async function readXlsx(bytes: Uint8Array): Promise<readonly Table[] | undefined> {
  try {
    const sheets = await readSheets(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    return sheets.map(({ sheet, data }) => ({
      group: sheets.length > 1 ? sheet : null,
      head: undefined,
      rows: data.map((row, at) => ({
        number: at + 1,
        cells: row.slice(0, mostColumns).map((cell) => cellText(textOf(cell))),
      })),
    }))
  } catch {
    return undefined
  }
}

function textOf(cell: unknown): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : ''
}
