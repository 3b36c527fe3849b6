import { csvLine, dayOf, safeCell } from '#kernel'
import { authorityInWords } from './lists.ts'
import type { ListSheet } from './sheets.ts'

/** The printed list as CSV (RFC 4180), for spreadsheets: no cell can start a formula. */
export function signatoriesCsv(sheet: ListSheet): string {
  const { lines, editions, campaign, letter } = sheet
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
    'versions',
    'authority',
    'withdrew on',
    'log entry',
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
    editions
      .filter((edition) => line.editions.includes(edition.id))
      .map((edition) => String(edition.version.number))
      .join(' '),
    authorityInWords(line, letter.language),
    line.withdrawnAt === undefined ? '' : dayOf(line.withdrawnAt, campaign.timeZone),
    line.leaf === undefined ? '' : String(line.leaf),
  ])
  return [head, ...rows].map((cells) => csvLine(cells.map(safeCell))).join('')
}
