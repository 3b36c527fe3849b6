import { evidencePulses } from '#evidence'
import { sealedSizes } from '#ledger'
import { campaignPulses } from '#letters'
import { dailySubject, every, type Database, type Journal, type PageShelf, type Tx, type Repeating } from '#platform'

/** The longest time a page may show what is no longer so, in milliseconds. */
const everyMilliseconds = 1000

/**
 * Drops stored pages of campaigns whose public facts changed, whoever changed them: this process, another one, or
 * the clock that ended an embargo. Pages whose numbers moved are built anew while the old ones go on being shown;
 * while the database is away pages stay.
 */
export function watchPages(means: {
  readonly database: Database
  readonly shelf: PageShelf
  readonly journal: Journal
  readonly now: () => Date
}): Repeating {
  const { database, shelf, journal, now } = means
  let last: Pulse = { facts: new Map(), days: new Map(), counts: new Map() }
  return every(everyMilliseconds, journal, async () => {
    const pulse = await database.read((tx) => takePulse(tx, now()))
    const facts = differing(pulse.facts, last.facts)
    const counts = differing(pulse.counts, last.counts)
    // Pages of everything change with any campaign.
    if (facts.size > 0) shelf.forget(facts.add('*'))
    const days = differing(pulse.days, last.days)
    if (days.size > 0) shelf.forget(dailyOf(days))
    if (counts.size > 0) shelf.renew(counts.add('*'))
    last = pulse
  })
}

/** What pages were built from, by slug of the campaign: its facts, the day, and how far its log is sealed. */
type Pulse = {
  readonly facts: ReadonlyMap<string, string>
  readonly days: ReadonlyMap<string, string>
  readonly counts: ReadonlyMap<string, number>
}

const dailyOf = (campaigns: ReadonlySet<string>): Set<string> => new Set([...campaigns].map(dailySubject))

async function takePulse(tx: Tx, at: Date): Promise<Pulse> {
  const campaigns = await campaignPulses(tx, at)
  const evidence = await evidencePulses(tx)
  const sizes = await sealedSizes(tx)
  return {
    facts: new Map(campaigns.map(({ id, slug, facts }) => [slug, `${facts}.${evidence.get(id) ?? ''}`])),
    days: new Map(campaigns.map(({ slug, day }) => [slug, day])),
    counts: new Map(campaigns.map(({ slug, id }) => [slug, sizes.get(id) ?? 0])),
  }
}

function differing<Value>(one: ReadonlyMap<string, Value>, other: ReadonlyMap<string, Value>): Set<string> {
  return new Set([...one, ...other].map(([slug]) => slug).filter((slug) => one.get(slug) !== other.get(slug)))
}
