import type { EditionId, LetterId, OrganizationId, SignOnId } from '#kernel'
import type { ListedSignatory } from './listing.ts'

/** A signatory of a campaign that is an organization: one canonical name, however lists spell it. */
export type Organization = {
  readonly id: OrganizationId
  readonly slug: string
  readonly name: string
  readonly sortKey: string | undefined
  readonly aliases: readonly string[]
}

/** How a letter's printed list is ordered: as the source printed it, or by the letter's alphabet after the lead group. */
export type ListSettings = {
  readonly ordering: 'as-printed' | 'alphabetical'
  /** Whether a leading article ("The") counts when sorting. */
  readonly articles: 'kept' | 'skipped'
}

/** One line of a letter's printed list, with the editions it covers. */
export type SignOn = ListedSignatory & {
  readonly id: SignOnId
  readonly organization: OrganizationId | undefined
  readonly editions: readonly EditionId[]
}

/** A sign-on as it is read back: with the letter whose list it stands on, and the slug of its organization. */
export type KeptSignOn = SignOn & { readonly letter: LetterId; readonly organizationSlug: string | undefined }
