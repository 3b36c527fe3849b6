import type { LetterId, OrganizerId } from '#kernel'
import type { ReadFiles } from './read-files.ts'
import type { ReviewAct } from './review-act.ts'

/** Names what was read of the files of one case; a UUID. */
export type ProposalId = string & { readonly __kind: 'ProposalId' }

/** What was read is kept so many days, accepted or not. */
export const proposalDaysKept = 14

/** What was read, with everything decided about it, and what became of it once it was accepted. */
export type KeptProposal = {
  readonly id: ProposalId
  /** The letter whose list it shall join. */
  readonly letter: LetterId | undefined
  readonly at: Date
  readonly by: OrganizerId | undefined
  readonly read: ReadFiles
  readonly acts: readonly ReviewAct[]
  readonly result: ReviewResult | undefined
}

/** The same in a list. */
export type ListedProposal = {
  readonly id: ProposalId
  readonly at: Date
  readonly files: readonly string[]
  readonly isAccepted: boolean
}

/** What became of every name: accepted, merged, refused, or taken out by whoever reviewed. */
export type ReviewResult = {
  readonly letters: readonly { readonly slug: string; readonly title: string; readonly editions: number }[]
  readonly accepted: number
  readonly merged: readonly MergedName[]
  readonly refused: readonly RefusedName[]
  /** Not signatories, by the reviewer’s word. */
  readonly dropped: readonly string[]
}

/** A name that stood on the list already; `isApart`: somebody said that it is another body, and it has a line of its own. */
export type MergedName = {
  readonly name: string
  readonly into: string
  readonly line: ListLine
  readonly isApart: boolean
}

/** A name that no list can hold, and why. */
export type RefusedName = { readonly name: string; readonly reason: 'direction' | 'invisible' | 'empty' | 'too-long' }

/** A name with all that is printed with it. */
export type ListLine = {
  readonly kind: 'organization' | 'person'
  readonly name: string
  readonly title: string | undefined
  readonly affiliation: string | undefined
  readonly representative: string | undefined
  readonly group: string | undefined
  readonly country: string | undefined
  readonly note: string | undefined
}
