import type { Journal } from './journal.ts'

/** Work that repeats until stopped. */
export type Repeating = {
  /** Begins no further round and waits for the one in hand. */
  readonly stop: () => Promise<void>
}

/**
 * Does `work` at once and then `milliseconds` after each round's beginning; a round that takes longer delays the next,
 * so that two never run side by side. Trouble is told to the journal once, not every round, until a round succeeds.
 */
export function every(milliseconds: number, journal: Journal, work: () => Promise<void>): Repeating {
  let stopped = false
  let well = true
  let timer: NodeJS.Timeout | undefined
  const round = async (): Promise<void> => {
    const begun = performance.now()
    try {
      await work()
      well = true
    } catch (error) {
      if (well && !stopped) journal.fault(error)
      well = false
    }
    if (stopped) return
    timer = setTimeout(() => void (running = round()), Math.max(0, milliseconds - (performance.now() - begun)))
  }
  let running = round()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
