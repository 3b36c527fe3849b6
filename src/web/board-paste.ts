import { isSharedMailDomain, oneLine, parseEmail, type EmailAddress } from '#kernel'
import { lintLists, nameTrouble, skeletonRegister, strictKey } from '#organizations'

/** An organization as somebody pasted it, with the number of its line. */
export type PastedLine = {
  readonly line: number
  readonly name: string
  /** As it was typed; empty when none was. */
  readonly email: string
  /** What stands where an address is expected and reads as none. */
  readonly unread: string | undefined
  readonly domain: string | undefined
  readonly group: string | undefined
  readonly note: string | undefined
}

/** Lines that are taken at once: more would not fit on one page to be looked at. */
export const mostLines = 300

type Column = 'name' | 'email' | 'domain' | 'group' | 'note'

// What people call the columns of such a sheet.
const columnNames: Readonly<Record<string, Column>> = {
  organization: 'name',
  organisation: 'name',
  name: 'name',
  group: 'group',
  heading: 'group',
  'e-mail': 'email',
  email: 'email',
  mail: 'email',
  contact: 'email',
  address: 'email',
  domain: 'domain',
  website: 'domain',
  site: 'domain',
  note: 'note',
  notes: 'note',
  comment: 'note',
}

/**
 * Reads what was pasted from a sheet or typed: a line for each organization, its name and an address in any order,
 * parted by tab, semicolon or comma, with or without quotes, or as `Name <address>`. A first line that names columns
 * says which cell is what. A name may hold commas. Nothing is left out: a line that does not read is a name without
 * an address, and says what stands where one would.
 */
export function readPaste(text: string): readonly PastedLine[] {
  const lines = text.split(/\r\n|\r|\n/).map((one, index) => ({ line: index + 1, text: one.trim() }))
  const [first, ...rest] = lines.filter((one) => one.text !== '')
  if (!first) return []
  const columns = columnsIn(first.text)
  return (columns ? rest : [first, ...rest]).map((one) => ({ line: one.line, ...lineOf(one.text, columns) }))
}

type Cells = Omit<PastedLine, 'line'>

/** What the cells of a first line are called, if it names columns. */
function columnsIn(text: string): readonly (Column | undefined)[] | undefined {
  const columns = cellsOf(text).map((cell) => columnNames[cell.toLowerCase()])
  const named = columns.filter((column) => column !== undefined).length
  return columns.includes('name') && named > 1 ? columns : undefined
}

function lineOf(text: string, columns: readonly (Column | undefined)[] | undefined): Cells {
  const cells = cellsOf(text)
  if (columns && cells.length <= columns.length) {
    const cell = (column: Column): string => cells[columns.indexOf(column)] ?? ''
    const said = (column: Column): string | undefined => cell(column) || undefined
    const email = plainAddress(cell('email'))
    return { ...noCells, name: cell('name'), email, domain: said('domain'), group: said('group'), note: said('note') }
  }
  const at = cells.findIndex((cell) => cell.includes('@'))
  if (at < 0) {
    const name = text.includes('\t') ? (cells[0] ?? '') : oneLine(unquoted(text))
    return { ...noCells, name, unread: cells.slice(1).findLast((cell) => cell !== '') }
  }
  const named = /^(.*\S)\s*<([^<>]*@[^<>]*)>$/.exec(cells[at] ?? '')
  const address = plainAddress(cells[at] ?? '')
  const before = [...cells.slice(0, at), ...(named?.[1] === undefined ? [] : [named[1]])]
  // What stands before the address is the name, commas and all; with none before it, what stands after.
  const name = (before.length > 0 ? before : cells.slice(at + 1)).join(', ')
  const note = before.length > 0 ? cells.slice(at + 1).join(', ') : ''
  return { ...noCells, name, email: address, note: note || undefined }
}

const noCells = { email: '', unread: undefined, domain: undefined, group: undefined, note: undefined } as const

const plainAddress = (cell: string): string => (/<([^<>]*)>/.exec(cell)?.[1] ?? cell).replace(/^mailto:/i, '').trim()

const unquoted = (cell: string): string => cell.replace(/^"([^]*)"$/, '$1').replaceAll('""', '"')

/** The cells of a line: parted by the one separator it has, tab before semicolon before comma, outside of quotes. */
function cellsOf(line: string): readonly string[] {
  const separator = ['\t', ';', ','].find((one) => line.includes(one)) ?? ','
  // A separator in front, so that every cell begins with one: an expression that may match nothing loses empty cells.
  const cell = new RegExp(`${separator}(?: *"(?:[^"]|"")*" *(?=${separator}|$)|[^${separator}]*)`, 'g')
  const cells = `${separator}${line}`.match(cell) ?? []
  const texts = cells.map((one) => oneLine(unquoted(one.slice(1).trim())))
  while (texts.length > 1 && texts.at(-1) === '') texts.pop()
  return texts
}

/** What is known of whoever is asked already. */
export type KnownOrganization = { readonly name: string; readonly email?: string | undefined }

