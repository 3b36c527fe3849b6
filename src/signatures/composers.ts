import type { Vault } from '#platform'

/** Where links of mails lead: absolute addresses, made of the link's secret part by whoever owns the addresses. */
export type MailLinks = {
  readonly confirm: (link: string) => string
  readonly notMe: (link: string) => string
  readonly signed: (link: string) => string
  readonly unsubscribe: (link: string) => string
}

/** The mails of this room by kind: `signatures.confirm` and `signatures.receipt`. */
export function composers(_vault: Vault, _links: MailLinks): Readonly<Record<string, never>> {
  return {}
}
