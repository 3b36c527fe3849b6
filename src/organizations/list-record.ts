import type { EndorsementRecord } from '#letters'
import type { SignatoryRow } from './csv.ts'
import type { ListSettings, Organization } from './sign-on.ts'

/** An organization as a campaign folder holds it. */
export type OrganizationRecord = Omit<Organization, 'id'>

/** Everything this room keeps of one campaign as plain data: letters and editions are named by their slugs. */
export type ListsRecord = {
  /** By slug; further spellings in the order of their characters. */
  readonly organizations: readonly OrganizationRecord[]
  readonly lists: readonly LetterList[]
}

/**
 * The printed list of one letter. Its lines name their organization by its name: spellings that share a strict key
 * are one organization. What belongs to the organization (sort key, further spellings) stands there, not in the line.
 */
export type LetterList = {
  /** The letter's slug. */
  readonly letter: string
  readonly settings: ListSettings
  /** The headings that the organizers put in order, each once. */
  readonly groups: readonly string[]
  /** Support that is no signature, in order. */
  readonly endorsements: readonly EndorsementRecord[]
  /** By position; `editions` are slugs, in the letter's order. */
  readonly signatories: readonly SignatoryRow[]
}

/** What a reader of lists must know of the letters they belong to. */
export type LetterOfList = { readonly slug: string; readonly editions: readonly string[] }

export const byCodeUnits = (one: string, other: string): number => (one < other ? -1 : Number(one > other))
