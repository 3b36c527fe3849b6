import { fold } from '#kernel'
import { answerOf, hasMail, kindOfCell, looksLikeBody } from './column-contents.ts'
import { asksForSilence, columnsOf, roleAt, type Column } from './columns.ts'
import type { ColumnRole } from './column-words.ts'
import type { ProposedSignatory } from './proposal.ts'
import { isPersonShaped } from './roles.ts'
import { signatoriesOf } from './signatories.ts'
import { fitted } from './ragged-rows.ts'
import type { HeadedTable } from './table-head.ts'
import type { TableRow } from './table.ts'
import { whoSigns, type WhoSigns } from './who-signs.ts'

/** Why a row gave no signatory. */
export type Refusal = 'no-name' | 'not-to-publish' | 'head-again' | 'sum'

/** The signatories of one table, in its order, with everything that a person must be told of the rest. */
export type TableSignatories = {
  readonly found: readonly { readonly signatory: ProposedSignatory; readonly row: TableRow }[]
  readonly refused: readonly { readonly row: TableRow; readonly why: Refusal }[]
  /** Rows that name a body again which an earlier row names. */
  readonly again: readonly { readonly first: TableRow; readonly row: TableRow; readonly name: string }[]
  /** Rows with more cells than the table has columns; their surplus was put to the name. */
  readonly ragged: readonly TableRow[]
  readonly columns: readonly Column[]
  readonly who: WhoSigns | undefined
}

/** Where a row is cut into cells was judged, not read. */
const doubtOfRagged = 0.5

type Context = { readonly table: HeadedTable; readonly columns: readonly Column[]; readonly who: WhoSigns | undefined }

/** Reads the rows of a table as signatories. */
export function readTableRows(table: HeadedTable): TableSignatories {
  const columns = columnsOf(table)
  const context: Context = { table, columns, who: whoSigns(table, columns) }
  const found: { signatory: ProposedSignatory; row: TableRow }[] = []
  const refused: { row: TableRow; why: Refusal }[] = []
  const ragged: TableRow[] = []
  let group = table.group
  for (const printed of table.rows) {
    const row = fitted(printed, table, columns)
    if (row !== printed) ragged.push(row)
    const heading = headingOf(row, context)
    if (heading !== undefined) {
      group = heading
      continue
    }
    const why = refusalOf(row, context)
    const signatory = why === undefined ? signatoryOf(row, row.group ?? group, context) : undefined
    if (signatory === undefined) refused.push({ row, why: why ?? 'no-name' })
    else found.push({ signatory: row === printed ? signatory : { ...signatory, doubt: doubtOfRagged }, row })
  }
  const kinded = withKinds(found, context)
  return { ...withoutRepeats(kinded), refused, ragged, columns, who: context.who }
}

const cellAt = (row: TableRow, columns: readonly Column[], role: ColumnRole): string | null => {
  const column = roleAt(columns, role)
  const cell = column === undefined ? '' : withoutMail(row.cells[column.at] ?? '')
  return cell === '' || /^(?:[-–—~.]|[nN]\/[aA]|null)$/u.test(cell) ? null : cell
}

/** A mail address inside a cell that is taken ("Name <name@…>") is not taken with it. */
function withoutMail(cell: string): string {
  if (!hasMail(cell)) return cell
  return cell
    .replace(/[<(]?[^\s@<>(),;]+@[^\s@<>(),;]+[>)]?/gu, '')
    .replace(/^[\s,;–-]+|[\s,;–-]+$/gu, '')
    .trim()
}

/** A row of one cell over rows of several: a heading, when it says what the rows below it are. */
function headingOf(row: TableRow, { table, columns }: Context): string | undefined {
  const filled = row.cells.filter((cell) => cell !== '')
  const [text = ''] = filled
  if (table.width < 2 || filled.length !== 1 || text.length > 90) return undefined
  const others = columns.filter((column) => column.contents.filled > 0.7).length
  const names =
    /\b(?:organi[sz]ations|individuals|companies|associations|academics|experts|persons|organisationen|einzelpersonen|unternehmen|organizaciones|individuos|personas|empresas|organisations|particuliers|entreprises|personnes|organizzazioni|pessoas)\b/iu
  return text.endsWith(':') || (others > 1 && names.test(text)) ? text.replace(/:$/u, '') : undefined
}

