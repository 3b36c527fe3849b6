import { setTimeout as wait } from 'node:timers/promises'
import { DatabaseError } from 'pg'
import { isConnectionLost } from './database/database.ts'

/** A queue in front of the database: what comes while a commit is under way shares the next one. */
export type GroupCommit<Item, Outcome> = {
  /**
   * Settles with the item's outcome once its batch is committed; `busy` at once when the queue is full: nothing was
   * done. Rejects when the item's run threw.
   */
  readonly submit: (item: Item) => Promise<Outcome | 'busy'>
  /** Items that wait or are in hand. */
  readonly waiting: () => number
  /** Settles when nothing waits and nothing is in hand. */
  readonly drain: () => Promise<void>
}

/** How much a {@link groupCommit} takes at once, and how long it waits. */
export type GroupOptions = {
  /** Batches in hand at once, usually 2: one is made while the other waits for the disk. */
  readonly slots?: number
  /** Most items of one batch, usually 1,000. */
  readonly most?: number
  /** Most items that wait, usually 20,000; more are told `busy`. */
  readonly longest?: number
  /** Milliseconds for which a batch is tried again while the database is away, usually 15,000. */
  readonly patienceMilliseconds?: number
}

type Waiting<Item, Outcome> = {
  readonly item: Item
  readonly settle: (outcome: Outcome) => void
  readonly refuse: (error: unknown) => void
}

/**
 * Group commit without a timer: a batch leaves as soon as a slot is free, so a lone item waits for nobody, and in a rush
 * one commit carries many. `run` answers for its items in their order; it must bear being run again with the same
 * items, since a batch whose connection broke is (its commit may have come through), also after 40001 and 40P01. A batch
 * that fails otherwise is split in halves, so that a bad item fails alone; a database that is full fails at once.
 */
export function groupCommit<Item, Outcome>(
  run: (items: readonly Item[]) => Promise<readonly Outcome[]>,
  options: GroupOptions = {},
): GroupCommit<Item, Outcome> {
  const { slots = 2, most = 1000, longest = 20_000, patienceMilliseconds = 15_000 } = options
  let queue: Waiting<Item, Outcome>[] = []
  let batches = 0
  let inHand = 0
  let isWaking = false
  let idle: (() => void)[] = []

  function wake(): void {
    if (isWaking) return
    isWaking = true
    // After everything that has arrived by now: requests read in one round go into one batch.
    setImmediate(() => {
      isWaking = false
      while (batches < slots && queue.length > 0) void flush()
    })
  }

  async function flush(): Promise<void> {
    const batch = queue.slice(0, most)
    queue = queue.slice(most)
    batches += 1
    inHand += batch.length
    await settle(batch)
    batches -= 1
    inHand -= batch.length
    if (queue.length > 0) return wake()
    if (batches > 0) return
    for (const tell of idle) tell()
    idle = []
  }

  async function settle(batch: readonly Waiting<Item, Outcome>[]): Promise<void> {
    try {
      const outcomes = await patiently(() => run(batch.map(({ item }) => item)), patienceMilliseconds)
      batch.forEach(({ settle: tell, refuse }, i) => {
        const outcome = outcomes[i]
        // An outcome may be anything but absent.
        if (outcome === undefined) refuse(new Error('A batch gave fewer outcomes than it had items.'))
        else tell(outcome)
      })
    } catch (error) {
      if (batch.length === 1 || isTrouble(error)) return batch.forEach(({ refuse }) => refuse(error))
      const middle = Math.ceil(batch.length / 2)
      await settle(batch.slice(0, middle))
      await settle(batch.slice(middle))
    }
  }

  return {
    submit: (item) =>
      new Promise((resolve, reject) => {
        if (queue.length >= longest) return resolve('busy')
        queue.push({ item, settle: resolve, refuse: reject })
        if (batches < slots) wake()
      }),
    waiting: () => queue.length + inHand,
    drain: async () => {
      if (queue.length === 0 && batches === 0) return
      await new Promise<void>((resolve) => idle.push(resolve))
    },
  }
}

/** Runs again after a pause, a little longer each time, while the database is away or asks for it. */
async function patiently<T>(run: () => Promise<T>, patienceMilliseconds: number): Promise<T> {
  let pause = 20
  for (let waited = 0; ; waited += pause) {
    try {
      return await run()
    } catch (error) {
      if (waited >= patienceMilliseconds || !(isConnectionLost(error) || asksForMore(error))) throw error
    }
    pause = Math.min(pause * 2, 500)
    await wait(pause)
  }
}

function asksForMore(error: unknown): boolean {
  return error instanceof DatabaseError && ['40001', '40P01'].includes(error.code ?? '')
}

/** No item's fault: the database went away for good, or has no room (class 53) or no disk (58). Halves would fare no better. */
function isTrouble(error: unknown): boolean {
  return isConnectionLost(error) || (error instanceof DatabaseError && /^(?:53|58|XX)/.test(error.code ?? ''))
}
