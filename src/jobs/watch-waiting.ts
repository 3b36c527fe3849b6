import type { Means } from '#kernel'
import { every, type Database, type Journal, type Repeating } from '#platform'
import { tellOrganizers } from '#responses'

// Soon enough for whoever is to answer, and what comes in a flood is at most so many mails a day as there are such spans.
const tellMilliseconds = 600_000

/** Tells organizers of replies that wait, alarms about sources and letters that came back, until stopped. */
export function tellOrganizersByClock(
  means: Means & { readonly database: Database; readonly journal: Journal },
): Repeating {
  return every(tellMilliseconds, means.journal, () => tellOrganizers(means.database, means))
}
