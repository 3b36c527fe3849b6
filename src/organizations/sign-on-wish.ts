import type { SignOnId, VersionHash } from '#kernel'
import type { GatherLink } from './gather-link.ts'
import type { Representative } from './gathered.ts'
import type { NameTrouble } from './skeleton.ts'

/** The form of a sign-on, parsed. */
export type SignOnWish = {
  readonly link: GatherLink
  readonly kind: 'organization' | 'person'
  /** As it shall be printed. */
  readonly name: string
  readonly group?: string
  /** Of persons. */
  readonly title?: string
  readonly affiliation?: string
  readonly representative: Representative
  /** The organization's domain, as the representative says; what the organizers know goes before. */
  readonly domain?: string
  /** The hashes of the ticked editions' texts as they stood on the screen. */
  readonly read: readonly VersionHash[]
  /** A correction of the text may take the name along. */
  readonly carries: boolean
  /** Wants to ask at home first: the mail's button does not sign yet. */
  readonly considers: boolean
  /** BCP 47: of the mails. */
  readonly language: string
}

/** Why a name cannot be printed. */
export type BadName = { readonly kind: 'bad-name'; readonly trouble: NameTrouble | 'empty' | 'too-long' }

/** What can come of sending the form. */
export type SignOnOutcome =
  /** Known or unknown address: only the mailbox learns more. */
  | { readonly kind: 'asked-to-confirm' }
  | { readonly kind: 'text-changed'; readonly current: readonly VersionHash[] }
  | { readonly kind: 'nothing-ticked' }
  | BadName
  | { readonly kind: 'closed' }
  | { readonly kind: 'gone' }

/** What can come of pressing a button on the representative's page. */
export type ConsentOutcome =
  /** `signOn` and `term`: whose page to go on to, which may be one that the same inbox has had before. */
  | { readonly kind: 'signed'; readonly signOn: SignOnId; readonly term: number }
  /** The mailbox is known; nothing is signed yet. */
  | { readonly kind: 'considering'; readonly signOn: SignOnId; readonly term: number }
  | { readonly kind: 'text-changed'; readonly current: readonly VersionHash[] }
  | { readonly kind: 'nothing-ticked' }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'gone' }
