import { isConnectionLost, type Database, type Tx } from './database/database.ts'
import { dropMails, keepMails, putBackMails, type PutBack } from './mail-queue.ts'
import type { HandOverRecord, MailIds } from './mail/mail.ts'

/** A mail that will never arrive: refused by the other server, or tried in vain for three days (`expired`). */
export type RefusedMail = { readonly kind: string; readonly ids: MailIds; readonly code: string }

/** What became of one attempt to hand a mail over. */
export type MailNews = {
  readonly id: string
  readonly kind: string
  readonly ids: MailIds
  readonly at: Date
  /**
   * `accepted`: the server has it. `waits`: not now, and surely not taken. `untried`: it was composed and never handed
   * over. `in-doubt`: all of it was sent and no answer came; it is tried once more. `given-up-in-doubt`: that happened
   * again, and it is not tried any more. `refused`: never.
   */
  readonly became: 'accepted' | 'waits' | 'untried' | 'in-doubt' | 'given-up-in-doubt' | 'refused'
  /** The server's (`550 5.1.1`) or the system's (`ECONNREFUSED`); absent where it was accepted or untried. */
  readonly code: string | undefined
  /** When it is tried again; absent where it is not. */
  readonly nextAt: Date | undefined
  /** What was said, for a mail that asked for it. */
  readonly record: HandOverRecord | undefined
}

/**
 * Is told what became of a mail, in the transaction in which the queue is. When it fails three times the mail goes back
 * to the queue for an hour, accepted or not: the composer of its kind has to know by itself what may not be sent again.
 */
export type Settler = (tx: Tx, news: MailNews) => Promise<void>

/** Settlers by the kind of mail; most kinds need none. */
export type Settlers = Readonly<Record<string, Settler>>

/** What the queue is to be told of one mail. */
export type Settled = { readonly id: string; readonly news: MailNews } & (
  | {
      readonly kind: 'done'
      /** Where it waits when whoever is to be told of it fails. */
      readonly back: PutBack
    }
  | { readonly kind: 'back'; readonly back: PutBack }
  | { readonly kind: 'refused'; readonly refused: RefusedMail; readonly back: PutBack }
)

/** Tells the queue what became of mails: all that came up while the last telling was under way, in one transaction. */
export type Settling = {
  readonly settle: (settled: Settled) => void
  /** Lengthens the lease of the mails in hand; between tellings, never across one. */
  readonly keep: (ids: () => readonly string[], leaseUntil: () => Date) => Promise<void>
  /** Resolves when everything is told. */
  readonly finished: () => Promise<void>
}

/** A mail whose refusal nobody takes must not hold the news of all others: from this attempt on it goes back to the queue. */
const attemptsToRefuse = 3

const untold = ({ id, news, back }: Settled): Settled => ({ id, news, kind: 'back', back })

type Options = {
  readonly database: Database
  readonly settlers: Settlers
  readonly onRefused: (tx: Tx, mails: readonly RefusedMail[]) => Promise<void>
  readonly onTrouble: (thrown: unknown) => void
  readonly afterwards: (ids: readonly string[]) => void
}

export function openSettling({ database, settlers, onRefused, onTrouble, afterwards }: Options): Settling {
  const settlerOf = ({ news: { kind } }: Settled) => (Object.hasOwn(settlers, kind) ? settlers[kind] : undefined)
  /** Its own transaction: whoever is told of one mail must not keep the others waiting, nor wait for their locks. */
  const tellSettler = async (settled: Settled, settler: Settler) => {
    for (let failures = 0, told = false; !told;) {
      const isUntold = failures >= attemptsToRefuse
      told = await database
        .transaction(async (tx) => {
          await tellQueue(tx, [isUntold ? untold(settled) : settled], async () => {})
          if (!isUntold) await settler(tx, settled.news)
        })
        .then(() => true)
        .catch(async (thrown: unknown) => {
          onTrouble(thrown)
          if (!isConnectionLost(thrown)) failures += 1
          await pauseASecond()
          return false
        })
    }
    afterwards([settled.id])
  }
  let waiting: Settled[] = []
  let running: Promise<void> | undefined
  const tell = async () => {
    while (waiting.length > 0) {
      const [own, others] = [waiting.filter(settlerOf), waiting.filter((one) => !settlerOf(one))]
      waiting = []
      let batch: readonly Settled[] = others
      // An accepted mail whose row stays would be sent twice: nothing is more urgent than to tell this, however long it takes.
      let told = batch.length === 0
      for (let attempt = 1; !told; attempt += 1) {
        if (attempt > attemptsToRefuse) batch = batch.map((one) => (one.kind === 'refused' ? untold(one) : one))
        told = await database
          .transaction((tx) => tellQueue(tx, batch, onRefused))
          .then(() => true)
          .catch(async (thrown: unknown) => (onTrouble(thrown), await pauseASecond(), false))
      }
      if (batch.length > 0) afterwards(batch.map(({ id }) => id))
      for (const one of own) {
        const settler = settlerOf(one)
        if (settler) await tellSettler(one, settler)
      }
    }
  }
  const run = (work: () => Promise<void>): Promise<void> => {
    const next = (running ?? Promise.resolve()).then(work)
    running = next
    return next
  }
  return {
    settle: (settled) => {
      waiting.push(settled)
      if (waiting.length === 1) void run(tell)
    },
    keep: (ids, leaseUntil) =>
      run(async () => {
        if (ids().length > 0) await database.transaction((tx) => keepMails(tx, ids(), leaseUntil())).catch(onTrouble)
      }),
    finished: () => run(async () => {}),
  }
}

async function tellQueue(tx: Tx, batch: readonly Settled[], onRefused: Options['onRefused']): Promise<void> {
  const refused = batch.flatMap((one) => (one.kind === 'refused' ? [one.refused] : []))
  await dropMails(
    tx,
    batch.flatMap((one) => (one.kind === 'back' ? [] : [one.id])),
  )
  await putBackMails(
    tx,
    batch.flatMap((one) => (one.kind === 'back' ? [one.back] : [])),
  )
  if (refused.length > 0) await onRefused(tx, refused)
}

async function pauseASecond(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1000))
}
