import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { Fault } from '#kernel'
import { connectDatabase, type Connection, type Database } from './database.ts'
import { startEmbedded, type EmbeddedOptions } from './embedded/supervise.ts'

/** What {@link openDatabase} needs of the configuration. */
export type DatabasePlace = {
  /** A PostgreSQL of the operator's own; without it the embedded one in `dataDir` is used. */
  readonly databaseUrl?: string | undefined
  readonly dataDir: string
}

/** How this process comes: as the one server of the data folder, or as a guest (a command) that joins it or does without. */
export type OpenOptions = Pick<EmbeddedOptions, 'role'> &
  Partial<Pick<EmbeddedOptions, 'note' | 'settings' | 'systemRoot'>>

const closingMilliseconds = 10_000

/**
 * Opens the database: the operator's own (PostgreSQL 15 or newer), or the embedded one, started if it does not run.
 * Does not migrate. Calls for `close()` on every way out, else an embedded server outlives this process until the
 * next start adopts it.
 * @throws Fault `database-busy`, `database-unreachable`, `database-unsupported`, `database-version`,
 * `database-folder` or `database-start`, each with a sentence that says what to do.
 */
export async function openDatabase(place: DatabasePlace, options: OpenOptions): Promise<Database> {
  const note = options.note ?? (() => {})
  const onError = () => note('An idle connection to the database broke; it will be replaced.')
  if (place.databaseUrl !== undefined) return openOwn({ connectionString: place.databaseUrl }, onError)
  const embedded = await startEmbedded({ ...options, note, dataDir: place.dataDir })
  const database = connectDatabase(embedded.connection)
  let closing: Promise<void> | undefined
  const close = async () => {
    // A transaction that never ends must not keep the server from being stopped, which rolls it back.
    await Promise.race([database.close(), sleep(closingMilliseconds, undefined, { ref: false })])
    await embedded.leave()
  }
  return { ...database, close: () => (closing ??= close()) }
}

async function openOwn(connection: Connection, onError: () => void): Promise<Database> {
  const client = new Client({ ...connection, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ readonly server_version_num: string }>('show server_version_num')
    refuseOld(Number(rows[0]?.server_version_num))
  } catch (error) {
    throw error instanceof Fault ? error : unreachable(error)
  } finally {
    await client.end().catch(() => {})
  }
  return connectDatabase(connection, onError)
}

/** No cause is kept: the driver's errors name the address, the account and the database. */
function unreachable(error: unknown): Fault {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : ''
  return new Fault(
    'database-unreachable',
    `The PostgreSQL of DATABASE_URL cannot be reached${code}. Is it running, and are the address, account, password and database name right?`,
  )
}

/** Refuses a server whose number (PostgreSQL's server_version_num) is below 15. */
export function refuseOld(version: number): void {
  if (version >= 150_000) return
  throw new Fault(
    'database-version',
    `DATABASE_URL leads to PostgreSQL ${Math.floor(version / 10_000)}; 15 or newer is needed.`,
  )
}
