import type { Means } from '#kernel'
import { sealLogs, type LogKeys } from '#ledger'
import { logAllOpenVersions } from '#letters'
import type { Database, Journal } from '#platform'
import { every, type Repeating } from './every.ts'

// A checkpoint covers what was committed up to a second before; asked twice as often, it is never late by more.
const sealMilliseconds = 500

/**
 * Declares texts whose embargo has ended and seals every log that has grown, about once a second, until stopped.
 */
export function keepLogs(
  means: Pick<Means, 'now'> & { readonly database: Database; readonly journal: Journal; readonly keys: LogKeys },
): Repeating {
  const { database, journal, keys } = means
  return every(sealMilliseconds, journal, async () => {
    await logAllOpenVersions(database, means.now)
    await sealLogs(database, keys, means)
  })
}
