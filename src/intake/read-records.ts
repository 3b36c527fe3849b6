import { parseAllDocuments } from 'yaml'
import { roleOfHead, type ColumnRole } from './column-words.ts'
import type { AboutTables } from './read-tables.ts'
import { cellText, mostColumns, type Table, type TableRow } from './table.ts'

/** The lists in a file of records, and what it says of their letter. */
export type RecordsReading = { readonly tables: readonly Table[]; readonly about: AboutTables }

/** Values nest no deeper than this in anything that people write. */
const deepest = 24

/** The lists of a JSON text (RFC 8259), or of one JSON value a line; `undefined` when it is none. Never throws. */
export function readJson(text: string): RecordsReading | undefined {
  const value = parsed(text) ?? text.split(/\r?\n/u).flatMap((line) => (line.trim() === '' ? [] : [parsed(line)]))
  if (Array.isArray(value) && value.every((one) => one === undefined)) return undefined
  return recordsIn(value)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''))
  } catch {
    return undefined
  }
}

/**
 * The lists of a YAML text (1.2), one or several documents; every scalar is the text that stands there, so that nobody
 * called No or Null gets lost. `undefined` when it is none. Never throws.
 */
export function readYaml(text: string): RecordsReading | undefined {
  try {
    const documents = parseAllDocuments(text, { schema: 'failsafe', uniqueKeys: false, logLevel: 'silent' })
    if ('empty' in documents || documents.some(({ errors }) => errors.length > 0)) return undefined
    const values = documents.map((document): unknown => document.toJS())
    return recordsIn(values.length === 1 ? values[0] : values)
  } catch {
    // Aliases that unfold without end are refused by the parser.
    return undefined
  }
}

type Loose = Readonly<Record<string, unknown>>
type FoundList = { readonly path: readonly string[]; readonly items: readonly (Loose | string)[] }

const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

/** Finds the lists of names in any parsed value, and puts them into one table with a heading for each list. */
function recordsIn(value: unknown): RecordsReading {
  const about = { title: textAt(value, 'title'), date: dateAt(value) }
  const found = signing(listsIn(value, [], 0))
  const lists = found.length > 0 ? found : isRecord(value) && isNaming(value) ? [{ path: [], items: [value] }] : []
  const several = lists.length > 1
  const flat = lists.flatMap(({ path, items }) =>
    items.map((item) => ({ cells: isText(item) ? new Map([['name', item]]) : flattened(item), group: groupOf(path) })),
  )
  const head = [...new Set(flat.flatMap(({ cells }) => [...cells.keys()]))].slice(0, mostColumns)
  const rows = flat.map(({ cells, group }, at): TableRow => ({
    number: at + 1,
    cells: head.map((key) => cellText(cells.get(key) ?? '')),
    group: several ? group : null,
  }))
  return { tables: rows.length === 0 ? [] : [{ group: null, head, rows }], about }
}

const textAt = (value: unknown, key: string): string | null =>
  isRecord(value) && isText(value[key]) ? cellText(value[key]) : null

function dateAt(value: unknown): string | null {
  return /^\d{4}(?:-\d{2}){0,2}(?=$|T)/u.exec(textAt(value, 'date') ?? '')?.[0] ?? null
}

const signingWords =
  /signator|signer|signature|signed|supporter|endorser|undersigned|co-?sign|support|firmante|signataire|unterzeichn|firmatari|assinant/iu

/** Lists in letters' data that name nobody who signs. */
const otherWords =
  /reference|link|menu|\bnav|\btags?\b|author|paragraph|translat|demand|addressee|recipient|\bcc\b|copies|source|question|passage|warning|keyword|language|editor|social|images?|files?|scripts?|plugins?/iu

/**
 * Lists that stand under a word for signing, and those beside them that are made alike; where no word says so, all lists
 * that may name somebody.
 */
function signing(lists: readonly FoundList[]): readonly FoundList[] {
  const told = lists.filter(({ path }) => path.some((key) => signingWords.test(key)))
  const naming = lists.filter(
    ({ path, items }) => !otherWords.test(path.at(-1) ?? '') && items.some((item) => isText(item) || isNaming(item)),
  )
  if (told.length === 0) return naming
  return lists.filter(
    (list) => told.includes(list) || (naming.includes(list) && told.some((other) => areAlike(list, other))),
  )
}

/** Two lists under one parent whose records have most keys in common. */
function areAlike(one: FoundList, other: FoundList): boolean {
  const parent = ({ path }: FoundList): string => JSON.stringify(path.slice(0, -1))
  const [mine, theirs] = [keysOf(one), keysOf(other)]
  return (
    parent(one) === parent(other) &&
    [...mine].filter((key) => theirs.has(key)).length >= Math.max(mine.size, theirs.size) / 2
  )
}

