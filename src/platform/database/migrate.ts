import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '#kernel'
import { Client } from 'pg'
import type { Connection } from './database.ts'

/** One file of the migrations folder. `checksum` is the SHA-256 of its bytes, 64 hexadecimal digits. */
export type Migration = {
  readonly name: string
  readonly breaking: boolean
  readonly checksum: string
  readonly sql: string
}

// The same three steps up from src/ in a clone and from dist/ in the published package.
const ownFolder = join(import.meta.dirname, '../../../migrations')

/** Any number, as long as every version of this code uses the same: names the lock two starters queue at. */
const migrationLock = 4_071_776_001

/**
 * Reads every `NNNN_room_what.sql` of a folder (the project's own unless said) in order. Refuses a file whose name or header is not of the form
 * `-- room: X   breaking: yes|no` and `-- why: …`, and two files with one number.
 */
export function readMigrations(folder = ownFolder): readonly Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  const migrations = names.map((name) => readMigration(folder, name))
  const numbers = names.map((name) => name.slice(0, 4))
  const twice = numbers.find((number, index) => numbers.indexOf(number) !== index)
  if (twice) throw new Fault('migration-failed', `Two migrations have the number ${twice}.`)
  return migrations
}

function readMigration(folder: string, name: string): Migration {
  const bytes = readFileSync(join(folder, name))
  const sql = bytes.toString('utf8')
  const [first = '', second = ''] = sql.split('\n')
  const room = /^\d{4}_([a-z]+)_[a-z0-9_]+\.sql$/.exec(name)?.[1]
  const header = /^-- room: ([a-z]+) +breaking: (yes|no)$/.exec(first.trimEnd())
  if (!room || header?.[1] !== room || !second.startsWith('-- why: '))
    throw new Fault('migration-failed', `Migration ${name} lacks its name or header of the agreed form.`)
  return { name, breaking: header[2] === 'yes', checksum: createHash('sha256').update(bytes).digest('hex'), sql }
}

/**
 * Brings the database to the newest of `migrations`: each file in one transaction, in order, once, however many
 * processes start together.
 * @returns the names applied now.
 * @throws Fault `migration-changed` when an applied file has other bytes now, `migration-newer` when the database
 * has seen a breaking migration that this code does not know, `migration-failed` when a file's SQL fails.
 */
export async function migrate(connection: Connection, migrations: readonly Migration[]): Promise<readonly string[]> {
  const client = new Client({ ...connection, application_name: 'undersigned migrations' })
  client.on('error', () => {})
  await client.connect()
  try {
    if (migrations.length > 0 && (await missing(client, migrations)).length === 0) return []
    // Only now the lock: the usual start, with nothing to do, costs two questions and waits for nobody.
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await makeList(client)
    const todo = await missing(client, migrations)
    for (const migration of todo) await apply(client, migration)
    return todo.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

/**
 * Brings a database to exactly these migrations, in the caller's transaction; nobody else migrates until it ends.
 * @param isFit asked once nobody else can migrate any more; when it says no, nothing is done.
 */
export async function migrateWithin(
  client: Client,
  migrations: readonly Migration[],
  isFit: () => Promise<boolean>,
): Promise<boolean> {
  await client.query('select pg_advisory_xact_lock($1)', [migrationLock])
  if (!(await isFit())) return false
  await makeList(client)
  for (const migration of migrations) await run(client, migration)
  return true
}

async function makeList(client: Client): Promise<void> {
  await client.query(
    `create table if not exists platform_migration (
      name text primary key, checksum text not null, breaking boolean not null,
      applied_at timestamptz not null default now())`,
  )
}

type Applied = { readonly name: string; readonly checksum: string; readonly breaking: boolean }

async function missing(client: Client, known: readonly Migration[]): Promise<readonly Migration[]> {
  const applied = await appliedBefore(client)
  for (const past of applied) {
    const now = known.find(({ name }) => name === past.name)
    if (now && now.checksum !== past.checksum)
      throw new Fault('migration-changed', `Migration ${past.name} was changed after it was applied. Restore the file.`)
    if (!now && past.breaking)
      throw new Fault(
        'migration-newer',
        `The database was changed by a newer version (${past.name}), which this version cannot work with. Start the newer version.`,
      )
  }
  const names = new Set(applied.map(({ name }) => name))
  return known.filter(({ name }) => !names.has(name))
}

async function appliedBefore(client: Client): Promise<readonly Applied[]> {
  const found = await client.query<{ readonly here: boolean }>(
    `select to_regclass('platform_migration') is not null as here`,
  )
  if (!found.rows[0]?.here) return []
  return (await client.query<Applied>('select name, checksum, breaking from platform_migration order by name')).rows
}

async function apply(client: Client, migration: Migration): Promise<void> {
  try {
    await client.query('begin')
    await run(client, migration)
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback').catch(() => {})
    const why = cause instanceof Error ? cause.message : 'unknown'
    throw new Fault('migration-failed', `Migration ${migration.name} failed and was taken back: ${why}`, { cause })
  }
}

async function run(client: Client, { name, checksum, breaking, sql }: Migration): Promise<void> {
  await client.query('insert into platform_migration (name, checksum, breaking) values ($1, $2, $3)', [
    name,
    checksum,
    breaking,
  ])
  await client.query(sql)
}
