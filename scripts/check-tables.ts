import { createHash } from 'node:crypto'
import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { count, filesBelow, runAsProgram, textOf, type Findings } from './kit/gate.ts'
import { readRooms } from './kit/rooms.ts'
import { everyNode, nameOf, parseSource, part, parts, type Node } from './kit/source.ts'
import { bareSql, madeBy, stateColumns, tablesIn } from './kit/sql.ts'

const folder = 'migrations'
/** Readable by `sha256sum -c`, so that anybody can check it without us. */
const landed = 'checksums.sha256'
/** The job queue keeps its tables in a schema of its own, made by its package. */
const foreignSchemas = ['pgboss', 'pg_catalog', 'information_schema']

/** The tables gate: every table has one owning room, and a migration that landed never changes. */
export function checkTables(root: string): Findings {
  const rooms = [...readRooms(root).keys()]
  const migrations = filesBelow(join(root, folder), '.sql')
  const stores = filesBelow(join(root, 'src'), '.ts').filter((file) => /\/store(?:-[a-z0-9-]+)?\.ts$/.test(file))
  const wrong = [
    ...migrations.flatMap((file, index) =>
      checkMigration(file, index, readFileSync(join(root, folder, file), 'utf8'), rooms),
    ),
    ...checkLanded(root, migrations),
    ...stores.flatMap((file) => checkStore(file, readFileSync(join(root, 'src', file), 'utf8'), rooms)),
  ]
  return {
    saw: migrations.length,
    what: `${count(migrations.length, 'migration')}, ${count(stores.length, 'store')}`,
    wrong,
  }
}

function checkMigration(file: string, index: number, text: string, rooms: readonly string[]): readonly string[] {
  const [, number = '', named = ''] = /^(\d{4})_([a-z]+)_[a-z0-9_]+\.sql$/.exec(file) ?? []
  const [, room = ''] = /^-- room: (\w+) {2,}breaking: (?:yes|no)\n-- why: \S/.exec(text) ?? []
  const bare = bareSql(text)
  const said = [
    ...(number === '' ? ['is not named NNNN_room_what.sql'] : []),
    ...(number !== '' && Number(number) !== index + 1
      ? [`should be number ${String(index + 1).padStart(4, '0')}: one after the other, no gaps`]
      : []),
    ...(room === '' ? ['does not begin with "-- room: ROOM   breaking: yes|no" and "-- why: …"'] : []),
    ...(room !== '' && !rooms.includes(room) ? [`${room} is no room`] : []),
    ...(room !== '' && named !== '' && room !== named ? [`is named after ${named} but belongs to ${room}`] : []),
    ...checkMade(bare, room),
    ...(/\bcreate\s+type\s+\S+\s+as\s+enum\b/.test(bare)
      ? ['a state is a text with a check, not an enum: an enum never forgets a value']
      : []),
    ...stateColumns(bare)
      .filter((column) => !new RegExp(`\\bcheck\\s*\\(+\\s*${column}\\b`).test(bare))
      .map((column) => `${column} names states but has no check (${column} in (…))`),
  ]
  return said.map((what) => `${folder}/${file}: ${what}`)
}

function checkMade(bare: string, room: string): readonly string[] {
  const made = madeBy(bare).map(({ kind, name, on }) => ({
    kind,
    name,
    owned: isOf(room, name) && (on === undefined || isOf(room, on)),
    on,
  }))
  const { written } = tablesIn(bare)
  return [
    ...made
      .filter(({ owned }) => !owned)
      .map(
        ({ kind, name, on }) => `${kind} ${name}${on === undefined ? '' : ` on ${on}`} does not begin with ${room}_`,
      ),
    ...written.filter((name) => !isOf(room, name)).map((name) => `writes to ${name}, which is not ${room}'s`),
  ]
}

function isOf(room: string, name: string): boolean {
  return name.startsWith(`${room}_`)
}

