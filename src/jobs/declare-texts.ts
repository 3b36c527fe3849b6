import type { Means } from '#kernel'
import { logAllOpenVersions } from '#letters'
import { every, type Database, type Journal, type Repeating } from '#platform'

// Until it is declared nobody's signature on it is taken, so no longer than anybody needs to read the mail.
const declareMilliseconds = 500

/**
 * Declares in the logs, until stopped, the texts whose embargo the clock has ended. A clock of its own: trouble with
 * one campaign's texts must not keep any log from being sealed.
 */
export function declareTexts(
  means: Pick<Means, 'now'> & { readonly database: Database; readonly journal: Journal },
): Repeating {
  return every(declareMilliseconds, means.journal, () => logAllOpenVersions(means.database, means.now))
}
