import type { Means } from '#kernel'
import { remindDueSignOns, settleDueSignOns } from '#organizations'
import { every, type Database, type Journal, type Repeating, type Vault } from '#platform'

// Between an embargo that ends by the clock and the leaves of those who signed under it.
const settleMilliseconds = 2000
const remindMilliseconds = 600_000

type Settling = Means & { readonly database: Database; readonly journal: Journal; readonly vault: Vault }

/** Brings the logs in line with what sign-ons stand for wherever the clock or a rule changed that, until stopped. */
export function settleSignOnsByClock(means: Settling): Repeating {
  return every(settleMilliseconds, means.journal, () => settleDueSignOns(means.database, means))
}

/** Reminds representatives whose yes is awaited, and those who were asked as the deadline comes near, until stopped. */
export function remindByClock(means: Settling): Repeating {
  return every(remindMilliseconds, means.journal, () => remindDueSignOns(means.database, means))
}
