/**
 * What a reader of other people's files proposes: data only, accepted or changed by a person before anything is kept.
 * The JSON form (`undersigned import --json`) is fixed in docs/formats/proposal.md.
 */
export type Proposal = { readonly letters: readonly ProposedLetter[]; readonly passages: readonly ProposedPassage[] }

/** One letter to one recipient as it was found. `null` means: the source does not say. */
export type ProposedLetter = {
  readonly title: string | null
  /** `YYYY[-MM[-DD]]`, as exact as the source. */
  readonly date: string | null
  readonly language: string
  readonly recipient: string | null
  readonly addressees: readonly ProposedAddressee[]
  readonly cc: readonly ProposedAddressee[]
  readonly salutation: string | null
  readonly paragraphs: readonly ProposedParagraph[]
  readonly closing: string | null
  readonly signatories: readonly ProposedSignatory[]
  /** Sentences for the person who decides: what is missing, doubtful or does not add up. */
  readonly warnings: readonly string[]
  /** Lines of the source that stand in no part of any letter, whole and in order; the warnings name the first of them. */
  readonly leftOut?: readonly string[]
}

/** A person or post at the top of a letter, or among its copies. */
export type ProposedAddressee = {
  readonly name: string | null
  readonly title: string | null
  readonly organization: string | null
}

/** Plain text; `links` are the anchor texts within it, in order, with their targets where they are known. */
export type ProposedParagraph = {
  readonly text: string
  readonly links: readonly { readonly text: string; readonly href: string | null }[]
}

/** One name of a printed list, with what the source says of it. */
export type ProposedSignatory = {
  readonly name: string
  readonly kind: 'organization' | 'person'
  readonly title: string | null
  readonly affiliation: string | null
  readonly representative: string | null
  readonly group: string | null
  readonly country: string | null
  readonly note: string | null
  /** 0 = every witness agrees … 1 = a guess. A doubtful name is shown first and never accepted silently. */
  readonly doubt: number
  /** The lines of the source in which it stands: indexes into the lines shown beside the proposal, the end exclusive. */
  readonly lines?: readonly [from: number, to: number]
}

/** A passage found in several letters by aligning sentences; `letter` and `paragraph` are indexes from 0. */
export type ProposedPassage = {
  readonly kind: 'shared' | 'varied' | 'tailored'
  readonly parts: readonly { readonly letter: number; readonly paragraph: number; readonly text: string }[]
}
