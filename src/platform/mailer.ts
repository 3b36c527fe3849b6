import type { Database, Tx } from './database/database.ts'
import type { Journal } from './journal.ts'
import type { DueMail } from './mail-queue.ts'
import type { ComposedMail, MailIds, MailTransport, MailVault } from './mail/mail.ts'

/**
 * Makes the mails of some notes of one kind, in their order. `undefined`: no longer to be sent (its row goes);
 * `'later'`: not ready, ask again in a second. May write in tx, which commits before any of them is sent; a mail that
 * is tried again is made again, with `composedBefore`. One that throws is asked again for each note alone.
 */
export type Composer = (
  tx: Tx,
  notes: readonly DueMail[],
  at: Date,
) => Promise<readonly (ComposedMail | 'later' | undefined)[]>

/** Composers by the kind of mail. */
export type Composers = Readonly<Record<string, Composer>>

/** A mail that will never arrive: refused by the other server, or tried in vain for three days (`expired`). */
export type RefusedMail = { readonly kind: string; readonly ids: MailIds; readonly code: string }

/** What a mailer works with. */
export type MailerOptions = {
  readonly database: Database
  readonly transport: MailTransport
  readonly composers: Composers
  readonly vault: MailVault
  readonly journal: Journal
  /** Mails a second that this process hands over at most. */
  readonly perSecond: number
  readonly now: () => Date
  /** Told in the transaction in which the mail's row goes. */
  readonly onRefused?: (tx: Tx, mails: readonly RefusedMail[]) => Promise<void>
}

/** A working mailer. */
export type Mailer = {
  /** Something was just committed: look now rather than at the next poll (at most 500 ms away). */
  readonly wake: () => void
  /** Takes no more, waits for the mails in hand (at most 10 s), puts the rest back and ends the transport. */
  readonly stop: () => Promise<void>
  /** How many seconds a mail left now will wait, as measured at most a second ago; 0 when nothing waits. */
  readonly delaySeconds: () => number
}

/** Sends mails until stopped. Any number of processes share one queue; one that is killed leaves its mails to the others. */
export function startMailer(_options: MailerOptions): Mailer {
  return { wake: () => {}, stop: async () => {}, delaySeconds: () => 0 }
}