function checkLanded(root: string, migrations: readonly string[]): readonly string[] {
  const recorded = recordedIn(root)
  return [
    ...[...recorded.keys()]
      .filter((file) => !migrations.includes(file))
      .map((file) => `${folder}/${file}: landed, but is gone`),
    ...migrations.flatMap((file) => {
      const sum = recorded.get(file)
      if (sum === undefined) return [`${folder}/${file}: has not landed; run: npm run ok -- tables --land`]
      return sum === sumOf(root, file)
        ? []
        : [`${folder}/${file}: changed after it landed; write the next migration instead`]
    }),
  ]
}

function recordedIn(root: string): ReadonlyMap<string, string> {
  const lines = (textOf(join(root, folder, landed)) ?? '').split('\n')
  return new Map(
    lines.flatMap((line) => {
      const [, sum, file] = /^([0-9a-f]{64}) {2}(\S+)$/.exec(line) ?? []
      return sum === undefined || file === undefined ? [] : [[file, sum] as const]
    }),
  )
}

function sumOf(root: string, file: string): string {
  return createHash('sha256')
    .update(readFileSync(join(root, folder, file)))
    .digest('hex')
}

/** Records the checksum of every migration that has none yet. Only ever adds: a recorded line is never written again. */
export function landMigrations(root: string): readonly string[] {
  const recorded = recordedIn(root)
  const fresh = filesBelow(join(root, folder), '.sql').filter((file) => !recorded.has(file))
  const lines = fresh.map((file) => `${sumOf(root, file)}  ${file}\n`)
  if (lines.length > 0) appendFileSync(join(root, folder, landed), lines.join(''))
  return fresh
}

function checkStore(file: string, text: string, rooms: readonly string[]): readonly string[] {
  const room = file.split('/', 1)[0] ?? ''
  const { read, written } = namesIn([...everyNode(parseSource(file, text).program)])
  const other = (name: string): boolean =>
    !isOf(room, name) &&
    (name.includes('.') ? !foreignSchemas.includes(name.split('.', 1)[0] ?? '') : rooms.some((one) => isOf(one, name)))
  const said = [
    ...written.filter(other).map((name) => `writes to ${name}, which is not ${room}'s`),
    ...read
      .filter((name) => other(name) && !name.endsWith('_public'))
      .map((name) => `reads ${name}; of another room only views named …_public`),
  ]
  return [...new Set(said)].map((what) => `src/${file}: ${what}`)
}

const reading = /^(?:selectFrom|from|using|(?:inner|left|right|full|cross)Join(?:Lateral)?)$/
const writing = /^(?:insertInto|updateTable|deleteFrom|mergeInto|replaceInto)$/

function namesIn(nodes: readonly Node[]): { readonly read: readonly string[]; readonly written: readonly string[] } {
  const spoken = nodes
    .filter((node) => node.type === 'TaggedTemplateExpression')
    .map((node) => tablesIn(bareSql(templateText(part(node, 'quasi')))))
  const asked = (pattern: RegExp): readonly string[] =>
    nodes.flatMap((node) =>
      node.type === 'CallExpression' && pattern.test(nameOf(part(part(node, 'callee'), 'property')) ?? '')
        ? firstNames(node)
        : [],
    )
  return {
    read: [...spoken.flatMap(({ read }) => read), ...asked(reading)],
    written: [...spoken.flatMap(({ written }) => written), ...asked(writing)],
  }
}

/** The tables named in the first argument of a call of the query builder, one or a list, without their aliases. */
function firstNames(call: Node): readonly string[] {
  const [first] = parts(call, 'arguments')
  const named = first?.type === 'ArrayExpression' ? parts(first, 'elements') : first === undefined ? [] : [first]
  return named.flatMap(
    (node) =>
      nameOf(node.type === 'Literal' ? node : undefined)
        ?.trim()
        .split(/\s/, 1) ?? [],
  )
}

function templateText(template: Node | undefined): string {
  return parts(template, 'quasis')
    .map(({ start, end, value }) =>
      typeof value === 'object' && value !== null && 'raw' in value ? String(value.raw) : `${start}${end}`,
    )
    .join(' ? ')
}

if (import.meta.main) runAsProgram(checkTables)
