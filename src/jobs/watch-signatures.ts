import type { Means } from '#kernel'
import { every, type Database, type Journal, type Vault, type Repeating } from '#platform'
import { keepRetention, reviewSignatures, signingCampaigns } from '#signatures'

// A cluster is out of the count within two looks, half a minute; a minute is promised.
const lookMilliseconds = 15_000
const keepMilliseconds = 3_600_000
/** Batches of one hour: five million rows a day, without a long night. */
const mostBatches = 200

/** Gives visitors of the same process their turn. */
const pause = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

type Watching = Means & { readonly database: Database; readonly journal: Journal; readonly vault: Vault }

/** Reviews what was confirmed, every 15 s until stopped. Another process that does the same is no harm. */
export function watchSignatures(means: Watching): Repeating {
  const { database, journal, vault } = means
  return every(lookMilliseconds, journal, async () => {
    for (const campaign of await database.read((tx) => signingCampaigns(tx)))
      for (let more = true; more;) {
        const looked = await database.transaction((tx) => reviewSignatures(tx, campaign, vault, { ...means, pause }))
        if (looked.held > 0)
          journal.note({
            level: 'warning',
            code: 'signatures-held',
            text: `${looked.held} signatures were taken out of the count until a person has looked: undersigned review.`,
          })
        more = looked.more
      }
  })
}

/** Deletes what has been kept long enough, every hour until stopped. */
export function keepTime(means: Omit<Watching, 'vault'>): Repeating {
  const { database, journal } = means
  return every(keepMilliseconds, journal, async () => {
    for (let batch = 0; batch < mostBatches; batch += 1) {
      const kept = await database.transaction((tx) => keepRetention(tx, means))
      if (kept.kind === 'clock-doubted')
        journal.note({
          level: 'warning',
          code: 'clock-doubted',
          text: 'The clock has jumped, or the server was off for days: nothing is deleted until it has run for a day.',
        })
      if (kept.kind === 'clock-doubted' || !kept.more) return
    }
  })
}
