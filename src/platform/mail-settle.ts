import type { Database, Tx } from './database/database.ts'
import { dropMails, keepMails, putBackMails, type PutBack } from './mail-queue.ts'
import type { MailIds } from './mail/mail.ts'

/** A mail that will never arrive: refused by the other server, or tried in vain for three days (`expired`). */
export type RefusedMail = { readonly kind: string; readonly ids: MailIds; readonly code: string }

/** What the queue is to be told of one mail. */
export type Settled =
  | { readonly id: string; readonly kind: 'done' }
  | { readonly id: string; readonly kind: 'back'; readonly back: PutBack }
  | {
      readonly id: string
      readonly kind: 'refused'
      readonly refused: RefusedMail
      /** Where it waits when whoever is to be told of it fails. */
      readonly back: PutBack
    }

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

const untold = (settled: Settled): Settled =>
  settled.kind === 'refused' ? { id: settled.id, kind: 'back', back: settled.back } : settled

type Options = {
  readonly database: Database
  readonly onRefused: (tx: Tx, mails: readonly RefusedMail[]) => Promise<void>
  readonly onTrouble: (thrown: unknown) => void
  readonly afterwards: (ids: readonly string[]) => void
}

export function openSettling({ database, onRefused, onTrouble, afterwards }: Options): Settling {
  let waiting: Settled[] = []
  let running: Promise<void> | undefined
  const tell = async () => {
    while (waiting.length > 0) {
      let batch = waiting
      waiting = []
      // An accepted mail whose row stays would be sent twice: nothing is more urgent than to tell this, however long it takes.
      let told = false
      for (let attempt = 1; !told; attempt += 1) {
        if (attempt > attemptsToRefuse) batch = batch.map(untold)
        told = await database
          .transaction((tx) => tellQueue(tx, batch, onRefused))
          .then(() => true)
          .catch(async (thrown: unknown) => (onTrouble(thrown), await pauseASecond(), false))
      }
      afterwards(batch.map(({ id }) => id))
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
