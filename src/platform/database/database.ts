import { Kysely, type Transaction } from 'kysely'
import { DatabaseError, Pool } from 'pg'
import { EagerDialect, preparingClient } from './dialect.ts'
import type { Tables } from './tables.ts'
import { valueTypes } from './values.ts'

/** A transaction over every table, typed by the migrated schema. Only {@link Database} makes one. */
export type Tx = Transaction<Tables>

/** The one database. All work happens in transactions, so that several rooms commit as one. */
export type Database = {
  /**
   * Runs `work` in one transaction: committed when it returns, rolled back when it throws. Run again from the
   * start (at most 5 times) when PostgreSQL asks for it (40001, 40P01) or another was faster with a name or number
   * that may stand there once (23505), so `work` must have no effect but on `tx`.
   */
  readonly transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  /** Runs `work` on one unchanging snapshot; whatever it tries to write is refused. */
  readonly read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  /** How to reach the same database by another connection (jobs keep their own). Holds a password: never print it. */
  readonly connection: Connection
  /** Ends all connections; the last to leave an embedded database also stops its server. Safe to call twice. */
  readonly close: () => Promise<void>
}

/** Where a PostgreSQL listens, in the driver's words. */
export type Connection =
  | { readonly connectionString: string }
  | { readonly host: string; readonly port: number; readonly user: string; readonly database: string }

const attempts = 5

/**
 * Opens a pool of connections (made when first needed).
 * @param onError told when an idle connection breaks; the pool replaces it by itself.
 */
export function connectDatabase(
  connection: Connection,
  onError: (error: Error) => void = () => {},
  maxConnections = 10,
): Database {
  const pool = new Pool({
    ...connection,
    max: maxConnections,
    Client: preparingClient(),
    pipeline: true,
    types: valueTypes,
    application_name: 'undersigned',
    // A database that hangs must not hang every visitor with it.
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
  })
  pool.on('error', onError)
  // A connection in use that breaks between two questions tells only its own listeners; without one the process ends.
  // Whoever uses it learns of it at the next question.
  pool.on('connect', (client) => {
    client.on('error', () => {})
    // Plans made once for all are made while a campaign's tables are empty, and read them whole when they are full.
    void client.query('set plan_cache_mode = force_custom_plan').catch(() => {})
  })
  const kysely = new Kysely<Tables>({ dialect: new EagerDialect({ pool }) })
  let closing: Promise<void> | undefined
  return {
    connection,
    transaction: (work) => retried(() => kysely.transaction().execute(work)),
    read: (work) => kysely.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
    close: () => (closing ??= kysely.destroy()),
  }
}

async function retried<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run()
    } catch (error) {
      if (attempt === attempts || !mayRetry(error)) throw error
    }
  }
}

/**
 * Serialization failure and deadlock, by which PostgreSQL asks for the same transaction again; and a name or number
 * that was free when `work` picked it: run again, it sees what stands there now and picks another.
 */
function mayRetry(error: unknown): boolean {
  return error instanceof DatabaseError && ['40001', '40P01', '23505'].includes(error.code ?? '')
}

/**
 * Whether an error says that the connection went away (a server that stopped or was stopped, a network that broke),
 * and not that the database refused what was asked. Whether a commit under way came through is then unknown.
 */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  // The database's own codes and the system's; an error that came over from a thread has only its code left.
  if ('code' in error && typeof error.code === 'string')
    return lostStates.has(error.code) || error.code.startsWith('08') || lostCodes.has(error.code)
  // The driver gives its own words no code.
  return /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/.test(
    error.message,
  )
}

// Administrator's stop, crash of a neighbor, not yet or no longer taking connections (PostgreSQL, appendix A).
const lostStates = new Set(['57P01', '57P02', '57P03'])
const lostCodes = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'ENOENT', 'ENOTFOUND', 'EHOSTUNREACH'])
