import type { CampaignId, VersionHash } from '#kernel'
import type { Campaign, Letter, PublicEdition } from '#letters'

/** How a campaign gathers signatures; the privacy notice is made of it. */
export type SigningSettings = {
  /** Who answers for the personal data (GDPR Art. 4(7)), and where they can be reached. */
  readonly controller: string
  readonly contact: string
  /** Days that personal data stays after the letter closed, 1 to 3650. */
  readonly daysKept: number
  readonly asksPlace: boolean
  readonly asksOccupation: boolean
  readonly asksComment: boolean
  /** Two people of one household may sign with one address, if their names differ. */
  readonly sharedInbox: boolean
  /** Who may write to those who ticked it; `undefined`: nobody asks. */
  readonly hearFrom: string | undefined
  readonly openedAt: Date
}

/** What an organizer wishes of signing; everything but the moment it was opened. */
export type SigningWish = Omit<SigningSettings, 'openedAt'>

/** A sentence somebody agrees to by signing. Kept for ever under its number, since signatures name it. */
export type Consent = { readonly number: number; readonly language: string; readonly wording: string }

/** What a page needs where a letter is signed. */
export type SigningLetter = {
  readonly campaign: Campaign
  readonly letter: Omit<Letter, 'source'>
  /** Every frozen edition with its current version. */
  readonly editions: readonly PublicEdition[]
  readonly settings: SigningSettings
  readonly consent: Consent
  /** Signatures are gathered now; else the letter was closed. */
  readonly isOpen: boolean
}

/** A version of an edition by its hash, as pages name it. */
export type NamedVersion = {
  readonly edition: string
  readonly recipient: string
  readonly number: number
  readonly hash: VersionHash
}

/** A letter as a signer's pages and mails name it. */
export type NamedLetter = {
  readonly campaign: CampaignId
  readonly campaignSlug: string
  readonly slug: string
  readonly title: string
}
