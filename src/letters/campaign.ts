import type { CampaignId, RecipientId } from '#kernel'

/** The whole effort of a coalition on one subject; owns letters, recipients and, later, a log. */
export type Campaign = {
  readonly id: CampaignId
  readonly slug: string
  readonly title: string
  readonly summary: string
  /** BCP 47 tag. */
  readonly language: string
  /** IANA name; every hour the campaign speaks of is meant there. */
  readonly timeZone: string
  readonly leadOrganization: string | undefined
}

/** The organization a letter is sent to. */
export type Recipient = {
  readonly id: RecipientId
  readonly slug: string
  /** As readers call it. */
  readonly name: string
  /** As an address prints it, where that differs. */
  readonly fullName: string | undefined
}

/** Path words that pages use themselves, so that no letter or edition may be called so. */
export const reservedSlugs: ReadonlySet<string> = new Set([
  'compare',
  'signatories',
  'organizations',
  'recipients',
  'record',
  'sign',
  'supporters',
  'privacy',
  'recount',
  'log',
  'notes',
])
