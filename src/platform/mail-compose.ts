import { Fault } from '#kernel'
import type { Database, Tx } from './database/database.ts'
import { dropMails, putBackMails, takeMails, type DueMail, type PutBack, type Taking } from './mail-queue.ts'
import type { ComposedMail } from './mail/mail.ts'

/**
 * Makes the mails of some notes of one kind, in their order. `undefined`: no longer to be sent (its row goes);
 * `'later'`: not ready, ask again in a second. May write in tx, which commits before any of them is sent. A mail that
 * is tried again is made again, with `composedBefore`. When it throws, the notes are handed to it one by one.
 */
export type Composer = (
  tx: Tx,
  notes: readonly DueMail[],
  at: Date,
) => Promise<readonly (ComposedMail | 'later' | undefined)[]>

/** Composers by the kind of mail. */
export type Composers = Readonly<Record<string, Composer>>

/** A mail in hand: taken, made, and not yet told of. */
export type ReadyMail = { readonly due: DueMail; readonly mail: ComposedMail }

/** What came of a take: how many were due (fewer than asked for: no more are), and those that are to be sent. */
export type Take = { readonly taken: number; readonly ready: readonly ReadyMail[] }

/** Takes due mails and has them made. Never throws for a composer: a mail that cannot be made waits, and the others go. */
export type TakeMails = (taking: Taking) => Promise<Take>

/** A mail that its composer cannot make is tried again after as many seconds, doubled each time up to an hour. */
const unmadeSeconds = 30

export function mailTaker(database: Database, composers: Composers, onTrouble: (thrown: unknown) => void): TakeMails {
  // After a take that failed its mails are taken one by one, so that one that cannot be made stops nobody else.
  let oneByOne = 0
  return async (taking) => {
    const limit = oneByOne > 0 ? 1 : taking.limit
    let due: readonly DueMail[] = []
    try {
      const take = await database.transaction(async (tx) => {
        due = await takeMails(tx, { ...taking, limit })
        return { taken: due.length, ready: await composeAll(tx, due, composers, taking.at) }
      })
      oneByOne = Math.max(0, oneByOne - 1)
      return oneByOne > 0 ? { ...take, taken: taking.limit } : take
    } catch (thrown) {
      if (due.length === 0) throw thrown
      onTrouble(thrown)
      const [only] = due
      oneByOne = due.length > 1 ? due.length : oneByOne - 1
      if (only && due.length === 1) await database.transaction((tx) => putBackMails(tx, [unmade(only, taking.at)]))
      return { taken: taking.limit, ready: [] }
    }
  }
}

function unmade(due: DueMail, at: Date): PutBack {
  const seconds = Math.min(3600, unmadeSeconds * 2 ** Math.min(due.tries, 10))
  const nextAt = new Date(at.getTime() + seconds * 1000)
  return { ...due, nextAt, composed: due.composedBefore, tries: due.tries + 1, trouble: 'not-composed' }
}

async function composeAll(
  tx: Tx,
  due: readonly DueMail[],
  composers: Composers,
  at: Date,
): Promise<readonly ReadyMail[]> {
  const ready: ReadyMail[] = []
  const back: PutBack[] = []
  const gone: string[] = []
  for (const [kind, notes] of Map.groupBy(due, (one) => one.kind)) {
    // Left by a newer version of the program, which will also know how to make it.
    const composer = Object.hasOwn(composers, kind) ? composers[kind] : undefined
    const mails = (await composer?.(tx, notes, at)) ?? notes.map(() => 'unknown' as const)
    if (mails.length !== notes.length) throw new Fault('internal', `The composer of ${kind} left out a mail.`)
    for (const [index, one] of notes.entries()) {
      const mail = mails[index]
      if (mail === undefined) gone.push(one.id)
      else if (mail === 'unknown') back.push({ ...unmade(one, at), tries: one.tries })
      else if (mail === 'later') back.push(notReady(one, at))
      else ready.push({ due: one, mail })
    }
  }
  await dropMails(tx, gone)
  await putBackMails(tx, back)
  return ready.sort((a, b) => a.due.nextAt.getTime() - b.due.nextAt.getTime())
}

function notReady(due: DueMail, at: Date): PutBack {
  return { ...due, nextAt: new Date(at.getTime() + 1000), composed: due.composedBefore, trouble: null }
}
