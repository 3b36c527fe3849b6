import type { Means } from '#kernel'
import { keepHeads, sealLogs, type LogKeys } from '#ledger'
import { every, type Database, type Journal, type KeptText, type Repeating } from '#platform'

// A checkpoint covers what was committed up to a second before; asked twice as often, it is never late by more.
const sealMilliseconds = 500

/**
 * Seals every log that has grown, about once a second, until stopped; and writes down outside the database how far, so
 * that a start on an older state is noticed.
 */
export function keepLogs(
  means: Pick<Means, 'now'> & {
    readonly database: Database
    readonly journal: Journal
    readonly keys: LogKeys
    readonly heads: KeptText
  },
): Repeating {
  const { database, journal, keys, heads } = means
  return every(sealMilliseconds, journal, async () => {
    const sealed = await sealLogs(database, keys, means)
    if (sealed.length > 0) await keepHeads(database, heads)
  })
}
