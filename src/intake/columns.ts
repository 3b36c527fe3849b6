import { contentsOf, type ColumnContents } from './column-contents.ts'
import { headKey, roleOfHead, type ColumnRole } from './column-words.ts'
import type { HeadedTable } from './table-head.ts'

/** One column of a list: what it is called, what it looks like, and what the two together make of it. */
export type Column = {
  readonly at: number
  readonly label: string
  readonly role: ColumnRole
  readonly contents: ColumnContents
}

/** How much a head's own words weigh against what stands below it. */
const weightOfHead = 5

/** Decides what every column holds: its head and its cells vote, and a role is given once. */
export function columnsOf(table: HeadedTable): readonly Column[] {
  const found = Array.from({ length: table.width }, (_, at) => {
    const contents = contentsOf(table.rows.map((row) => row.cells[at] ?? ''))
    const label = table.head[at] ?? ''
    return { at, label, contents, votes: votesOf(label, contents, table.rows.length) }
  })
  const columns = found.map(({ votes, ...column }) => ({ ...column, role: highest(votes) }))
  return once(namesJoined(withName(columns, found)))
}

type Votes = ReadonlyMap<ColumnRole, number>

function votesOf(label: string, contents: ColumnContents, rows: number): Votes {
  const said = roleOfHead(label)
  const votes = new Map<ColumnRole, number>([['other', contents.filled === 0 ? 20 : 0.6]])
  const vote = (role: ColumnRole, weight: number): unknown => votes.set(role, (votes.get(role) ?? 0) + weight)
  if (said !== undefined) vote(said, weightOfHead)
  for (const [role, weight] of seenIn(contents, rows)) if (role !== 'group' || label === '') vote(role, weight)
  return votes
}

/** What the cells alone say. */
function seenIn(seen: ColumnContents, rows: number): readonly (readonly [ColumnRole, number])[] {
  const strange = Math.max(seen.integers, seen.dates, seen.links, seen.mails, seen.phones, seen.answers)
  return [
    ['private', (seen.mails > 0.5 ? 9 : 0) + (seen.phones > 0.6 ? 7 : 0)],
    ['other', seen.links > 0.5 || seen.dates > 0.7 ? 6 : 0],
    ['other', seen.honorifics > 0.8 ? 7 : 0],
    ['other', seen.length > 150 ? 4 : 0],
    ['number', seen.integers > 0.9 ? 5 : 0],
    ['consent', seen.answers > 0.9 && rows > 2 ? 4 : 0],
    ['country', seen.countries > 0.6 ? 4 : 0],
    ['kind', seen.kinds > 0.8 ? 5 : 0],
    ['title', seen.posts > 0.4 ? 3 * seen.posts : 0],
    ['group', seen.distinct < 0.3 && rows > 10 && seen.posts < 0.3 ? 1.5 : 0],
    ['name', 2 * Math.min(1, seen.persons + seen.bodies) + (seen.distinct > 0.8 ? 1 : 0)],
    ['name', (strange > 0.5 ? -6 : 0) + (seen.distinct < 0.3 && rows > 10 ? -3 : 0) + (seen.length > 120 ? -4 : 0)],
  ]
}

function highest(votes: Votes): ColumnRole {
  return [...votes].reduce((best, one) => (one[1] > best[1] ? one : best))[0]
}

const naming: ReadonlySet<ColumnRole> = new Set(['name', 'given-name', 'family-name', 'organization', 'representative'])

/** A list names somebody: where no column says so, the likeliest one does. */
function withName(
  columns: readonly Column[],
  found: readonly { readonly at: number; readonly votes: Votes }[],
): readonly Column[] {
  if (columns.some(({ role }) => naming.has(role))) return columns
  const likely = found
    .filter(({ at }) => columns[at]?.role === 'other' || columns[at]?.role === 'affiliation')
    .filter(({ at }) => (columns[at]?.contents.filled ?? 0) > 0 && roleOfHead(columns[at]?.label ?? '') !== 'private')
    .toSorted((a, b) => (b.votes.get('name') ?? 0) - (a.votes.get('name') ?? 0) || a.at - b.at)[0]
  return columns.map((column) => (column.at === likely?.at ? { ...column, role: 'name' } : column))
}

/**
 * "Nom" beside "Prénom" is the family name, "Nombre" beside "Apellidos" the given one. Without words that tell, of two
 * columns of single words the first is the given name.
 */
function namesJoined(columns: readonly Column[]): readonly Column[] {
  const [given, family] = [roleAt(columns, 'given-name'), roleAt(columns, 'family-name')]
  const name = roleAt(columns, 'name')
  if ((given === undefined) === (family === undefined)) return columns
  if (name === undefined)
    return columns.map((column) => (column === given || column === family ? { ...column, role: 'name' } : column))
  const half: ColumnRole = given === undefined ? 'given-name' : 'family-name'
  const isWhole = name.contents.singleWords < 0.4
  return columns.map((column) => {
    if (isWhole) return column === given || column === family ? { ...column, role: 'other' } : column
    return column === name ? { ...column, role: half } : column
  })
}

/** The first column of a role; where several names stand beside each other, persons come first. */
export const roleAt = (columns: readonly Column[], role: ColumnRole): Column | undefined =>
  columns.find((column) => column.role === role)

const many: ReadonlySet<ColumnRole> = new Set(['other', 'private', 'consent'])

/** A role is given once; a second column of names beside persons is where they belong. */
function once(columns: readonly Column[]): readonly Column[] {
  const names = columns.filter(({ role }) => role === 'name')
  const best = names.toSorted((a, b) => sureness(b) - sureness(a) || a.at - b.at)[0]
  const taken = new Set<ColumnRole>()
  return columns.map((column) => {
    const isSpare = column.role === 'name' && column !== best
    const role = isSpare ? spareRole(column, best) : column.role
    if (many.has(role)) return { ...column, role }
    const elsewhere = columns.some((other) => other !== column && other.role === role && !taken.has(role))
    if (taken.has(role) || (isSpare && elsewhere)) return { ...column, role: 'other' }
    taken.add(role)
    return { ...column, role }
  })
}

const sureness = ({ label, contents }: Column): number =>
  (roleOfHead(label) === 'name' ? 4 : 0) + contents.persons + contents.filled + contents.distinct

function spareRole(column: Column, best: Column | undefined): ColumnRole {
  if (roleOfHead(column.label) !== undefined || (best?.contents.persons ?? 0) < 0.5) return 'other'
  return column.contents.persons < 0.4 ? 'affiliation' : 'other'
}

/** Whether a column that asks for consent asks for the opposite: to stay unnamed. */
export const asksForSilence = ({ label }: Column): boolean => /anonym|hide|private|not /u.test(headKey(label))