const keysOf = ({ items }: FoundList): ReadonlySet<string> =>
  new Set(items.flatMap((item) => (isText(item) ? [] : Object.keys(item))))

function listsIn(value: unknown, path: readonly string[], depth: number): readonly FoundList[] {
  if (depth > deepest) return []
  if (Array.isArray(value)) return listsOfArray(value, path, depth)
  if (!isRecord(value)) return []
  const named = namedRecords(value)
  if (named !== undefined) return [{ path, items: named }]
  return Object.entries(value).flatMap(([key, inner]) => listsIn(inner, [...path, key], depth + 1))
}

function listsOfArray(value: readonly unknown[], path: readonly string[], depth: number): readonly FoundList[] {
  const items = value.flatMap((one) => (isText(one) || isRecord(one) ? [one] : []))
  const records = items.filter(isRecord)
  const grouped = records.flatMap((record) => membersOf(record) ?? [])
  if (records.length > 0 && grouped.length >= records.length / 2)
    return grouped.flatMap(({ label, members }) => listsIn(members, [...path, label], depth + 1))
  const inner = value.flatMap((one) => (Array.isArray(one) ? listsIn(one, path, depth + 1) : []))
  return items.length === 0 ? inner : [{ path, items }, ...inner]
}

/** A record that is a heading with its names: a label, and one list under it. */
function membersOf(record: Loose): { readonly label: string; readonly members: unknown } | undefined {
  const entries = Object.entries(record)
  const lists = entries.filter(([, value]) => Array.isArray(value) && value.length > 0)
  const [list] = lists
  if (list === undefined || lists.length > 1) return undefined
  const label = entries.find(
    ([key, value]) => isText(value) && /name|title|group|label|heading|categor|type/iu.test(key),
  )
  const others = entries.filter(([key]) => key !== list[0] && key !== label?.[0] && roleOfHead(key) !== undefined)
  const holdsNames =
    signingWords.test(list[0]) || /members?|names|people|entries|items|list|organi[sz]ations/iu.test(list[0])
  return holdsNames && others.length === 0 ? { label: plainly(label?.[1]), members: list[1] } : undefined
}

/** A map from names to what is known of them, as records with a name. */
function namedRecords(value: Loose): readonly Loose[] | undefined {
  const entries = Object.entries(value)
  const spaced = entries.filter(([key]) => /^\p{Lu}.*\s/u.test(key)).length
  if (entries.length < 3 || spaced < entries.length / 2) return undefined
  if (!entries.every(([, inner]) => inner === null || isRecord(inner) || typeof inner === 'string')) return undefined
  return entries.map(([name, inner]) => (isRecord(inner) ? { name, ...inner } : { name, note: inner ?? '' }))
}

const namingRoles: ReadonlySet<ColumnRole> = new Set(['name', 'given-name', 'family-name', 'organization'])

const isNaming = (item: Loose | string): boolean =>
  isText(item) || [...flattened(item).keys()].some((key) => namingRoles.has(roleOfHead(key) ?? 'other'))

/** A record as cells: inner records by the path of their keys, lists of texts in one cell, lists of records by name. */
function flattened(record: Loose, prefix = '', depth = 0): ReadonlyMap<string, string> {
  const cells = new Map<string, string>()
  for (const [key, value] of Object.entries(record)) {
    // What an inner record is called stands for the whole of it, as where others write the name alone.
    const isItsName = prefix !== '' && /^(?:name|title|label)$/iu.test(key) && !cells.has(prefix)
    const path = prefix === '' ? key : isItsName ? prefix : `${prefix}.${key}`
    if (isRecord(value) && depth < 3)
      for (const [inner, cell] of flattened(value, path, depth + 1)) cells.set(inner, cell)
    else if (Array.isArray(value)) cells.set(path, value.flatMap(shortly).join(', '))
    else if (value !== null && value !== undefined && !isRecord(value)) cells.set(path, plainly(value))
  }
  return cells
}

const plainly = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

function shortly(value: unknown): readonly string[] {
  if (!isRecord(value)) return plainly(value) === '' ? [] : [plainly(value)]
  return isText(value['name']) ? [value['name']] : []
}

/** Keys that say no more than that a list follows. */
const plainKey = /^(?:data|items?|lists?|entries|rows|results|records|names?|people|all|value|values|\d*)$/iu

/** The heading a list stands under: the last key that says more than "signatories". */
function groupOf(path: readonly string[]): string | null {
  const key = path.findLast(
    (one) => !plainKey.test(one) && !/^(?:signator\w*|signers?|signatures?|supporters?)$/iu.test(one),
  )
  return key === undefined
    ? null
    : key.includes(' ')
      ? key
      : key.replace(/[_-]+/gu, ' ').replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
}
