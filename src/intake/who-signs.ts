import { looksLikePost } from './column-contents.ts'
import { headKey } from './column-words.ts'
import { roleAt, type Column } from './columns.ts'
import { hasRole } from './roles.ts'
import type { HeadedTable } from './table-head.ts'

/** Where rows hold a person and a body: which of the two is the signatory, and whether that is sure. */
export type WhoSigns = { readonly signs: 'organization' | 'person'; readonly isSure: boolean }

/** Who signs where a list has columns for persons and for organizations; `undefined` where it has one of them only. */
export function whoSigns(table: HeadedTable, columns: readonly Column[]): WhoSigns | undefined {
  const body = roleAt(columns, 'organization') ?? roleAt(columns, 'affiliation')
  const person = roleAt(columns, 'representative') ?? roleAt(columns, 'name') ?? roleAt(columns, 'family-name')
  if (person?.role === 'representative' && (body ?? roleAt(columns, 'name')) !== undefined)
    return { signs: 'organization', isSure: true }
  if (body === undefined || person === undefined) return undefined
  if (body.role === 'affiliation') return { signs: 'person', isSure: true }
  const odds = witnesses(table, columns, body, person).reduce((sum, one) => sum + one, 0)
  return { signs: odds > 0 ? 'organization' : 'person', isSure: Math.abs(odds) >= 1 }
}

/** What each witness says, as log-odds that the organizations sign and the persons sign for them. */
function witnesses(table: HeadedTable, columns: readonly Column[], body: Column, person: Column): readonly number[] {
  const { filled, distinct } = body.contents
  const bodies = cellsOf(table, body)
  const titles = cellsOf(table, roleAt(columns, 'title'))
  const share = (cells: readonly string[], is: (cell: string) => boolean): number =>
    cells.filter(is).length / Math.max(1, cells.length)
  const leads = share(titles, hasRole)
  return [
    body.at < person.at ? 1.5 : -0.5,
    filled < 0.85 ? -1.5 : filled > 0.98 ? 0.5 : 0,
    // Each body signs once; many persons may come from one.
    bodies.length < 4 ? 0 : distinct >= 0.95 ? 1 : distinct < 0.85 ? -2 : 0,
    leads >= 0.5 ? 1 : share(titles, looksLikePost) - leads > 0.3 ? -1.5 : 0,
    // A record of its own, with an address or a logo, stands for itself.
    columns.some(({ label }) => label.startsWith(`${body.label}.`)) ? 1.5 : 0,
    /optional|if any|if applicable|falls|facultatif|opcional/u.test(headKey(body.label)) ? -2 : 0,
    share(bodies, (cell) => /universit|college|school|hochschule|faculty/iu.test(cell)) > 0.4 ? -1 : 0,
    /organi[sz]ations|companies|ngos/iu.test(table.group ?? '') ? 2 : 0,
    /individuals|persons|people|academics/iu.test(table.group ?? '') ? -2 : 0,
  ]
}

function cellsOf(table: HeadedTable, column: Column | undefined): readonly string[] {
  if (column === undefined) return []
  return table.rows.flatMap((row) => row.cells[column.at] || [])
}
