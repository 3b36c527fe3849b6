/** Where links of mails lead: absolute addresses, made of the link's secret part by whoever owns the addresses. */
export type SignOnMailLinks = {
  /** To sign on: `/join/LINK`. */
  readonly gather: (link: string) => string
  /** A representative's own page: `/sign-on/LINK`. */
  readonly signOn: (link: string) => string
}
