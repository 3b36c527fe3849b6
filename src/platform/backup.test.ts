import { spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { backupLock as lock, restoredCopy } from '../../test/kit/backup.ts'
import { emptyDatabase, testDatabase } from '../../test/kit/database.ts'
import { connectDatabase, type Connection, type Database } from './database/database.ts'
import { readMigrations } from './database/migrate.ts'
import { checkBackup, restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

const database = await testDatabase()
const campaign = '01890000-0000-7000-8000-000000000001'
const leaves = 100_000
const now = () => new Date('2029-01-15T10:00:00Z')
const migrations = readMigrations()

const home = mkdtempSync(join(tmpdir(), 'undersigned backups '))
afterAll(() => rmSync(home, { recursive: true, force: true }))
const file = join(home, 'whole')

beforeAll(async () => {
  await database.transaction(async (tx) => {
    await sql`insert into letters_campaign (campaign_id, slug, title, summary, language, time_zone, created_at)
      values (${campaign}, 'archive', ${'Tab\there\nline \\. "quoted" é \\N'}, '', 'en', 'UTC', now())`.execute(tx)
    await sql`insert into ledger_log values (${campaign}, 'letters.example/archive', ${leaves}, now())`.execute(tx)
    await sql`insert into ledger_batch select ${campaign}, n, 1, decode(md5(n::text), 'hex')
      from generate_series(0, ${leaves - 1}) n`.execute(tx)
  })
  await writeBackup(database.connection, file, { lock, now })
})

const restore = async (connection: Connection, path: string, known = migrations) =>
  restoreBackup(connection, await checkBackup(path, lock), { migrations: known })

/** One number for everything in a table, whatever the order of its rows. */
async function sumOf(one: Database, table: string): Promise<unknown> {
  const { rows } = await one.read((tx) =>
    sql`select count(*) as rows, coalesce(sum(hashtextextended(t::text, 0)), 0)::text as sum from ${sql.table(table)} t`.execute(
      tx,
    ),
  )
  return rows[0]
}

async function tablesOf(connection: Connection): Promise<readonly string[]> {
  const one = connectDatabase(connection)
  try {
    const { rows } = await one.read((tx) =>
      sql<{ readonly name: string }>`select tablename::text as name from pg_catalog.pg_tables
        where schemaname in ('public', 'pgboss') order by 1`.execute(tx),
    )
    return rows.map(({ name }) => name)
  } finally {
    await one.close()
  }
}

test('a restored database holds the same rows in the same tables, and has the same migrations', async () => {
  const copy = await restoredCopy(database)
  const tables = (await tablesOf(database.connection)).filter((name) => /_/.test(name) && !/^(job|queue)_/.test(name))
  expect(await tablesOf(copy.connection)).toEqual(tables)
  for (const table of tables.filter((name) => name !== 'platform_migration'))
    expect(await sumOf(copy, table), table).toEqual(await sumOf(database, table))
  const list = async (one: Database) =>
    (await one.read((tx) => sql`select name, checksum, breaking from platform_migration order by name`.execute(tx)))
      .rows
  expect(await list(copy)).toEqual(await list(database))
  expect(await sumOf(copy, 'ledger_batch')).toMatchObject({ rows: leaves })
})

test('a backup is one moment: what is written meanwhile is in it whole or not at all', async () => {
  const busy = join(home, 'busy')
  let written = false
  await writeBackup(database.connection, busy, {
    lock,
    now,
    onProgress: () => {
      if (written) return
      written = true
      void database.transaction(async (tx) => {
        await sql`update ledger_log set size = size + 1`.execute(tx)
        await sql`insert into ledger_batch values (${campaign}, ${leaves}, 1, '')`.execute(tx)
      })
    },
  })
  const connection = await emptyDatabase()
  await restore(connection, busy)
  const copy = connectDatabase(connection)
  const { rows } = await copy.read((tx) =>
    sql`select size - (select count(*) from ledger_batch) as missing from ledger_log`.execute(tx),
  )
  await copy.close()
  expect(rows).toEqual([{ missing: 0 }])
})

test('a backup tells when it was made and how much is in it, without a database', async () => {
  expect((await checkBackup(file, lock)).facts).toMatchObject({ madeAt: now(), rows: leaves + 2, keys: [] })
})

test('what is not an empty database is left as it is', async () => {
  await expect(restore(database.connection, file)).rejects.toMatchObject({
    code: 'restore-refused',
  })
  expect(await sumOf(database, 'letters_campaign')).toMatchObject({ rows: 1 })
})

test('a file that was cut off or altered at its very end is refused before anything is written', async () => {
  const connection = await emptyDatabase()
  const cut = join(home, 'cut')
  copyFileSync(file, cut)
  truncateSync(cut, readFileSync(file).length - 1)
  const altered = join(home, 'altered')
  const bytes = readFileSync(file)
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
  writeFileSync(altered, bytes)
  for (const path of [cut, altered]) {
    await expect(checkBackup(path, lock)).rejects.toMatchObject({ code: 'backup-invalid' })
    await expect(restore(connection, path)).rejects.toMatchObject({
      code: 'backup-invalid',
    })
    expect(await tablesOf(connection)).toEqual([])
  }
})

test('a backup of a newer version, or of other migrations, is refused and nothing is written', async () => {
  const connection = await emptyDatabase()
  const older = migrations.slice(0, -1)
  await expect(restore(connection, file, older)).rejects.toThrow('by a newer version')
  const other = migrations.map((one) => ({ ...one, checksum: '0'.repeat(64) }))
  await expect(restore(connection, file, other)).rejects.toThrow('another form')
  expect(await tablesOf(connection)).toEqual([])
})

test('rows that the database refuses take the whole restore back, and are not quoted', async () => {
  const connection = await emptyDatabase()
  const strict = migrations.map((one) =>
    one.name.includes('letters_create')
      ? { ...one, sql: `${one.sql}; alter table letters_campaign add check (slug <> 'archive');` }
      : one,
  )
  const fault = await restore(connection, file, strict).catch((error: unknown) => error)
  expect(fault).toMatchObject({ code: 'backup-invalid', message: expect.stringContaining('23514') })
  expect(JSON.stringify(fault, Object.getOwnPropertyNames(fault))).not.toContain('archive')
  expect(await tablesOf(connection)).toEqual([])
})

test('a restore that is killed half way leaves an empty database, into which the next one goes', async () => {
  const connection = await emptyDatabase()
  const program = `
    import { checkBackup, restoreBackup } from ${JSON.stringify(join(import.meta.dirname, 'restore-backup.ts'))}
    import { readMigrations } from ${JSON.stringify(join(import.meta.dirname, 'database/migrate.ts'))}
    const backup = await checkBackup(${JSON.stringify(file)}, { kind: 'key', key: new Uint8Array(32).fill(5) })
    await restoreBackup(${JSON.stringify(connection)}, backup, {
      migrations: readMigrations(),
      onProgress: ({ table }) => { if (table === "ledger_batch") process.kill(process.pid, 'SIGKILL') },
    })`
  const child = spawn(process.execPath, ['--conditions=source', '--input-type=module', '--eval', program])
  const signal = await new Promise((resolve) => child.once('exit', (_code, by) => resolve(by)))
  expect(signal).toBe('SIGKILL')
  // The lock goes with the connection of the killed one, and with it everything it had written.
  await restore(connection, file)
  const copy = connectDatabase(connection)
  expect(await sumOf(copy, 'ledger_batch')).toEqual(await sumOf(await restoredCopy(copy), 'ledger_batch'))
  await copy.close()
})
