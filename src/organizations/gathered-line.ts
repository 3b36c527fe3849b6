import type { LetterId, OrganizationId, OrganizerId, SignOnId, VersionHash } from '#kernel'
import type { DomainName } from '#platform'
import type { EvidenceLevel } from './authority/level.ts'
import type { AskId, Consent } from './gathered.ts'
import type { LineFacts } from './line-facts.ts'
import type { FinalLine } from './standing.ts'

/** Evidence for a line, as far as standing needs it. */
export type LineEvidence = {
  readonly level: EvidenceLevel
  readonly term: number
  readonly counts: boolean
  /** A person has to look at it. */
  readonly waits: boolean
  /** Since when it counts, or waits. */
  readonly since: Date
}

/** The last leaf about a line. */
export type LineLeaf = {
  readonly index: number
  readonly name: string
  readonly versions: readonly VersionHash[]
  readonly term: number
  readonly at: Date
  readonly withdrawnAt: Date | undefined
  readonly isErased: boolean
}

/** A gathered line with everything that decides about it, without what is sealed. */
export type GatheredLine = {
  readonly id: SignOnId
  readonly letter: LetterId
  readonly position: number
  readonly organization: OrganizationId | undefined
  readonly organizationSlug: string | undefined
  readonly line: LineFacts
  readonly wishedName: string | undefined
  readonly ask: AskId | undefined
  readonly domain: DomainName | undefined
  readonly domainFrom: 'organizers' | 'representative' | undefined
  readonly confirmedAt: Date
  readonly signedAt: Date | undefined
  readonly term: number
  readonly carries: boolean
  readonly verdict: 'accepted' | 'declined' | undefined
  readonly judgedBy: OrganizerId | undefined
  readonly judgedAt: Date | undefined
  readonly reason: string | undefined
  readonly withdrawnAt: Date | undefined
  readonly returnedAt: Date | undefined
  readonly isForgotten: boolean
  readonly consents: readonly Consent[]
  readonly evidence: readonly LineEvidence[]
  readonly leaf: LineLeaf | undefined
  /** The campaign's list was finalized by two, so that nothing else is printed. */
  readonly holds: boolean
  /** Whether its list took two people when it was settled last. */
  readonly tookTwo: boolean
  readonly final: FinalLine | undefined
}
