import type { KeptMail, Vault } from '#platform'
import type { SigningDesk } from '#signatures'

/** What the pages of signing are given. */
export type SigningMeans = Pick<SigningDesk, 'wish' | 'confirm'> & {
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
