import { campaignPulse } from '#letters'
import type { Database, Journal, PageShelf } from '#platform'

/** The longest time a page may show what is no longer so, in milliseconds. */
const everyMilliseconds = 1000

/**
 * Drops stored pages of campaigns whose public facts changed, whoever changed them: this process, another one, or
 * the clock that ended an embargo.
 */
export function watchPages(means: {
  readonly database: Database
  readonly shelf: PageShelf
  readonly journal: Journal
  readonly now: () => Date
}): { readonly stop: () => void } {
  const { database, shelf, journal, now } = means
  let last: ReadonlyMap<string, string> = new Map()
  let well = true
  let looking = false

  const look = async () => {
    if (looking) return
    looking = true
    try {
      const pulse = await database.read((tx) => campaignPulse(tx, now()))
      const changed = new Set(
        [...pulse, ...last].map(([slug]) => slug).filter((slug) => pulse.get(slug) !== last.get(slug)),
      )
      // Pages of everything change with any campaign.
      if (changed.size > 0) shelf.forget(changed.add('*'))
      last = pulse
      well = true
    } catch (error) {
      // Said once, not every second: stored pages go on being served while the database is away.
      if (well) journal.fault(error)
      well = false
    } finally {
      looking = false
    }
  }
  const timer = setInterval(() => void look(), everyMilliseconds)
  void look()
  return { stop: () => clearInterval(timer) }
}
