import type { EditionId, LetterId, OrganizationId, SignOnId, VersionHash } from '#kernel'
import type { AuthorityLevel } from './authority/level.ts'
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

/** A line of a printed list: recorded with the letter, or gathered here. */
export type PrintedSignOn = KeptSignOn & {
  readonly origin: 'recorded' | 'gathered'
  /** `undefined`: recorded from the letter’s list, or a person. */
  readonly level: AuthorityLevel | undefined
  /** The versions under which it is printed; a recorded line stands under all of its editions'. */
  readonly versions: ReadonlySet<VersionHash> | 'all'
  /** It withdrew after the letter was delivered. */
  readonly withdrawnAt: Date | undefined
  /** The leaf of the log in which it stands; recorded lines and persons have none. */
  readonly leaf: number | undefined
}

/** An organization that stands for earlier words of a letter, and has not said yes to the present ones of an edition. */
export type EarlierSignOn = {
  readonly id: SignOnId
  readonly name: string
  /** The editions whose present words it does not stand for, with the number of the version that it stands for. */
  readonly editions: readonly { readonly edition: EditionId; readonly number: number }[]
  /** It stands under the present words of another edition, and so is on the list. */
  readonly isPrinted: boolean
}
