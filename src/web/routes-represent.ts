import { pathOf as at } from './path-of.ts'

/** Paths of the pages for representatives of organizations, and for those whom they ask at home. */
export const representRoutes = {
  /** Where a personal or an open link leads: the texts, and the form to sign them. */
  join: (link: string) => at('join', link),
  /** The same, for a person who signs with an affiliation. */
  joinAsPerson: (link: string) => `${at('join', link)}?as=person`,
  joinLine: (link: string) => at('join', link, 'line'),
  joinSent: (link: string) => at('join', link, 'sent'),
  /** What is kept of whoever signs; the link alone leads to it, so that it can be read before the letter is public. */
  joinPrivacy: (link: string) => at('join', link, 'privacy'),
  signOnPrivacy: (link: string) => at('sign-on', link, 'privacy'),
  /** A representative's own page. */
  signOn: (link: string) => at('sign-on', link),
  confirmSignOn: (link: string) => at('sign-on', link, 'confirm'),
  renewSignOn: (link: string) => at('sign-on', link, 'renew'),
  proveSignOn: (link: string) => at('sign-on', link, 'proof'),
  lookForProof: (link: string) => at('sign-on', link, 'look'),
  askAtHome: (link: string) => at('sign-on', link, 'home'),
  setCarries: (link: string) => at('sign-on', link, 'corrections'),
  renameSignOn: (link: string) => at('sign-on', link, 'name'),
  handOver: (link: string) => at('sign-on', link, 'successor'),
  withdrawSignOn: (link: string) => at('sign-on', link, 'withdraw'),
  eraseSignOn: (link: string) => at('sign-on', link, 'erase'),
  signOnData: (link: string) => at('sign-on', link, 'data'),
  /** What board or counsel are given to read. */
  counsel: (link: string) => at('counsel', link),
  counselPrivacy: (link: string) => at('counsel', link, 'privacy'),
} as const

/** The same paths as patterns, for the router. */
export const representPatterns = {
  join: '/join/:link',
  joinLine: '/join/:link/line',
  joinSent: '/join/:link/sent',
  joinPrivacy: '/join/:link/privacy',
  signOnPrivacy: '/sign-on/:link/privacy',
  signOn: '/sign-on/:link',
  confirmSignOn: '/sign-on/:link/confirm',
  renewSignOn: '/sign-on/:link/renew',
  proveSignOn: '/sign-on/:link/proof',
  lookForProof: '/sign-on/:link/look',
  askAtHome: '/sign-on/:link/home',
  setCarries: '/sign-on/:link/corrections',
  renameSignOn: '/sign-on/:link/name',
  handOver: '/sign-on/:link/successor',
  withdrawSignOn: '/sign-on/:link/withdraw',
  eraseSignOn: '/sign-on/:link/erase',
  signOnData: '/sign-on/:link/data',
  counsel: '/counsel/:link',
  counselPrivacy: '/counsel/:link/privacy',
} as const

/** Where there are buttons and no page: whoever loads such an address again is sent to the page of the buttons. */
export const representOnlyPosted: readonly string[] = [
  representPatterns.confirmSignOn,
  representPatterns.renewSignOn,
  representPatterns.proveSignOn,
  representPatterns.lookForProof,
  representPatterns.askAtHome,
  representPatterns.setCarries,
  representPatterns.renameSignOn,
  representPatterns.handOver,
]

/** Where representatives, and those whom they ask, may post something. */
export const representPostable: readonly string[] = [
  representPatterns.join,
  representPatterns.joinLine,
  ...representOnlyPosted,
  representPatterns.withdrawSignOn,
  representPatterns.eraseSignOn,
  representPatterns.counsel,
]

/**
 * Whether a path is of the pages for representatives and those whom they ask. Unlike a letter that the public signs, none
 * of them has a crowd behind one address.
 */
export const isRepresentPath = (path: string): boolean => /^\/(?:join|sign-on|counsel)\//.test(path)

/** Whether a path makes us look at somebody else's server. */
export const isLookPath = (path: string): boolean => /^\/sign-on\/.*\/look$/.test(path)
