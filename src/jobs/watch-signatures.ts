import { keepAccounts } from '#accounts'
import { keepProposals } from '#intake'
import type { Means } from '#kernel'
import { keepSignOns } from '#organizations'
import { every, tryEach, type Database, type Journal, type Vault, type Repeating } from '#platform'
import { continueLeft, keepRetention, leftReviews, reviewSignatures, signingCampaigns } from '#signatures'

// A cluster is out of the count within two looks, half a minute; a minute is promised.
const lookMilliseconds = 15_000
const keepMilliseconds = 3_600_000
/** Batches of one hour: nearly five million rows a day. */
const mostBatches = 200

type Watching = Means & { readonly database: Database; readonly journal: Journal; readonly vault: Vault }

/** Gives visitors of the same process their turn. */
const pause = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

/** Reviews what was confirmed, every 15 s until stopped. Another process that does the same is no harm. */
export function watchSignatures(means: Watching): Repeating {
  const { database, journal, vault } = means
  return everyUntil(lookMilliseconds, journal, async (isStopped) => {
    // Trouble with one campaign must not leave all others without a review.
    await tryEach(await database.read((tx) => signingCampaigns(tx)), async (campaign) => {
      for (let more = true; more && !isStopped();) {
        const looked = await database.transaction((tx) => reviewSignatures(tx, campaign, vault, { ...means, pause }))
        if (looked.held > 0)
          journal.note({
            level: 'warning',
            code: 'signatures-held',
            text: `${looked.held} signatures are out of the count until a person has looked at them (undersigned review).`,
          })
        more = looked.more
      }
    })
  })
}

// Whoever pressed the button looks on.
const continueMilliseconds = 1000

/** Does what organizers left to be done to many signatures, batch by batch, a second after they did at most. */
export function continueReviews(means: Watching): Repeating {
  const { database, journal, vault } = means
  return everyUntil(continueMilliseconds, journal, async (isStopped) => {
    // Trouble with one must not leave all others undone.
    await tryEach(await database.read(leftReviews), async (left) => {
      while (!isStopped() && (await database.transaction((tx) => continueLeft(tx, left, vault, means)))) await pause()
    })
  })
}

/** Deletes what has been kept long enough, every hour until stopped. */
export function keepTime(means: Omit<Watching, 'vault'>): Repeating {
  const { database, journal } = means
  return everyUntil(keepMilliseconds, journal, async (isStopped) => {
    for (let batch = 0; batch < mostBatches && !isStopped(); batch += 1) {
      const kept = await database.transaction((tx) => keepRetention(tx, means))
      if (kept.kind === 'clock-doubted')
        journal.note({
          level: 'warning',
          code: 'clock-doubted',
          text: 'The clock jumped, or the server was off for days: nothing is deleted until it has run for a day.',
        })
      if (kept.kind === 'clock-doubted') return
      // By the same clock, once that is trusted.
      const accounts = await database.transaction((tx) => keepAccounts(tx, means))
      const signOns = await database.transaction((tx) => keepSignOns(tx, means))
      const read = await database.transaction((tx) => keepProposals(tx, means))
      if (!kept.more && !accounts.more && !signOns.more && !read.more) return
    }
  })
}

/** {@link every} for rounds of many batches: stopping ends a round after the batch in hand. */
function everyUntil(
  milliseconds: number,
  journal: Journal,
  work: (isStopped: () => boolean) => Promise<void>,
): Repeating {
  let stopped = false
  const repeating = every(milliseconds, journal, () => work(() => stopped))
  return {
    stop: () => {
      stopped = true
      return repeating.stop()
    },
  }
}
