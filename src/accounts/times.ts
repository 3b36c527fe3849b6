const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How long what opens something lives, in milliseconds. */
export const livesOf = {
  /** The link that somebody asked for. */
  link: 20 * minute,
  /** The link that the first start prints. */
  first: day,
  invitation: 7 * day,
  /** The link in an invitation to somebody who has signed in before: it opens more than the invitation. */
  invitationToKnown: day,
  /** A session that nobody uses, and any session. */
  idleSession: 12 * hour,
  session: 14 * day,
  /** What a passkey is asked to sign. */
  challenge: 5 * minute,
} as const

/** How often the use of a session is written down: it may end as much earlier. */
export const noteUseAfter = 5 * minute

/** At most so many mails with a link to sign in within so long, to one address. */
export const linkCap = { mails: 3, within: 10 * minute } as const

/** At most so many invitations by organizers within so long, to one address. */
export const invitationCap = { mails: 3, within: day } as const

/** A moment some milliseconds after another, or before it. */
export const later = (at: Date, milliseconds: number): Date => new Date(at.getTime() + milliseconds)
