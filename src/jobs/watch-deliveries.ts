import { declareAllSent, remindDueDeliveries } from '#delivery'
import type { Means } from '#kernel'
import { every, type Database, type Journal, type Repeating } from '#platform'

// Between an embargo that ends by the clock and the leaves of what was delivered under it.
const declareMilliseconds = 5000
// Dates are days: an hour's quarter is soon enough.
const remindMilliseconds = 900_000

type Watching = Means & { readonly database: Database; readonly journal: Journal }

/** Says in the logs what was delivered before strangers could read it, once they can, until stopped. */
export function declareDeliveries(means: Watching): Repeating {
  return every(declareMilliseconds, means.journal, () => declareAllSent(means.database, means))
}

/** Reminds organizers of days to follow up and of stated deadlines that are past, until stopped. */
export function remindOfAnswers(means: Watching): Repeating {
  return every(remindMilliseconds, means.journal, () => remindDueDeliveries(means.database, means))
}
