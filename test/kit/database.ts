import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { Client } from 'pg'
import { afterAll, inject } from 'vitest'
import { connectDatabase, type Connection, type Database, type Tx } from '../../src/platform/index.ts'
import { templateName } from './database-server.ts'

type Reached = Extract<Connection, { readonly host: string }>

/**
 * A migrated database of this test file's own (about 30 ms), closed and dropped after the file's last test:
 * `const database = await testDatabase()` at the top of the file.
 */
export async function testDatabase(): Promise<Database> {
  const database = connectDatabase(await freshDatabase(templateName))
  // Runs before the drop: hooks after a file run in the reverse of their order.
  afterAll(async () => database.close())
  return database
}

/** Where an empty database of this test file's own is, for tests that bring their own migrations. */
export async function emptyDatabase(): Promise<Connection> {
  return freshDatabase('template1')
}

/** Does something in a transaction that is taken back afterwards. */
export async function tried<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  let result: { readonly value: T } | undefined
  const back = new Error('taken back')
  await database
    .transaction(async (tx) => {
      result = { value: await work(tx) }
      throw back
    })
    .catch((error: unknown) => {
      if (error !== back) throw error
    })
  if (!result) throw new Error('nothing came of it')
  return result.value
}

async function freshDatabase(template: string): Promise<Connection> {
  const server = await askForServer(inject('databaseDoor'))
  const name = `test_${randomBytes(8).toString('hex')}`
  await administer(server, `create database ${name} template ${template} strategy file_copy`)
  const connection = { ...server, database: name }
  afterAll(async () => administer(server, `drop database ${name} with (force)`))
  return connection
}

async function askForServer(door: string): Promise<Reached> {
  const answer: Reached | { readonly failed: string } = JSON.parse(await text(connect(door)))
  if ('failed' in answer) throw new Error(`The test run's database did not start: ${answer.failed}`)
  return answer
}

async function administer(server: Reached, sql: string): Promise<void> {
  const client = new Client({ ...server, database: 'postgres' })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
