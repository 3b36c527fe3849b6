import { csvLine, safeCell } from '#kernel'
import type { LetterSheet } from './sheet.ts'

const head = [
  ...['position', 'name', 'kind', 'title', 'affiliation', 'representative', 'group', 'country', 'note'],
] as const

/**
 * The signatories of a letter as CSV, the way they lie in its own PDF (docs/formats/letter-json.md): in printed order,
 * for spreadsheets, so that no cell can start a formula. Positions count from 1.
 */
export function letterCsv({ groups }: LetterSheet): string {
  const lines = groups.flatMap(({ heading, signatories }) => signatories.map((one) => ({ ...one, group: heading })))
  const rows = lines.map((line, index) =>
    head.map((column) => (column === 'position' ? String(index + 1) : (line[column] ?? ''))),
  )
  return [head, ...rows].map((cells) => csvLine(cells.map(safeCell))).join('')
}
