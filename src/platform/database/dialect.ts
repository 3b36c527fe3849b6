import { createHash } from 'node:crypto'
import {
  PostgresDialect,
  PostgresDriver,
  type DatabaseConnection,
  type Driver,
  type PostgresDialectConfig,
  type TransactionSettings,
} from 'kysely'
import { Client } from 'pg'

/**
 * PostgreSQL's dialect, but a transaction's first statement goes out with its `begin`, in one way there and back
 * instead of two. Needs a pool with `pipeline`.
 */
export class EagerDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig
  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }
  override createDriver(): Driver {
    return new EagerDriver(this.#config)
  }
}

class EagerDriver extends PostgresDriver {
  readonly #begun = new WeakMap<DatabaseConnection, Promise<void>>()

  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const begun = super.beginTransaction(connection, settings)
    this.#begun.set(connection, begun)
    // Told where the transaction ends: until then the first statement tells of the same trouble.
    begun.catch(() => {})
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await this.#begun.get(connection)
    await super.commitTransaction(connection)
  }
}

// A statement is worth preparing when it comes again and again; those whose text varies never do.
const preparedAfter = 8
const countedAtMost = 2000

/**
 * A connection class that has statements prepared under a name once they have come often enough: PostgreSQL then
 * parses them once a connection.
 */
export function preparingClient(): typeof Client {
  const seen = new Map<string, { count: number; readonly name: string }>()
  const nameOf = (text: string): string | undefined => {
    const there = seen.get(text)
    if (!there) {
      if (seen.size >= countedAtMost) seen.clear()
      seen.set(text, { count: 1, name: `u${createHash('sha256').update(text).digest('hex').slice(0, 32)}` })
      return undefined
    }
    there.count += 1
    return there.count > preparedAfter ? there.name : undefined
  }
  return class PreparingClient extends Client {
    // The driver's own signature is a union of nine; what comes here is a text with its values, or something else whole.
    override query(...given: unknown[]): never {
      const [text, values] = given
      const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined
      const config: unknown = name === undefined ? text : { name, text, values }
      return super.query(...([config, ...given.slice(1)] as [never]))
    }
  }
}
