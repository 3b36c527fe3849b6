import type { Vault } from '#platform'

/** What the pages for organizers are given. */
export type AccountMeans = {
  readonly vault: Vault
  /** Seconds until a mail that is left now is handed over; infinite on a server that cannot send any. */
  readonly mailDelaySeconds: () => number
  /** Tells the mailer that a mail was left. */
  readonly wakeMailer: () => void
}
