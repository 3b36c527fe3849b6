import type { Addressee, CampaignId, EditionId, LetterId, PartialDate, VersionHash } from '#kernel'
import type { Campaign, Recipient } from './campaign.ts'
import type { Demand, LetterState, TextChange } from './letter.ts'

/** Everything this room keeps of one campaign as plain data: what refers to another thing names its slug. */
export type CampaignRecord = Omit<Campaign, 'id'> & {
  readonly recipients: readonly Omit<Recipient, 'id'>[]
  /** In their order. */
  readonly letters: readonly LetterRecord[]
}

/** A letter with its editions, drafts included. */
export type LetterRecord = {
  readonly slug: string
  readonly title: string
  readonly language: string
  /** The author's own bytes. */
  readonly source: string
  readonly state: LetterState
  readonly embargoUntil: Date | undefined
  readonly closedAt: Date | undefined
  /** Until when organizations may sign on. */
  readonly signOnUntil: Date | undefined
  /** The slug of the letter this one follows. */
  readonly follows: string | undefined
  /** What the organizers tell readers beside the text, the oldest first. */
  readonly notes: readonly NoteRecord[]
  readonly editions: readonly EditionRecord[]
}

/** A note for readers. */
export type NoteRecord = { readonly writtenAt: Date; readonly body: string }

/** An edition with every version it was ever fixed as. */
export type EditionRecord = {
  readonly slug: string
  /** The recipient's slug. */
  readonly recipient: string
  readonly language: string
  readonly printedTitle: string | undefined
  readonly date: PartialDate | undefined
  readonly salutation: string | undefined
  readonly closing: string | undefined
  readonly addressees: readonly Addressee[]
  readonly copies: readonly Addressee[]
  /** From 1 on, without gaps. */
  readonly versions: readonly VersionRecord[]
}

/** A frozen version with the demands it was frozen with. */
export type VersionRecord = {
  readonly number: number
  readonly hash: VersionHash
  readonly canonicalText: string
  readonly frozenAt: Date
  /** What the organizer said of it, where it replaces another. */
  readonly change: TextChange | undefined
  readonly demands: readonly Demand[]
}

/** Where a recorded campaign stands in the database: what other rooms need to tie their own facts to it. */
export type CampaignPlaces = {
  readonly campaign: CampaignId
  readonly letters: readonly {
    readonly slug: string
    readonly id: LetterId
    readonly editions: readonly { readonly slug: string; readonly id: EditionId }[]
  }[]
}

/** How a letter's list is ordered. It stands in the letter's file, but the organizations room keeps it. */
export type ListOrder = {
  readonly ordering: 'as-printed' | 'alphabetical'
  readonly articles: 'kept' | 'skipped'
}

/** Support beside a letter that is no signature. */
export type EndorsementRecord = {
  readonly name: string
  readonly title: string | undefined
  readonly group: string | undefined
  readonly words: string | undefined
  readonly source: string | undefined
}

/** Everything of a letter's list that stands in the letter's file; the organizations room keeps it. */
export type ListInFile = ListOrder & {
  /** The headings that the organizers put in order, each once. */
  readonly groups: readonly string[]
  /** In their order. */
  readonly endorsements: readonly EndorsementRecord[]
}

/** The list of a letter whose file says nothing of it. */
export const plainList: ListInFile = { ordering: 'as-printed', articles: 'kept', groups: [], endorsements: [] }

/**
 * Whether a text may be a name in addresses and of files: letters and digits of any script, no capitals, joined by
 * single hyphens, at most 80 UTF-16 code units.
 */
export function isPlainSlug(text: string): boolean {
  return text.length <= 80 && /^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u.test(text) && text === text.toLowerCase()
}
