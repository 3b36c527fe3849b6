import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Client } from 'pg'
import { emptyDatabase } from '../../../test/kit/database.ts'
import type { Connection } from './database.ts'
import { migrate, readMigrations } from './migrate.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'undersigned-migrations-'))
  folders.push(folder)
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(folder, name), sql)
  return folder
}

const header = (breaking = 'no') => `-- room: ink   breaking: ${breaking}\n-- why: a test.\n`
const well = { '0001_ink_well.sql': `${header()}create table ink_well (n int);` }
const pen = { '0002_ink_pen.sql': `${header()}create table ink_pen (n int);` }
const nib = { '0003_ink_nib.sql': `${header('yes')}create table ink_nib (n int);` }

async function rowsOf(connection: Connection, sql: string): Promise<readonly unknown[]> {
  const client = new Client({ ...connection })
  await client.connect()
  const { rows } = await client.query<Record<string, unknown>>(sql)
  await client.end()
  return rows
}

test('each migration is applied once, in order', async () => {
  const connection = await emptyDatabase()
  expect(await migrate(connection, readMigrations(folderOf(well)))).toEqual(['0001_ink_well.sql'])
  expect(await migrate(connection, readMigrations(folderOf({ ...pen, ...well })))).toEqual(['0002_ink_pen.sql'])
  expect(await migrate(connection, readMigrations(folderOf({ ...well, ...pen })))).toEqual([])
})

test('many starters at once apply each migration exactly once between them', async () => {
  const connection = await emptyDatabase()
  const migrations = readMigrations(folderOf({ ...well, ...pen, ...nib }))
  const applied = await Promise.all(Array.from({ length: 6 }, () => migrate(connection, migrations)))
  expect(applied.flat().sort()).toEqual(migrations.map(({ name }) => name))
})

test('a migration that changed after it was applied stops the start', async () => {
  const connection = await emptyDatabase()
  await migrate(connection, readMigrations(folderOf(well)))
  const changed = readMigrations(folderOf({ '0001_ink_well.sql': `${header()}create table ink_well (n bigint);` }))
  await expect(migrate(connection, changed)).rejects.toMatchObject({ code: 'migration-changed' })
})

test('old code refuses a database with a newer breaking migration, and lives with a harmless one', async () => {
  const connection = await emptyDatabase()
  await migrate(connection, readMigrations(folderOf({ ...well, ...pen })))
  const old = readMigrations(folderOf(well))
  expect(await migrate(connection, old)).toEqual([])
  await migrate(connection, readMigrations(folderOf({ ...well, ...pen, ...nib })))
  await expect(migrate(connection, old)).rejects.toMatchObject({ code: 'migration-newer' })
})

test('a migration that fails is taken back whole and says its name', async () => {
  const connection = await emptyDatabase()
  const broken = { '0002_ink_blot.sql': `${header()}create table ink_blot (n int);\nselect nothing from nowhere;` }
  const failing = migrate(connection, readMigrations(folderOf({ ...well, ...broken })))
  await expect(failing).rejects.toMatchObject({
    code: 'migration-failed',
    message: expect.stringContaining('0002_ink_blot.sql'),
  })
  expect(await rowsOf(connection, `select to_regclass('ink_blot') as blot`)).toEqual([{ blot: null }])
  expect(await rowsOf(connection, 'select name from platform_migration')).toEqual([{ name: '0001_ink_well.sql' }])
})

test.each([
  ['a header that says nothing of breaking', { '0001_ink_well.sql': '-- room: ink\n-- why: x\nselect 1;' }],
  ['a header without a why', { '0001_ink_well.sql': '-- room: ink   breaking: no\nselect 1;' }],
  ['a room other than its name says', { '0001_pen_well.sql': `${header()}select 1;` }],
  ['a name without a number', { 'ink_well.sql': `${header()}select 1;` }],
  ['the number of another', { ...well, '0001_ink_pen.sql': `${header()}select 1;` }],
])('a migration with %s is refused before any is applied', (_, files) => {
  expect(() => readMigrations(folderOf(files))).toThrow(expect.objectContaining({ code: 'migration-failed' }))
})
