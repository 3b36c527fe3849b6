import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'

const database = await testDatabase()

test('a statement that comes again and again is prepared once a connection, and answers the same', async () => {
  const ask = (n: number) =>
    database.read(async (tx) => {
      const { rows } = await sql<{ readonly twice: number }>`select 2 * ${n}::int as twice`.execute(tx)
      const kept = await sql<{ readonly count: number }>`
        select count(*)::int as count from pg_prepared_statements where statement like 'select 2 *%'`.execute(tx)
      return { twice: rows[0]?.twice, prepared: kept.rows[0]?.count }
    })
  const answers = []
  for (let n = 0; n < 20; n += 1) answers.push(await ask(n))
  expect(answers.map(({ twice }) => twice)).toEqual(Array.from({ length: 20 }, (_, n) => 2 * n))
  expect(answers[0]?.prepared).toBe(0)
  expect(answers.at(-1)?.prepared).toBe(1)
})

test('a first statement that fails takes its transaction back, and the connection serves the next', async () => {
  await expect(database.transaction((tx) => sql`select * from not_there`.execute(tx))).rejects.toThrow('not_there')
  await database.transaction(async (tx) => {
    await sql`create table eager (n int)`.execute(tx)
    await sql`insert into eager values (1)`.execute(tx)
  })
  const { rows } = await database.read((tx) => sql`select n from eager`.execute(tx))
  expect(rows).toEqual([{ n: 1 }])
})

test('what a transaction wrote is not there for others before it ends, from its first statement on', async () => {
  await database.transaction((tx) => sql`create table unseen (n int)`.execute(tx))
  await database.transaction(async (tx) => {
    await sql`insert into unseen values (1)`.execute(tx)
    const { rows } = await database.read((other) => sql`select n from unseen`.execute(other))
    expect(rows).toEqual([])
  })
})
