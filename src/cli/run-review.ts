import { cancelReviewBy, continueReview, type ReviewRun } from '#signatures'
import type { CommandMeans, ExitCode } from './command.ts'
import type { ReviewHouse } from './review-house.ts'

/**
 * Does a review batch by batch and says how far it is. Ctrl-C ends it after the batch in hand: each is a transaction
 * of its own, so that numbers, list and log agree wherever it stops.
 * @param of how many it is about, for the progress.
 */
export async function runReview(
  begun: ReviewRun,
  of: number,
  house: ReviewHouse,
  { terminal }: CommandMeans,
): Promise<ExitCode> {
  const { database, vault } = house
  let stopping = false
  const stop = (): void => void (stopping = true)
  process.on('SIGINT', stop)
  try {
    for (let run = begun; ;) {
      if (stopping) {
        await database.transaction((tx) => cancelReviewBy(tx, 'server', run, house))
        terminal.say(
          `Stopped: ${run.done.toLocaleString('en')} changed, the rest stay as they were. This is review ${run.review.number}.`,
        )
        return 1
      }
      const now = run
      const next = await database.transaction((tx) => continueReview(tx, now, vault, house))
      if (next === undefined) {
        terminal.say(`Done: ${run.done.toLocaleString('en')} changed. This is review ${run.review.number}.`)
        return 0
      }
      run = next
      if (run.done < of) terminal.say(`… ${run.done.toLocaleString('en')} of ${of.toLocaleString('en')}`)
    }
  } finally {
    process.off('SIGINT', stop)
  }
}