function refusalOf(row: TableRow, { table, columns }: Context): Refusal | undefined {
  const filled = row.cells.filter((cell) => cell !== '')
  if (filled.length > 0 && table.head.length > 0) {
    const same = row.cells.filter((cell, at) => cell !== '' && fold(cell) === fold(table.head[at] ?? '')).length
    if (same === filled.length) return 'head-again'
  }
  if (/^(?:(?:grand |sub)?total|sum|summe|gesamt|insgesamt|suma|somme|totale)\b[\s:]*\d*$/iu.test(filled[0] ?? ''))
    return 'sum'
  for (const column of columns.filter(({ role }) => role === 'consent')) {
    const answer = answerOf(row.cells[column.at] ?? '')
    if (answer !== undefined && answer === asksForSilence(column)) return 'not-to-publish'
  }
  return undefined
}

function signatoryOf(row: TableRow, group: string | null, { columns, who }: Context): ProposedSignatory | undefined {
  const cell = (role: ColumnRole): string | null => cellAt(row, columns, role)
  const parts = [cell('given-name'), cell('family-name')].filter((one) => one !== null)
  const joined = parts.length === 0 ? null : parts.join(' ')
  const said = kindOfCell(cell('kind') ?? '')
  const base = {
    country: cell('country'),
    group: cell('group') ?? (isVaried(roleAt(columns, 'kind')) ? cell('kind') : null) ?? group,
    note: cell('note'),
    doubt: 0,
    title: cell('title'),
  }
  const person = joined ?? cell('name') ?? cell('representative')
  const hasRepresentative = roleAt(columns, 'representative') !== undefined
  const body = cell('organization') ?? (hasRepresentative ? (cell('name') ?? cell('affiliation')) : null)
  const through = said === undefined ? who?.signs === 'organization' : said === 'organization'
  if (body !== null && (through || person === null))
    return {
      ...base,
      name: body,
      kind: 'organization',
      affiliation: null,
      representative: cell('representative') ?? (person === body ? null : person),
    }
  const name = person ?? body ?? cell('affiliation')
  if (name === null || !/[\p{L}\p{N}]/u.test(name)) return undefined
  const belongs = cell('affiliation') ?? (body === name ? null : body)
  const kind = said ?? (person === null ? 'organization' : 'person')
  return { ...base, name, kind, affiliation: name === belongs ? null : belongs, representative: null }
}

/** A column that says the same of every row is no heading. */
const isVaried = (column: Column | undefined): boolean => column?.contents.isVaried === true

type Found = readonly { readonly signatory: ProposedSignatory; readonly row: TableRow }[]

/** Where a column of names may hold both, the names themselves say who is a person and who is a body. */
function withKinds(found: Found, { columns, who }: Context): Found {
  const has = (role: ColumnRole): boolean => roleAt(columns, role) !== undefined
  if (!has('name') || has('kind') || has('representative') || who?.signs === 'organization') return found
  if (has('affiliation') || has('organization') || has('title'))
    return found.map((one) => {
      const { name, affiliation, title } = one.signatory
      const isBody = affiliation === null && title === null && looksLikeBody(name) && !isPersonShaped(name)
      return isBody ? { ...one, signatory: { ...one.signatory, kind: 'organization' } } : one
    })
  const read = signatoriesOf(found.map(({ signatory: { name, group, doubt } }) => ({ name, group, doubt })))
  return found.map((one, at) => {
    const { signatory } = one
    const parts = read[at]
    if (parts === undefined) return one
    const { name, kind, title, affiliation, country, note } = parts
    return {
      ...one,
      signatory: {
        ...signatory,
        name,
        kind,
        title,
        affiliation,
        country: signatory.country ?? country,
        note: signatory.note ?? note,
      },
    }
  })
}

/**
 * A body that several rows name is listed once. Persons stay as they are listed: two people may share a name, and
 * who signed twice was printed twice.
 */
function withoutRepeats(found: Found): Pick<TableSignatories, 'found' | 'again'> {
  const first = new Map<string, TableRow>()
  const kept: { signatory: ProposedSignatory; row: TableRow }[] = []
  const again: { first: TableRow; row: TableRow; name: string }[] = []
  for (const one of found) {
    const key = identityOf(one.signatory)
    const earlier = key === undefined ? undefined : first.get(key)
    if (earlier !== undefined) again.push({ first: earlier, row: one.row, name: one.signatory.name })
    else kept.push(one)
    if (key !== undefined && earlier === undefined) first.set(key, one.row)
  }
  return { found: kept, again }
}

function identityOf(one: ProposedSignatory): string | undefined {
  const { name, kind, country, group } = one
  return kind === 'person' ? undefined : [name, country ?? '', group ?? ''].map(fold).join('\n')
}
