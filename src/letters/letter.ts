import type { Addressee, EditionId, EditionText, LetterId, PartialDate, RecipientId, VersionHash } from '#kernel'

/** How far a letter is open to strangers. Set by a person; an embargo ends by the clock (see `isPublic`). */
export type LetterState = 'draft' | 'private' | 'embargoed' | 'published' | 'closed'

/** Every state, spelled as in the database. */
export const letterStates: readonly LetterState[] = ['draft', 'private', 'embargoed', 'published', 'closed']

/** One text of a campaign; its editions are derived from `source`. */
export type Letter = {
  readonly id: LetterId
  readonly slug: string
  readonly title: string
  readonly language: string
  /** Markdown with directives, the author's own bytes. */
  readonly source: string
  readonly state: LetterState
  readonly embargoUntil: Date | undefined
  readonly closedAt: Date | undefined
  /** Until when organizations may sign on; absent: as long as the letter is open. */
  readonly signOnUntil: Date | undefined
  /** The earlier letter this one follows. */
  readonly follows: LetterId | undefined
}

/** The letter as addressed to one recipient, in one language: what stands around the body. */
export type Edition = {
  readonly id: EditionId
  readonly slug: string
  readonly recipient: RecipientId
  readonly language: string
  readonly printedTitle: string | undefined
  readonly date: PartialDate | undefined
  readonly salutation: string | undefined
  readonly closing: string | undefined
  readonly addressees: readonly Addressee[]
  readonly copies: readonly Addressee[]
}

/**
 * What an organizer says of a version that replaces another. A `correction` may carry over whoever signed and allowed
 * it; a `change` is signed anew.
 */
export type TextChange = 'correction' | 'change'

/** An immutable, hashed state of an edition. */
export type Version = {
  readonly edition: EditionId
  readonly number: number
  readonly hash: VersionHash
  /** The canonical text, whose UTF-8 bytes the hash is of. */
  readonly canonicalText: string
  readonly frozenAt: Date
  /** Absent for the first, and for those that were fixed before anybody was asked. */
  readonly change: TextChange | undefined
}

/** One thing asked of a recipient, in the words of the version it was frozen with. */
export type Demand = { readonly slug: string; readonly wording: string }

/** A frozen edition as strangers may read it. */
export type PublicEdition = {
  readonly id: EditionId
  readonly slug: string
  readonly recipientSlug: string
  readonly recipientName: string
  readonly version: Omit<Version, 'canonicalText' | 'edition' | 'change'>
  readonly text: EditionText
  readonly demands: readonly Demand[]
}

/**
 * Whether strangers may read a letter at a moment. The one place where this is decided:
 * every page, feed and export asks here.
 */
export function isPublic(letter: Pick<Letter, 'state' | 'embargoUntil'>, at: Date): boolean {
  switch (letter.state) {
    case 'published':
    case 'closed':
      return true
    case 'embargoed':
      return letter.embargoUntil !== undefined && letter.embargoUntil <= at
    case 'draft':
    case 'private':
      return false
    default:
      return letter.state satisfies never
  }
}
