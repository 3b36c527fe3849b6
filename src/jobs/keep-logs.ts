import type { Means } from '#kernel'
import { keepHeads, sealLogs, type LogKeys } from '#ledger'
import { every, type Database, type Journal, type KeptText, type Repeating } from '#platform'

// A checkpoint covers what was committed up to a second before; asked twice as often, it is never late by more.
const sealMilliseconds = 500

type Keeping = Pick<Means, 'now'> & {
  readonly database: Database
  readonly journal: Journal
  readonly keys: LogKeys
  readonly heads: KeptText
}

/**
 * Seals every log that has grown, about once a second, until stopped; and writes down outside the database how far, so
 * that a start on an older state is noticed.
 */
export function keepLogs(means: Keeping): Repeating {
  return every(sealMilliseconds, means.journal, () => sealOnce(means))
}

/** Seals what was left by who stopped, so that a log's files are there as soon as its pages. Trouble is only told. */
export async function sealAtStart(means: Keeping): Promise<void> {
  await sealOnce(means).catch(means.journal.fault)
}

async function sealOnce({ database, keys, heads, now }: Keeping): Promise<void> {
  const sealed = await sealLogs(database, keys, { now })
  if (sealed.length > 0) await keepHeads(database, heads)
}
