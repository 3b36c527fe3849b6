import type { Means } from '#kernel'
import { startMailer, type Database, type Journal, type Mailer, type MailTransport, type Vault } from '#platform'
import { composers, stopMails, type MailLinks, type ReceiptMeans } from '#signatures'

/** Sends the mails that any room left, until stopped. */
export function startMails(
  means: Pick<Means, 'now'> & {
    readonly database: Database
    readonly journal: Journal
    readonly vault: Vault
    readonly transport: MailTransport
    readonly perSecond: number
    /** Where the links in mails lead. */
    readonly links: MailLinks
    readonly policyFor: ReceiptMeans['policyFor']
  },
): Mailer {
  const { links, policyFor, ...more } = means
  return startMailer({
    ...more,
    composers: composers(means.vault, links, policyFor),
    // What only came too late says nothing about the address.
    onRefused: async (tx, mails) =>
      stopMails(
        tx,
        mails.filter(({ code }) => code !== 'expired'),
        means,
      ),
  })
}
