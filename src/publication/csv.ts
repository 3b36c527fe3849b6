import { csvLine, safeCell } from '#organizations'
import type { ListSheet } from './sheets.ts'

/** The printed list as CSV (RFC 4180), for spreadsheets: no cell can start a formula. */
export function signatoriesCsv({ lines, editions }: ListSheet): string {
  const head = [
    'position',
    'name',
    'kind',
    'title',
    'affiliation',
    'representative',
    'group',
    'country',
    'note',
    'editions',
  ]
  const rows = lines.map((line, index) => [
    String(index + 1),
    line.name,
    line.kind,
    line.title ?? '',
    line.affiliation ?? '',
    line.representative ?? '',
    line.group ?? '',
    line.country ?? '',
    line.note ?? '',
    editions
      .filter((edition) => line.editions.includes(edition.id))
      .map((edition) => edition.slug)
      .join(' '),
  ])
  return [head, ...rows].map((cells) => csvLine(cells.map(safeCell))).join('')
}
