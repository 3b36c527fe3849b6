import type { Means } from '#kernel'
import { every, type Database, type Journal, type Repeating } from '#platform'
import { remindOfPromises } from '#responses'

// Promises end by the day; an hour is soon enough.
const remindMilliseconds = 3_600_000

/** Reminds organizers of promises that end, or fall due, until stopped. */
export function remindOfPromisesByClock(
  means: Means & { readonly database: Database; readonly journal: Journal },
): Repeating {
  return every(remindMilliseconds, means.journal, () => remindOfPromises(means.database, means))
}
