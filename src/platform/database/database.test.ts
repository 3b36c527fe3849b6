import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import { connectDatabase, isConnectionLost } from './database.ts'

const database = await testDatabase()

test('values arrive as the code expects them: bigint as number, date as text, time as Date, bytes as Buffer', async () => {
  const { rows } = await database.read((tx) =>
    sql`select 9007199254740991::bigint as large, date '2019-01-31' as day, timestamptz '2019-01-31T00:00:00Z' as moment,
        '\\x00ff'::bytea as bytes, '{"a":[1]}'::jsonb as plain`.execute(tx),
  )
  expect(rows).toEqual([
    {
      large: 9007199254740991,
      day: '2019-01-31',
      moment: new Date('2019-01-31T00:00:00Z'),
      bytes: Buffer.from([0, 255]),
      plain: { a: [1] },
    },
  ])
})

test('a bigint that a number cannot hold is a fault, never a wrong number', async () => {
  await expect(database.read((tx) => sql`select 9007199254740993::bigint`.execute(tx))).rejects.toThrow('beyond 2^53')
})

test('a transaction that throws leaves nothing behind', async () => {
  await database.transaction((tx) => sql`create table attempt (n int primary key)`.execute(tx))
  const failing = database.transaction(async (tx) => {
    await sql`insert into attempt values (1)`.execute(tx)
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  const { rows } = await database.read((tx) => sql`select n from attempt`.execute(tx))
  expect(rows).toEqual([])
})

test('two transactions that lock each other out are run again until both are done', async () => {
  await database.transaction((tx) =>
    sql`create table pair (n int primary key, hits int not null default 0)`.execute(tx),
  )
  await database.transaction((tx) => sql`insert into pair values (1), (2)`.execute(tx))
  let attempts = 0
  let inside = 0
  let bothInside = () => {}
  const meeting = new Promise<void>((resolve) => (bothInside = resolve))
  const cross = (first: number, second: number) =>
    database.transaction(async (tx) => {
      attempts += 1
      await sql`update pair set hits = hits + 1 where n = ${first}`.execute(tx)
      inside += 1
      if (inside === 2) bothInside()
      await meeting
      await sql`update pair set hits = hits + 1 where n = ${second}`.execute(tx)
    })
  await Promise.all([cross(1, 2), cross(2, 1)])
  expect(attempts).toBeGreaterThan(2)
  const { rows } = await database.read((tx) => sql`select hits from pair`.execute(tx))
  expect(rows).toEqual([{ hits: 2 }, { hits: 2 }])
})

test('a reader that writes is refused', async () => {
  await expect(database.read((tx) => sql`create table no (n int)`.execute(tx))).rejects.toThrow('read-only')
})

test('a connection that breaks in the middle of a transaction fails that transaction and nothing else', async () => {
  const broken = database.transaction(async (tx) => {
    const { rows } = await sql<{ readonly pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    await database.read((other) => sql`select pg_terminate_backend(${rows[0]?.pid}, 5000)`.execute(other))
    // The news arrives while nothing is asked of the connection: then the driver has nobody to tell but a listener.
    await database.read((other) => sql`select pg_sleep(0.1)`.execute(other))
    await sql`select 1`.execute(tx)
  })
  await expect(broken).rejects.toThrow()
  const { rows } = await database.read((tx) => sql`select 1 as well`.execute(tx))
  expect(rows).toEqual([{ well: 1 }])
})

const failureOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

test('a lost connection is told apart from a question that was refused, however it was lost', async () => {
  const whileAsking = database.transaction(async (tx) => {
    const { rows } = await sql<{ readonly pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    await Promise.all([
      sql`select pg_sleep(10)`.execute(tx),
      database.read((other) => sql`select pg_terminate_backend(${rows[0]?.pid}, 5000)`.execute(other)),
    ])
  })
  const between = database.transaction(async (tx) => {
    const { rows } = await sql<{ readonly pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    await database.read((other) => sql`select pg_terminate_backend(${rows[0]?.pid}, 5000)`.execute(other))
    await database.read((other) => sql`select pg_sleep(0.1)`.execute(other))
    await sql`select 1`.execute(tx)
  })
  const nobodyThere = connectDatabase({ host: '127.0.0.1', port: 9, user: 'nobody', database: 'none' })
  const refusals = ['select 1/0', 'select nothing', 'select pg_sleep(1)'].map(async (question) =>
    failureOf(
      database.transaction(async (tx) => {
        await sql`set local statement_timeout = 20`.execute(tx)
        await sql.raw(question).execute(tx)
      }),
    ),
  )
  const unheard = nobodyThere.read((tx) => sql`select 1`.execute(tx))
  const lost = [whileAsking, between, unheard].map(failureOf)
  expect((await Promise.all(lost)).map(isConnectionLost)).toEqual([true, true, true])
  expect((await Promise.all(refusals)).map(isConnectionLost)).toEqual([false, false, false])
  expect([new Error('no'), undefined, 'Connection terminated'].map(isConnectionLost)).toEqual([false, false, false])
  await nobodyThere.close()
})
