import { createServer } from 'node:net'
import { join } from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate, readMigrations } from '../../src/platform/index.ts'
import { guardedFolder } from './guarded-folder.ts'
import { startEmbedded, type Embedded } from '../../src/platform/database/embedded/supervise.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The socket at which a test asks for the run's database server. */
    readonly databaseDoor: string
  }
}

/** The database every test's database is a copy of: all of the project's migrations applied. */
export const templateName = 'undersigned_template'

/**
 * One database server per test run, started when the first test file asks for it at a socket; runs without such
 * a file pay nothing. Vitest calls this once, in its main process, and what it returns at the end of the run.
 */
export default function setup(project: TestProject): () => Promise<void> {
  const folder = guardedFolder()
  let server: Promise<Embedded> | undefined
  const door = createServer((socket) => {
    socket.on('error', () => {})
    server ??= start(folder.path)
    server.then(
      ({ connection }) => socket.end(JSON.stringify(connection)),
      (error: unknown) => socket.end(JSON.stringify({ failed: String(error) })),
    )
  })
  const path = join(folder.path, 'door')
  door.listen(path)
  door.unref()
  project.provide('databaseDoor', path)
  return async () => {
    door.close()
    await (await server)?.leave()
    await folder.remove()
  }
}

async function start(folder: string): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir: folder, role: 'server', note: () => {}, settings })
  const { connection } = embedded
  const admin = new Client({ ...connection, database: 'postgres' })
  await admin.connect()
  await admin.query(`create database ${templateName}`)
  await admin.end()
  await migrate({ ...connection, database: templateName }, readMigrations())
  return embedded
}

// Nothing here has to survive a loss of power.
const settings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  autovacuum: 'off',
  max_connections: '80',
  deadlock_timeout: '50ms',
}
