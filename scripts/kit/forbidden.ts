import { posix } from 'node:path'
import type { Room } from './rooms.ts'
import { everyNode, nameOf, namesGiven, part, parts, type Node, type Source } from './source.ts'

type Place = { readonly file: string; readonly name: string; readonly room: Room | undefined; readonly test: boolean }

/** What no file may do where it stands: reach for clock, chance, network and settings, speak SQL, keep state. */
export function forbiddenIn(source: Source, place: Place): readonly string[] {
  if (place.test) return []
  const outside = place.room?.node === 'any' || place.name === ''
  const given = namesGiven(source)
  const nodes = [...everyNode(source.program)]
  return [
    ...(outside ? [] : nodes.flatMap((node) => reaches(node, given))),
    ...(speaksSql(place) ? [] : nodes.flatMap(sqlIn)),
    ...parts(source.program, 'body').flatMap(stateIn),
  ]
}

/** Globals that hand out time, chance, network or settings; the rooms below get these as arguments. */
const reached = new Set(['fetch', 'process', 'performance', 'crypto', 'XMLHttpRequest', 'WebSocket', 'globalThis'])
const reachedParts = new Set(['Date.now', 'Math.random', 'Temporal.Now'])

function reaches(node: Node, given: ReadonlySet<string>): readonly string[] {
  const global = (name: string | undefined): name is string => name !== undefined && !given.has(name)
  const handed = (what: string): readonly string[] => [`${what} belongs to platform; let it be handed in`]
  const callee = part(node, 'callee')
  if (/^(?:Call|New)Expression$/.test(node.type) && nameOf(callee) === 'Date' && global('Date')) {
    if (node.type === 'CallExpression') return handed('Date()')
    return parts(node, 'arguments').length === 0 ? handed('new Date()') : []
  }
  if (node.type === 'CallExpression' && nameOf(callee) === 'fetch' && global('fetch')) return handed('fetch()')
  if (node.type !== 'MemberExpression') return []
  const owner = part(node, 'object')?.type === 'Identifier' ? nameOf(part(node, 'object')) : undefined
  if (!global(owner)) return []
  const whole = `${owner}.${nameOf(part(node, 'property')) ?? '…'}`
  return reached.has(owner) || reachedParts.has(whole) ? handed(whole) : []
}

/** Only a room's store and the room that owns the database speak SQL. */
function speaksSql({ file, name }: Place): boolean {
  return name === 'platform' || /^store(?:-[a-z0-9-]+)?\.ts$/.test(posix.basename(file))
}

const queries = new Set(['selectFrom', 'insertInto', 'updateTable', 'deleteFrom', 'mergeInto', 'replaceInto'])
const statement = /^\s*(?:select\s[^]*\sfrom\s|insert\s+into\s|update\s+\S+\s+set\s|delete\s+from\s|create\s+table\s)/
const shouted = /^\s*(?:SELECT\s[^]*\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|CREATE\s+TABLE\s)/

function sqlIn(node: Node): readonly string[] {
  const method = nameOf(part(part(node, 'callee'), 'property'))
  if (node.type === 'CallExpression' && method !== undefined && queries.has(method))
    return [`.${method}() outside the room's store.ts`]
  if (node.type === 'TaggedTemplateExpression' && isSqlTag(part(node, 'tag')))
    return ["sql`` outside the room's store.ts"]
  const text = nameOf(node.type === 'Literal' ? node : undefined) ?? opening(node)
  return statement.test(text) || shouted.test(text) ? ["a statement in SQL outside the room's store.ts"] : []
}

function isSqlTag(tag: Node | undefined): boolean {
  return nameOf(tag) === 'sql' || nameOf(part(tag, 'object')) === 'sql'
}

function opening(node: Node): string {
  if (node.type !== 'TemplateLiteral') return ''
  const raw = parts(node, 'quasis').map(({ value }) => (hasRaw(value) ? value.raw : ''))
  return raw.join(' x ')
}

function hasRaw(value: unknown): value is { readonly raw: string } {
  return typeof value === 'object' && value !== null && 'raw' in value && typeof value.raw === 'string'
}

/** Something at the top of a file that can change while the program runs; tests share one process and would meet it. */
function stateIn(statementNode: Node): readonly string[] {
  const declaration =
    statementNode.type === 'ExportNamedDeclaration' ? part(statementNode, 'declaration') : statementNode
  if (declaration?.type !== 'VariableDeclaration' || declaration['declare'] === true) return []
  const names = parts(declaration, 'declarations')
  if (declaration['kind'] !== 'const')
    return names.map((one) => `keeps state at the top of the file: ${nameOf(part(one, 'id')) ?? '…'}`)
  return names
    .filter((one) => isEmptyContainer(part(one, 'init')))
    .map((one) => `fills a container kept at the top of the file: ${nameOf(part(one, 'id')) ?? '…'}`)
}

function isEmptyContainer(value: Node | undefined): boolean {
  const kind = nameOf(part(value, 'callee')) ?? ''
  return (
    value?.type === 'NewExpression' && /^(?:Weak)?(?:Map|Set)$/.test(kind) && parts(value, 'arguments').length === 0
  )
}
