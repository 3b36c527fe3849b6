import type { Campaign, PublicEdition, PublicLetter } from '#letters'

/** What a page needs to know of a letter that can be signed. */
export type SignFacts = {
  readonly campaign: Campaign
  readonly letter: PublicLetter['letter']
  /** Every edition with the text that stands now. */
  readonly editions: readonly PublicEdition[]
  readonly settings: SignSettings
  readonly consent: { readonly number: number; readonly wording: string }
  readonly isOpen: boolean
}

/** What the organizers set for signing, as far as pages show it. */
export type SignSettings = {
  readonly controller: string
  readonly contact: string
  readonly daysKept: number
  readonly asksPlace: boolean
  readonly asksOccupation: boolean
  readonly asksComment: boolean
  readonly sharedInbox: boolean
  readonly hearFrom: string | undefined
}