/** What is to be said of a pasted line. */
export type PasteFinding =
  /** These keep a line from being asked. */
  | { readonly kind: 'no-name' | 'odd-name' }
  | { readonly kind: 'bad-address'; readonly typed: string }
  /** Asked already, on the board or further up: it is passed over. */
  | { readonly kind: 'known'; readonly as: string }
  | { readonly kind: 'twice'; readonly line: number }
  /** These a person should look at. */
  | { readonly kind: 'looks-like'; readonly names: readonly string[] }
  | { readonly kind: 'same-address'; readonly as: string }
  /** What stands where an address would is none; it may be a part of the name. */
  | { readonly kind: 'unread-address'; readonly typed: string }
  | { readonly kind: 'no-address' | 'shared-mail' }

/** A line with what is to be said of it; one of which nothing is said is new and plain. */
export type CheckedLine = PastedLine & {
  readonly address: EmailAddress | undefined
  readonly findings: readonly PasteFinding[]
}

const stopping: ReadonlySet<PasteFinding['kind']> = new Set(['no-name', 'odd-name', 'bad-address'])
const passing: ReadonlySet<PasteFinding['kind']> = new Set(['known', 'twice'])

/** How a line goes on: it has to be mended first, it is passed over, it is asked but should be looked at, or it is plain. */
export function fateOf({ findings }: CheckedLine): 'stop' | 'pass' | 'look' | 'plain' {
  if (findings.some(({ kind }) => stopping.has(kind))) return 'stop'
  if (findings.some(({ kind }) => passing.has(kind))) return 'pass'
  return findings.length > 0 ? 'look' : 'plain'
}

/** Judges pasted lines against each other and against whoever is asked already; the names decide nothing, a person does. */
export function checkPaste(lines: readonly PastedLine[], known: readonly KnownOrganization[]): readonly CheckedLine[] {
  const onBoard = new Map(known.map((one) => [strictKey(one.name), one]))
  const mails = new Map(known.flatMap(({ name, email }) => (email === undefined ? [] : [[email.toLowerCase(), name]])))
  const keyed = lines.map((one) => ({ ...one, key: one.name === '' ? '' : strictKey(one.name) }))
  const firstOf = new Map(keyed.toReversed().map(({ key, line }) => [key, line]))
  const alike = likenessAmong(
    known.map(({ name }) => name),
    lines.map(({ name }) => name),
  )
  return keyed.map(({ key, ...one }): CheckedLine => {
    const parsed = parseEmail(one.email)
    const address = parsed.kind === 'read' ? parsed.email : undefined
    const findings = findingsOf(one, address)
    const asked = onBoard.get(key)
    const first = firstOf.get(key) ?? one.line
    const alikeNames = alike(one.name)
    if (asked) findings.push({ kind: 'known', as: asked.name })
    else if (key !== '' && first < one.line) findings.push({ kind: 'twice', line: first })
    else if (alikeNames.length > 0) findings.push({ kind: 'looks-like', names: alikeNames })
    const other = address && mails.get(address.toLowerCase())
    if (address && !other) mails.set(address.toLowerCase(), one.name)
    if (other && !asked && other !== one.name) findings.push({ kind: 'same-address', as: other })
    return { ...one, address, domain: one.domain ?? domainOf(address), findings }
  })
}

function findingsOf({ name, email, unread }: PastedLine, address: EmailAddress | undefined): PasteFinding[] {
  const findings: PasteFinding[] = []
  if (name === '') findings.push({ kind: 'no-name' })
  else if (nameTrouble(name)) findings.push({ kind: 'odd-name' })
  if (unread !== undefined) findings.push({ kind: 'unread-address', typed: unread })
  else if (email === '') findings.push({ kind: 'no-address' })
  else if (!address) findings.push({ kind: 'bad-address', typed: email })
  else if (isSharedMailDomain(hostOf(address))) findings.push({ kind: 'shared-mail' })
  return findings
}

const hostOf = (address: EmailAddress): string => address.slice(address.lastIndexOf('@') + 1)

/** Where a proof can come from: the host of the address, unless anybody can have a mailbox there. */
function domainOf(address: EmailAddress | undefined): string | undefined {
  return address === undefined || isSharedMailDomain(hostOf(address)) ? undefined : hostOf(address)
}

/** For a name, those that can be taken for it: drawn alike, or alike to the list linter. */
function likenessAmong(known: readonly string[], pasted: readonly string[]): (name: string) => readonly string[] {
  const names = [...new Set([...known, ...pasted])].filter((name) => name !== '')
  const drawn = skeletonRegister(names)
  const { lookAlikes } = lintLists([{ letter: '', where: '', names }])
  const groups = new Map(lookAlikes.flatMap((group) => group.map((name) => [name, group] as const)))
  return (name) => [...new Set([...drawn.twinsOf(name), ...(groups.get(name) ?? [])])].filter((one) => one !== name)
}
