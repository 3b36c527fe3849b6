/**
 * Writes src/platform/database/tables.ts from a freshly migrated schema; with `--check` only compares and ends
 * with 1 when the file is not up to date.
 */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { migrate, openDatabase, readMigrations, type Connection } from '#platform'

const root = join(import.meta.dirname, '..')
const target = join(root, 'src/platform/database/tables.ts')

const types: Readonly<Record<string, string>> = {
  text: 'string',
  uuid: 'string',
  date: 'string',
  numeric: 'string',
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float8: 'number',
  timestamptz: 'Date',
  bytea: 'Buffer',
  jsonb: 'unknown',
}

const head = '// Written by scripts/make-tables.ts from the migrated schema. Do not edit.\n'

const helpers = [
  [
    'Json<',
    '\n/** jsonb: read parsed, of unknown shape; written as text (JSON.stringify): the driver would make an array of a list. */\ntype Json<Written> = ColumnType<unknown, Written, Written>\n',
  ],
  [
    'Computed<',
    '\n/** A column of a view, or one that PostgreSQL computes: read only. */\ntype Computed<T> = ColumnType<T, never, never>\n',
  ],
] as const

const comment =
  '\n/** Every table and view by its real name. bigint is a number (the driver refuses one beyond 2^53), date is `YYYY-MM-DD`. */\n'

type Column = {
  readonly table: string
  readonly column: string
  readonly type: string
  readonly list: boolean
  readonly nullable: boolean
  readonly defaulted: boolean
  readonly computed: boolean
  readonly allowed: string | null
}

// A check of the form `column in ('a', 'b')` makes the column's type the union of these words.
const question = `
  select c.relname as table, a.attname as column, coalesce(e.typname, t.typname) as type, e.oid is not null as list,
         not a.attnotnull and c.relkind = 'r' as nullable,
         a.atthasdef and a.attgenerated = '' or a.attidentity <> '' as defaulted,
         c.relkind <> 'r' or a.attgenerated <> '' as computed,
         (select pg_get_constraintdef(k.oid) from pg_constraint k
           where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
             and pg_get_constraintdef(k.oid) like '%= ANY (ARRAY[%' order by k.conname limit 1) as allowed
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    left join pg_type e on e.oid = t.typelem and t.typcategory = 'A'
   where c.relkind in ('r', 'v')
   order by c.relname collate "C", a.attnum`

async function tablesOf(connection: Connection): Promise<string> {
  const client = new Client({ ...connection })
  await client.connect()
  const { rows } = await client.query<Column>(question)
  await client.end()
  const tables = Map.groupBy(rows, ({ table }) => table)
  const entries = [...tables].map(([name, columns]) => `  ${name}: {\n${columns.map(line).join('')}  }\n`)
  const body = `export type Tables = {\n${entries.join('')}}\n`
  const used = helpers.filter(([word]) => body.includes(word))
  const imported = [used.length > 0 && 'ColumnType', body.includes('Generated<') && 'Generated'].filter(Boolean)
  const importing = imported.length > 0 ? `import type { ${imported.join(', ')} } from 'kysely'\n` : ''
  return head + importing + used.map(([, text]) => text).join('') + comment + body
}

function line(column: Column): string {
  const base = columnType(column) + (column.list ? '[]' : '')
  const or = column.nullable ? ' | null' : ''
  if (base === 'unknown' && !column.computed)
    return `    ${column.column}: Json<string${or}${column.defaulted ? ' | undefined' : ''}>\n`
  const full = base === 'unknown' ? base : base + or
  const wrapped = column.computed ? `Computed<${full}>` : column.defaulted ? `Generated<${full}>` : full
  return `    ${column.column}: ${wrapped}\n`
}

function columnType({ table, column, type, list, allowed }: Column): string {
  const words = allowed?.match(/'(?:[^']|'')+'(?=::text)/g)
  if (words && type === 'text') return list ? `(${words.join(' | ')})` : words.join(' | ')
  const found = types[type]
  if (!found) throw new Error(`${table}.${column} has the type ${type}, which scripts/make-tables.ts does not know.`)
  return found
}

const folder = mkdtempSync(join(tmpdir(), 'undersigned-tables-'))
// Run as root, the server has an account of its own, which must be able to enter.
chmodSync(folder, 0o755)
const database = await openDatabase({ dataDir: folder }, { role: 'server', settings: { fsync: 'off' } })
try {
  await migrate(database.connection, readMigrations())
  const written = await tablesOf(database.connection)
  if (!process.argv.includes('--check')) writeFileSync(target, written)
  else if (readFileSync(target, 'utf8') !== written) {
    console.error(
      'src/platform/database/tables.ts is not up to date with migrations/: run node --conditions=source scripts/make-tables.ts',
    )
    process.exitCode = 1
  }
} finally {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
}
