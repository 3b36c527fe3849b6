/** Whether the mail server is worth asking, judged by its last answers. Times are milliseconds of a clock that never jumps. */
export type Health = {
  readonly accepted: (at: number) => void
  /** It could not be reached, or is unwilling as a whole. */
  readonly troubled: (at: number) => void
  /**
   * It refused one mail for good. @returns whether to believe it: while it accepts others. A server that refuses
   * everything is set up wrong, and that must not cost the queue.
   */
  readonly refused: (at: number) => boolean
  /** How many mails to try now: as many as one likes, one to see whether it recovered, or none. */
  readonly allows: (at: number) => 'all' | 'one' | 'none'
  /** Since when nothing was accepted, while it is in trouble. */
  readonly troubledSince: () => number | undefined
}

const troublesBeforePause = 3
const refusalsBeforeDoubt = 5
const believedForMilliseconds = 600_000

/** @param pauseSeconds how long a server in trouble is left alone: at first, and at most after doubling each time. */
export function openHealth([first, longest]: readonly [number, number]): Health {
  let troubles = 0
  let refusals = 0
  let since: number | undefined
  let lastAccepted: number | undefined
  let pausedUntil: number | undefined
  let nextPause = first * 1000
  const troubled = (at: number) => {
    troubles += 1
    since ??= at
    if (troubles < troublesBeforePause) return
    // Several mails were under way when the pause began; their trouble is the same trouble.
    if (pausedUntil !== undefined && at < pausedUntil) return
    pausedUntil = at + nextPause
    nextPause = Math.min(longest * 1000, nextPause * 2)
  }
  return {
    troubled,
    accepted: (at) => {
      troubles = 0
      refusals = 0
      since = undefined
      pausedUntil = undefined
      nextPause = first * 1000
      lastAccepted = at
    },
    refused: (at) => {
      refusals += 1
      const fresh = lastAccepted !== undefined && at - lastAccepted < believedForMilliseconds
      if (fresh && refusals < refusalsBeforeDoubt) return true
      troubled(at)
      return false
    },
    allows: (at) => (pausedUntil === undefined ? 'all' : at < pausedUntil ? 'none' : 'one'),
    troubledSince: () => (pausedUntil === undefined ? undefined : since),
  }
}
