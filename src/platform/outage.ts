import { Fault, type Means } from '#kernel'
import { isConnectionLost, type Database } from './database/database.ts'
import type { Journal } from './journal.ts'

/** A database and a journal that tell an absence of the database as one event, however many ask meanwhile. */
export type Outages = {
  readonly database: Database
  readonly journal: Journal
  /** Watches work that asks the same database elsewhere, in a thread beside, as if it had been asked here. */
  readonly watch: <T>(work: () => Promise<T>) => Promise<T>
  /** {@link Journal.fault} for what came of another connection to the same database. */
  readonly fault: Journal['fault']
}

type Outage = { readonly reference: string; readonly since: number; failed: number }

/**
 * Watches a database. While it is away the first failure is noted, every visitor is given its reference, and when the
 * database answers again a second line says how many tries failed. A rush would else write a thousand lines a second,
 * on a disk that may be the reason. Faults of any other kind are noted as ever.
 */
export function tellOutages(means: Pick<Means, 'now'> & Pick<Outages, 'database' | 'journal'>): Outages {
  const { database, journal, now } = means
  // What this database threw: a mail server or a witness may refuse a connection with the same code.
  const lost = new WeakSet<Error>()
  let outage: Outage | undefined
  let failures = 0

  const watched = async <T>(work: () => Promise<T>): Promise<T> => {
    const before = failures
    try {
      const result = await work()
      // Another connection may have ended well what was begun before the others broke.
      if (outage && failures === before) end(outage)
      return result
    } catch (error) {
      if (error instanceof Error && isConnectionLost(error)) {
        lost.add(error)
        failures += 1
      }
      throw error
    }
  }
  const end = ({ reference, since, failed }: Outage) => {
    outage = undefined
    const seconds = Math.max(0, Math.round((now().getTime() - since) / 1000))
    const text = `The database answers again after ${seconds} s. Tries that failed meanwhile: ${failed}.`
    journal.note({ level: 'info', code: 'database-back', text, reference })
  }
  const tell = (thrown: unknown): string => {
    outage ??= {
      reference: journal.fault(new Fault('database-unreachable', 'The database does not answer.', { cause: thrown })),
      since: now().getTime(),
      failed: 0,
    }
    outage.failed += 1
    return outage.reference
  }
  const isOurs = (thrown: unknown): boolean =>
    thrown instanceof Error && (lost.has(thrown) || (thrown.cause !== undefined && isOurs(thrown.cause)))
  return {
    database: {
      ...database,
      transaction: (work) => watched(() => database.transaction(work)),
      read: (work) => watched(() => database.read(work)),
    },
    watch: watched,
    journal: { ...journal, fault: (thrown) => (isOurs(thrown) ? tell(thrown) : journal.fault(thrown)) },
    fault: (thrown) => (isConnectionLost(thrown) ? tell(thrown) : journal.fault(thrown)),
  }
}
