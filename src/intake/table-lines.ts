import { bodyWords } from './body-words.ts'
import { isCountry } from './countries.ts'
import { lineKey } from './list-words.ts'
import { isPost } from './posts.ts'
import { isPersonShaped } from './roles.ts'
import type { SourceLine } from './source-text.ts'

/** A cell of a table as it was read: its lines, and whether the table marks it as a head. */
export type TableCell = { readonly lines: readonly SourceLine[]; readonly isHead: boolean }

/** A cell with more text than this holds no name: the table only places things on the page. */
const longestCell = 300

/**
 * The lines of a table: one per row where rows are entries (with `fields` where the table has a head), one per cell
 * where every cell is an entry, and simply all lines in order where the table only lays out the page.
 */
export function linesOfTable(rows: readonly (readonly TableCell[])[]): readonly SourceLine[] {
  const filled = rows.filter((row) => row.some((cell) => cell.lines.some(({ text }) => text !== '')))
  const cells = filled.flat()
  if (filled.length === 0) return []
  if (cells.some((cell) => textOf(cell).length > longestCell) || filled.every((row) => row.length === 1))
    return cells.flatMap((cell) => [...cell.lines, { text: '' }])
  const head = headOf(filled)
  if (head !== undefined) return filled.slice(1).map((row) => rowLine(row, head))
  const parts = partsOf(filled)
  if (parts !== undefined) return filled.map((row) => rowLine(row, parts))
  if (cells.some((cell) => cell.lines.filter(({ text }) => text !== '').length > 1))
    return inOrder(filled).flatMap((cell) => [...cell.lines.filter(({ text }) => text !== ''), { text: '' }])
  return inOrder(filled).flatMap((cell) =>
    cell.lines.flatMap((line) => (line.text === '' ? [] : [asEntry(line, line.hints?.fields)])),
  )
}

const textOf = (cell: TableCell | undefined): string =>
  (cell?.lines ?? [])
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join(', ')

const asEntry = (line: SourceLine, fields: Readonly<Record<string, string>> | undefined): SourceLine => ({
  ...line,
  hints: { ...line.hints, startsItem: true, whole: true, place: 'table', ...(fields === undefined ? {} : { fields }) },
})

function rowLine(row: readonly TableCell[], head: readonly string[]): SourceLine {
  const fields: Record<string, string> = {}
  for (const [at, cell] of row.entries()) {
    const called = head[at] ?? ''
    const text = textOf(cell)
    if (text !== '' && called !== '') fields[called] = called in fields ? `${fields[called]}, ${text}` : text
  }
  const links = row.flatMap((cell) => cell.lines.flatMap((line) => line.links ?? []))
  const text = row
    .map(textOf)
    .filter((one) => one !== '')
    .join(', ')
  return asEntry({ text, ...(links.length > 0 ? { links } : {}) }, fields)
}

/** What a list's columns are called, in the languages letters come in. */
const columnWords =
  /^(?:#|no\.?|nr\.?|full name|first name|last name|surname|name|names|signator(?:y|ies)|signed by|organi[sz]ations?|institutions?|compan(?:y|ies)|affiliations?|title|position|role|job title|country|city|state|region|representative|contact|website|url|nombre|apellidos?|organizaci[oó]n|entidad|cargo|pa[ií]s|nom|pr[eé]nom|organisme|fonction|pays|vorname|nachname|organisation|funktion|land|ort|cognome|organizzazione|ruolo|paese|nome|organiza[cç][aã]o|naam|organisatie|functie)(?:\b.*)?$/iu

/** The names of the columns, where the first row is a head: marked as one, or made of such words only. */
function headOf(rows: readonly (readonly TableCell[])[]): readonly string[] | undefined {
  const first = rows[0] ?? []
  if (rows.length < 2) return undefined
  const texts = first.map((cell) => textOf(cell).toLowerCase())
  const known = texts.filter((text) => text.length < 40 && columnWords.test(text)).length
  const isMarked = first.every((cell) => cell.isHead)
  return (isMarked && known > 0) || (known === texts.length && known > 1) ? texts : undefined
}

/** Columns of one entry without a head: a number, names, and beside them countries or what persons belong to. */
function partsOf(rows: readonly (readonly TableCell[])[]): readonly string[] | undefined {
  const width = Math.max(...rows.map((row) => row.length))
  if (rows.length < 3 || width < 2 || width > 6) return undefined
  const share = (column: number, is: (text: string) => boolean): number => {
    const texts = rows.map((row) => textOf(row[column])).filter((text) => text !== '')
    return texts.length === 0 ? 0 : texts.filter(is).length / texts.length
  }
  const isNumbers = share(0, (text) => /^\d{1,5}[.)]?$/u.test(text)) > 0.8
  const names = isNumbers ? 1 : 0
  const others = Array.from({ length: width - names - 1 }, (_, at) => names + 1 + at)
  const countries = others.filter((at) => share(at, isCountry) > 0.7)
  const persons = share(names, (text) => isPerson(text.split(',')[0] ?? '')) > 0.6
  const beside = persons && others.every((at) => share(at, isPerson) < 0.4)
  if (!isNumbers && countries.length === 0 && !beside) return undefined
  const rest = others.filter((at) => !countries.includes(at))
  return Array.from({ length: width }, (_, at) => {
    if (at < names) return 'no'
    if (at === names) return 'name'
    if (countries.includes(at)) return 'country'
    return rest.length > 1 && at === rest[0] ? 'title' : 'affiliation'
  })
}

const isPerson = (text: string): boolean => isPersonShaped(text) && bodyWords(text) === 0 && !isPost(text)

/** Cells down the columns where the alphabet then rises and does not along the rows; else along the rows. */
function inOrder(rows: readonly (readonly TableCell[])[]): readonly TableCell[] {
  const width = Math.max(...rows.map((row) => row.length))
  const along = rows.flat()
  const down = Array.from({ length: width }, (_, at) => rows.flatMap((row) => row[at] ?? [])).flat()
  return falls(down) < falls(along) ? down : along
}

function falls(cells: readonly TableCell[]): number {
  const keys = cells.flatMap((cell) => lineKey(textOf(cell)) || [])
  return keys.filter((key, at) => at > 0 && key < (keys[at - 1] ?? '')).length
}
