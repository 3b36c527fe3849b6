import type { DnsAsk, SiteFile, Vault } from '#platform'

/** What the pages for representatives are given. */
export type RepresentMeans = {
  readonly vault: Vault
  /** Seconds until a mail that is left now is handed over; infinite on a server that cannot send any. */
  readonly mailDelaySeconds: () => number
  /** Tells the mailer that a mail was left. */
  readonly wakeMailer: () => void
  /** Where mails go that prove; absent on a server that takes none in. */
  readonly inbox?: string
  /** Asks the DNS, where records prove. */
  readonly ask: DnsAsk
  /** Fetches the small file from an organization's site. */
  readonly fetchFile: (address: string) => Promise<SiteFile>
}
