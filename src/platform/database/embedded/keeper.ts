import { setTimeout as sleep } from 'node:timers/promises'
import { Fault } from '#kernel'
import { Client, DatabaseError } from 'pg'
import { databaseName } from './initialize.ts'

/** What a process wants of the embedded server: to be the one that serves, or to work beside it. */
export type Role = 'server' | 'guest'

/** This process's mark in the server: who is here, and whether anyone else is. Vanishes with the process, however it ends. */
export type Keeper = {
  /** The server's version, as `18.4`. */
  readonly serverVersion: string
  /** Whether no other process is here at this moment. */
  readonly isAlone: () => Promise<boolean>
  /** Whether this was the last process here; if so, nobody can come in any more and the server may be stopped. */
  readonly leaveAsLast: () => Promise<boolean>
  readonly end: () => Promise<void>
}

// Advisory locks (in the database postgres, which holds nothing else). PostgreSQL takes them back the moment a
// process dies, so there are no stale lock files to explain and no process numbers to mistake.
const presence = 4_071_776_101
const serving = 4_071_776_102

const codes = { alreadyThere: ['42P04', '23505'] }

/**
 * Enters the server, and makes the database if it is new.
 * @param onLost told when the server goes away without us.
 * @throws Fault `database-busy` when another process is already `server`.
 */
export async function enter(socketFolder: string, role: Role, onLost: () => void): Promise<Keeper> {
  const client = new Client({
    host: socketFolder,
    port: 5432,
    user: databaseName,
    database: 'postgres',
    application_name: `undersigned ${role} ${process.pid}`,
    connectionTimeoutMillis: 10_000,
  })
  let open = true
  let serverVersion = ''
  const lost = () => {
    if (open) onLost()
    open = false
  }
  client.on('error', lost)
  client.on('end', lost)
  try {
    await client.connect()
    await client.query('select pg_advisory_lock_shared($1)', [presence])
    if (role === 'server') await claim(client)
    await makeDatabase(client)
    serverVersion = await versionOf(client)
  } catch (error) {
    open = false
    await client.end().catch(() => {})
    throw error
  }
  const end = async () => {
    open = false
    await client.end().catch(() => {})
  }
  return {
    end,
    serverVersion,
    isAlone: () => isAlone(client),
    leaveAsLast: () => leaveAsLast(client, () => (open = false)),
  }
}

async function versionOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ readonly server_version: string }>('show server_version')
  return rows[0]?.server_version ?? ''
}

async function isAlone(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ readonly here: number }>(
    `select count(*)::int as here from pg_locks where locktype = 'advisory' and classid = 0 and objid::bigint = $1`,
    [presence],
  )
  return rows[0]?.here === 1
}

async function leaveAsLast(client: Client, expectLoss: () => void): Promise<boolean> {
  expectLoss()
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [presence])
    const { rows } = await client.query<{ readonly last: boolean }>('select pg_try_advisory_lock($1) as last', [
      presence,
    ])
    return rows[0]?.last === true
  } catch {
    return false
  }
}

/** A server that was killed a moment ago may still be holding on: PostgreSQL is given half a second to notice. */
async function claim(client: Client): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (attempt > 0) await sleep(100)
    const { rows } = await client.query<{ readonly mine: boolean }>('select pg_try_advisory_lock($1) as mine', [
      serving,
    ])
    if (rows[0]?.mine) return
  }
  throw await busy(client)
}

async function busy(client: Client): Promise<Fault> {
  const holder = await client.query<{ readonly name: string; readonly since: Date }>(
    `select a.application_name as name, a.backend_start as since
       from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and l.classid = 0 and l.objid::bigint = $1`,
    [serving],
  )
  const held = holder.rows[0]
  const who = held ? `process ${held.name.split(' ').at(-1)}, since ${held.since.toISOString()}` : 'another process'
  return new Fault(
    'database-busy',
    `The server is already running on this data folder (${who}). Use that one, stop it (Ctrl-C where it runs), or set DATA_DIR to another folder.`,
  )
}

async function makeDatabase(client: Client): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName])
  if (rowCount) return
  try {
    await client.query(`create database ${databaseName}`)
  } catch (error) {
    if (!(error instanceof DatabaseError && codes.alreadyThere.includes(error.code ?? ''))) throw error
  }
}
