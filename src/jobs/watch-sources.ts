import { checkDueSources, giveUpCaptures, type EvidenceMeans } from '#evidence'
import { every, type Database, type Journal, type Repeating } from '#platform'

const hourMilliseconds = 3_600_000
// A site sees us once a week for each page that is cited, and an alarm is a week late at most.
const watching = { days: 7, atMost: 200 } as const

/** Looks once a week whether what was quoted is still to be read where it was, a part of it every hour, until stopped. */
export function watchSources(
  database: Database,
  { journal, ...means }: EvidenceMeans & { readonly journal: Journal },
): Repeating {
  return every(hourMilliseconds, journal, async () => {
    await giveUpCaptures(database, means)
    await checkDueSources(database, watching, means)
  })
}
