import type { KeptMail, Vault } from '#platform'
import type { ConfirmOutcome, ConfirmWish, Wish, WishOutcome } from '#signatures'

/** What the pages of signing are given. */
export type SigningMeans = {
  /** Keeps a wish; answered once it is committed. `busy`: the queue is full, and nothing was kept. */
  readonly wish: (wish: Wish) => Promise<WishOutcome | 'busy'>
  readonly confirm: (wish: ConfirmWish) => Promise<ConfirmOutcome | 'busy'>
  readonly vault: Vault
  /** Seconds until a mail that is left now is handed over. */
  readonly mailDelaySeconds: () => number
  /** Tells the mailer that a mail was left. */
  readonly wakeMailer: () => void
  /** Shown to everybody who reaches the server: only while that is its operator alone. */
  readonly devMailbox?: { readonly mails: () => readonly KeptMail[] }
}

/** Days after which what was erased is gone from the last backup, as docs/operating/backup.md tells operators to keep them. */
export const backupDays = 30
