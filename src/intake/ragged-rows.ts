import { hasMail, looksLikePost } from './column-contents.ts'
import { roleAt, type Column } from './columns.ts'
import { isCountry } from './countries.ts'
import { hasLegalForm } from './roles.ts'
import { widthOf, type HeadedTable } from './table-head.ts'
import type { TableRow } from './table.ts'

/**
 * A row with more cells than the table has columns was cut at a comma that belongs to a text: the surplus is joined
 * where the row then fits its columns best. A row that fits comes back as it is.
 */
export function fitted(row: TableRow, table: HeadedTable, columns: readonly Column[]): TableRow {
  const surplus = widthOf(row.cells) - table.width
  if (surplus <= 0) return row
  const choices = columns.map(({ at }) => {
    const cells = [
      ...row.cells.slice(0, at),
      row.cells.slice(at, at + surplus + 1).join(', '),
      ...row.cells.slice(at + surplus + 1),
    ]
    return { cells, fit: fitOf(cells, columns, row.cells.slice(at + 1, at + surplus + 1)) }
  })
  const best = choices.reduce((one, other) => (other.fit > one.fit ? other : one))
  return { ...row, cells: best.cells }
}

function fitOf(cells: readonly string[], columns: readonly Column[], joined: readonly string[]): number {
  const cell = (role: Column['role']): string => cells[roleAt(columns, role)?.at ?? -1] ?? ''
  const fits = [
    isCountry(cell('country')) ? 2 : 0,
    hasMail(cell('private')) ? 2 : 0,
    looksLikePost(cell('title')) ? 0.5 : 0,
    // "Company, Inc." is cut in two wherever it stands.
    joined.length > 0 && joined.every(hasLegalForm) && hasLegalForm(cell('organization') || cell('name')) ? 1 : 0,
    joined.some((part) => cell('affiliation').includes(part) || cell('note').includes(part)) ? 0.25 : 0,
  ]
  return fits.reduce<number>((sum, one) => sum + one, 0)
}
