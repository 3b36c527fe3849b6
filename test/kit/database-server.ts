import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { evidenceJobs } from '../../src/evidence/index.ts'
import { jobNames } from '../../src/letters/index.ts'
import { responseJobs } from '../../src/responses/index.ts'
import { connectDatabase, migrate, prepareJobs, readMigrations, type Connection } from '../../src/platform/index.ts'
import { startEmbedded, type Embedded } from '../../src/platform/database/embedded/supervise.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The socket at which a test asks for the run's database server. */
    readonly databaseDoor: string
  }
}

/** The database every test's database is a copy of: all of the project's migrations applied, all jobs prepared. */
export const templateName = 'undersigned_template'

/**
 * One database server per test run, started when the first test file asks for it at a socket; runs without such
 * a file pay nothing. Vitest calls this once, in its main process, and what it returns at the end of the run.
 */
export default function setup(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'undersigned-test-'))
  let server: Promise<Started> | undefined
  const door = createServer((socket) => {
    socket.on('error', () => {})
    server ??= start(folder)
    server.then(
      ({ embedded }) => socket.end(JSON.stringify(embedded.connection)),
      (error: unknown) => socket.end(JSON.stringify({ failed: String(error) })),
    )
  })
  const path = join(folder, 'door')
  door.listen(path)
  door.unref()
  project.provide('databaseDoor', path)
  return async () => {
    door.close()
    if (server) await (await server).stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Started = { readonly embedded: Embedded; readonly stop: () => Promise<void> }

async function start(folder: string): Promise<Started> {
  const { embedded, stop } = await startGuarded(folder, {
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    autovacuum: 'off',
    max_connections: '80',
    deadlock_timeout: '50ms',
  })
  const { connection } = embedded
  const admin = new pg.Client({ ...connection, database: 'postgres' })
  await admin.connect()
  await admin.query(`create database ${templateName}`)
  await admin.end()
  await migrateTemplate({ ...connection, database: templateName })
  return { embedded, stop }
}

async function migrateTemplate(connection: Connection): Promise<void> {
  await migrate(connection, readMigrations(join(import.meta.dirname, '../../migrations')))
  const database = connectDatabase(connection)
  try {
    await prepareJobs(database, [...jobNames, ...evidenceJobs, ...responseJobs])
  } finally {
    // Nothing can be copied from a database that somebody is still in.
    await database.close()
  }
}

/**
 * A server in `folder` that cannot outlive us: a shell waits at the other end of a pipe, and when the pipe breaks,
 * at the end of the run or because the run was killed, it stops the server and removes the folder.
 */
async function startGuarded(folder: string, settings: Readonly<Record<string, string>>): Promise<Started> {
  const guard = spawn('/bin/sh', ['-c', guardScript, 'guard', folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.unref()
  const ended = new Promise<void>((resolve) => guard.once('exit', () => resolve()))
  const embedded = await startEmbedded({ dataDir: folder, role: 'server', note: () => {}, settings })
  const stop = async () => {
    await embedded.leave()
    guard.stdin.end()
    await ended
  }
  return { embedded, stop }
}

const guardScript = `cat >/dev/null
pid=$(head -n 1 "$1/postgres/postmaster.pid" 2>/dev/null)
[ -n "$pid" ] && kill -QUIT "$pid" && sleep 0.3
rm -rf "$1"`
