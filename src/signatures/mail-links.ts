/** Where links of mails lead: absolute addresses, made of the link's secret part by whoever owns the addresses. */
export type MailLinks = {
  readonly confirm: (link: string) => string
  readonly notMe: (link: string) => string
  readonly signed: (link: string) => string
  readonly unsubscribe: (link: string) => string
}
