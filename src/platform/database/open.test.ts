import { expect, test } from 'vitest'
import { sql } from 'kysely'
import { emptyDatabase } from '../../../test/kit/database.ts'
import { openDatabase, refuseOld } from './open.ts'

test("an operator's own PostgreSQL is used when DATABASE_URL names one", async () => {
  const place = await emptyDatabase()
  if (!('host' in place)) throw new Error('The test server is reached by its socket.')
  const databaseUrl = `postgresql://${place.user}@/${place.database}?host=${encodeURIComponent(place.host)}`
  const database = await openDatabase({ databaseUrl, dataDir: '/nowhere' }, { role: 'server' })
  const { rows } = await database.read((tx) => sql`select current_database() as name`.execute(tx))
  expect(rows).toEqual([{ name: place.database }])
  await database.close()
  await database.close()
})

test('one that cannot be reached is said plainly, without its address or password', async () => {
  const databaseUrl = 'postgres://ann:hunter2@127.0.0.1:9/letters'
  const opening = openDatabase({ databaseUrl, dataDir: '/nowhere' }, { role: 'server' })
  const refusal = await opening.catch((error: unknown) => error)
  expect(refusal).toMatchObject({ code: 'database-unreachable', message: expect.stringContaining('ECONNREFUSED') })
  expect(JSON.stringify([String(refusal), refusal])).not.toMatch(/hunter2|ann:|127\.0\.0\.1/)
})

test('one older than PostgreSQL 15 is refused', () => {
  expect(() => refuseOld(140_012)).toThrow('leads to PostgreSQL 14; 15 or newer is needed')
  expect(() => refuseOld(150_000)).not.toThrow()
})
