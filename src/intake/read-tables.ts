import { wordsFor } from '#kernel'
import { roleAt, type Column } from './columns.ts'
import type { ColumnRole } from './column-words.ts'
import type { Proposal, ProposedSignatory } from './proposal.ts'
import type { PrintedLists } from './read-lists.ts'
import { withHead, type HeadedTable } from './table-head.ts'
import { readTableRows, type Refusal, type TableSignatories } from './table-signatories.ts'
import type { Table, TableRow } from './table.ts'

/** What tables of names come to: one letter without text that holds the list. */
export type TablesReading = {
  readonly proposal: Proposal
  readonly lists: readonly PrintedLists[]
  /** The rows as they are shown beside the proposal, without what is private. */
  readonly lines: readonly string[]
}

/** What a file of tables says of the letter besides the names. */
export type AboutTables = { readonly title: string | null; readonly date: string | null }

/** No more than this many rows or names in one warning; the rest is counted. */
const most = 12

/** Reads tables of names as one list, in the order of the tables. Tables that name nobody are told. */
export function readTables(tables: readonly Table[], about: AboutTables): TablesReading {
  const signatories: ProposedSignatory[] = []
  const warnings: string[] = []
  const lines: string[] = []
  for (const table of tables) {
    const headed = withHead(table)
    const read = readTableRows(headed)
    if (read.found.length === 0 && tables.length > 1) {
      warnings.push(wordsFor('en').intake.lists.sheetLeft(table.group ?? ''))
      continue
    }
    const places = new Map(headed.rows.map((row, at) => [row.number, lines.length + at]))
    lines.push(...headed.rows.map((row) => lineOf(row, read.columns)))
    for (const { signatory, row } of read.found) {
      const line = places.get(row.number) ?? 0
      signatories.push({ ...signatory, lines: [line, line + 1] })
    }
    warnings.push(...warningsOf(headed, read))
  }
  const say = wordsFor('en').intake
  const alone = signatories.length === 0 ? say.lists.noTable : say.warning.noParagraphs
  const letter = {
    ...about,
    language: 'en',
    recipient: null,
    addressees: [],
    cc: [],
    salutation: null,
    paragraphs: [],
    closing: null,
    signatories,
    warnings: [alone, ...warnings],
  }
  return {
    proposal: { letters: [letter], passages: [] },
    lists: [{ letterhead: [], signatures: signatories.map(({ name }) => name) }],
    lines,
  }
}

const hidden: ReadonlySet<ColumnRole> = new Set(['private', 'consent'])

const lineOf = (row: TableRow, columns: readonly Column[]): string =>
  row.cells.filter((cell, at) => cell !== '' && !hidden.has(columns[at]?.role ?? 'other')).join(' · ')

function warningsOf(table: HeadedTable, read: TableSignatories): readonly string[] {
  const say = wordsFor('en').intake.lists
  return [
    ...aboutColumns(table, read),
    ...table.above.map(({ cells }) =>
      say.above(
        cells
          .filter((cell) => cell !== '')
          .join(' ')
          .slice(0, 80),
      ),
    ),
    ...refusals(read),
    ...(read.ragged.length === 0 ? [] : [say.ragged(rowsOf(read.ragged))]),
    ...repeats(read),
  ]
}

/** Which column was taken for what; said wherever there is anything to choose. */
function aboutColumns(table: HeadedTable, { columns, who }: TableSignatories): readonly string[] {
  const say = wordsFor('en').intake.lists
  if (table.width < 2) return []
  const labelOf = (column: Column | undefined): string => {
    const text = column?.label ?? ''
    return text === '' ? say.column((column?.at ?? 0) + 1) : text.slice(0, 60)
  }
  const filled = columns.filter(({ contents }) => contents.filled > 0)
  const taken = filled.flatMap((column) => {
    const is = Object.entries(say.roles).find(([role]) => role === column.role)?.[1]
    return is === undefined ? [] : [{ label: labelOf(column), is }]
  })
  const left = filled.filter(({ role }) => role === 'other').map(labelOf)
  const kept = filled.filter(({ role }) => hidden.has(role)).map(labelOf)
  const body = labelOf(roleAt(columns, 'organization') ?? roleAt(columns, 'affiliation') ?? roleAt(columns, 'name'))
  const person = labelOf(roleAt(columns, 'representative') ?? roleAt(columns, 'name') ?? roleAt(columns, 'family-name'))
  const signs = who?.signs === 'organization' ? say.organizationsSign(body, person) : say.personsSign(body, person)
  return [
    ...(taken.length === 0 ? [] : [say.taken(taken)]),
    ...(who === undefined || roleAt(columns, 'organization') === undefined
      ? []
      : [who.isSure ? signs : `${signs} ${say.unsure}`]),
    ...(left.length === 0 ? [] : [say.left(left.slice(0, most))]),
    ...(kept.length === 0 ? [] : [say.private(kept.slice(0, most))]),
  ]
}

function refusals({ refused }: TableSignatories): readonly string[] {
  const say = wordsFor('en').intake.lists
  const reasons: readonly Refusal[] = ['no-name', 'not-to-publish', 'head-again', 'sum']
  return reasons.flatMap((reason) => {
    const rows = refused.filter(({ why }) => why === reason).map(({ row }) => row)
    return rows.length === 0 ? [] : [say.refused[reason](rowsOf(rows))]
  })
}

function rowsOf(rows: readonly TableRow[]): string {
  const numbers = rows.map(({ number }) => number)
  return wordsFor('en').intake.lists.rows(numbers.slice(0, most), Math.max(0, numbers.length - most))
}

function repeats({ again }: TableSignatories): readonly string[] {
  const say = wordsFor('en').intake.lists
  const rows = Map.groupBy(again, ({ first }) => first.number)
  const told = [...rows]
    .slice(0, most)
    .map(([first, all]) => say.again(all[0]?.name ?? '', [first, ...all.map(({ row }) => row.number)].slice(0, most)))
  return rows.size > most ? [...told, say.moreAgain(rows.size - most)] : told
}
