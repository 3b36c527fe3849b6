import { csvLine } from '#kernel'
import { csvLines, type CsvLine } from './csv-lines.ts'
import type { ListedSignatory } from './listing.ts'

/**
 * One line of `signatories.csv` in a campaign folder. Texts are never empty: an empty cell reads as `undefined`.
 * `aliases` and `editions` are lists of texts in one cell.
 */
export type SignatoryRow = ListedSignatory & {
  readonly aliases: readonly string[]
  readonly editions: readonly string[]
}

const header = [
  'position',
  'kind',
  'name',
  'letterhead',
  'signature',
  'title',
  'affiliation',
  'representative',
  'group',
  'country',
  'note',
  'lead',
  'sort key',
  'aliases',
  'editions',
] as const
type Column = (typeof header)[number]

/** A list in one cell: parts joined by `|`; `\` stands before a `|` or `\` of a text, `\0` for a text that is empty. */
export const joinList = (parts: readonly string[]): string =>
  parts.map((part) => (part === '' ? '\\0' : part.replace(/[\\|]/gu, String.raw`\$&`))).join('|')

/** The texts of a list in one cell. */
export function splitList(cell: string): readonly string[] {
  if (cell === '') return []
  const parts = cell.match(/(?:^|\|)(?:[^\\|]|\\[\s\S]|\\$)*/gu) ?? []
  return parts.map((part, index) =>
    (index === 0 ? part : part.slice(1)).replace(/\\(0|\\|\|)/gu, (_, mark) => (mark === '0' ? '' : String(mark))),
  )
}

function cellsOf(row: SignatoryRow): Readonly<Record<Column, string>> {
  return {
    position: String(row.position),
    kind: row.kind,
    name: row.name,
    letterhead: row.letterheadName ?? '',
    signature: row.signatureName ?? '',
    title: row.title ?? '',
    affiliation: row.affiliation ?? '',
    representative: row.representative ?? '',
    group: row.group ?? '',
    country: row.country ?? '',
    note: row.note ?? '',
    lead: row.leadPosition === undefined ? '' : String(row.leadPosition),
    'sort key': row.sortKey ?? '',
    aliases: joinList(row.aliases),
    editions: joinList(row.editions),
  }
}

/** The signatories as CSV text with a header line: lossless, plain, one signatory to a line. */
export function writeSignatoriesCsv(rows: readonly SignatoryRow[]): string {
  const lines = rows.map((row) => {
    const cells = cellsOf(row)
    return csvLine(header.map((column) => cells[column]))
  })
  return csvLine(header) + lines.join('')
}

/** What can come of reading a file that people edit by hand: all rows, or every problem as a sentence with its line. */
export type ReadSignatories =
  | { readonly kind: 'read'; readonly rows: readonly SignatoryRow[] }
  | { readonly kind: 'unreadable'; readonly problems: readonly string[] }

const isColumn = (name: string): name is Column => header.some((column) => column === name)

function problemsOfHeader(names: readonly string[]): readonly string[] {
  const problems = names
    .filter((name, index) => !isColumn(name) || names.indexOf(name) !== index)
    .map((name) =>
      isColumn(name)
        ? `The column “${name}” stands there twice.`
        : `No column is called “${name}”; the columns are ${header.join(', ')}.`,
    )
  return names.includes('name') ? problems : [...problems, 'The column “name” is missing.']
}

const wholeNumber = (cell: string): number | undefined => (/^\d{1,9}$/u.test(cell) ? Number(cell) : undefined)

function problemsOfLine(cell: (column: Column) => string, line: CsvLine, columns: number): readonly string[] {
  const [position, kind, lead] = [cell('position'), cell('kind'), cell('lead')]
  return [
    line.cells.length === columns ? '' : `it has ${line.cells.length} cells where the header has ${columns}.`,
    cell('name') === '' ? 'the name is missing.' : '',
    ['', 'organization', 'person'].includes(kind) ? '' : `the kind is “${kind}”; it must be organization or person.`,
    position === '' || wholeNumber(position) !== undefined ? '' : `the position “${position}” is not a whole number.`,
    lead === '' || Number(wholeNumber(lead)) >= 1 ? '' : `the lead “${lead}” is not a whole number from 1.`,
  ].flatMap((problem) => (problem === '' ? [] : [`Line ${line.number}: ${problem}`]))
}

function rowOf(cell: (column: Column) => string, index: number): SignatoryRow {
  const text = (column: Column): string | undefined => cell(column) || undefined
  return {
    position: wholeNumber(cell('position')) ?? index,
    kind: cell('kind') === 'person' ? 'person' : 'organization',
    name: cell('name'),
    letterheadName: text('letterhead'),
    signatureName: text('signature'),
    title: text('title'),
    affiliation: text('affiliation'),
    representative: text('representative'),
    group: text('group'),
    country: text('country'),
    note: text('note'),
    leadPosition: wholeNumber(cell('lead')),
    sortKey: text('sort key'),
    aliases: splitList(cell('aliases')),
    editions: splitList(cell('editions')),
  }
}

/**
 * Reads what {@link writeSignatoriesCsv} wrote or a person typed (UTF-8, with or without byte order mark, any line ends).
 * Columns may stand in any order and be left out, but for `name`: no kind is an organization, no position is the order
 * of the lines. Refuses the whole file if any line is wrong, with all that is wrong.
 */
export function readSignatoriesCsv(text: string): ReadSignatories {
  const lines = csvLines(text)
  if (typeof lines === 'string') return { kind: 'unreadable', problems: [lines] }
  const [first, ...rest] = lines
  const names = (first?.cells ?? []).map((name) => name.trim().toLowerCase())
  const wrong = problemsOfHeader(names)
  if (wrong.length > 0) return { kind: 'unreadable', problems: wrong }
  const read = rest.map((line, index) => {
    const cell = (column: Column): string => line.cells[names.indexOf(column)] ?? ''
    return { problems: problemsOfLine(cell, line, names.length), row: rowOf(cell, index + 1) }
  })
  const problems = read.flatMap((line) => line.problems)
  return problems.length > 0 ? { kind: 'unreadable', problems } : { kind: 'read', rows: read.map((line) => line.row) }
}
