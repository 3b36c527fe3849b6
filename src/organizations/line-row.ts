import type { EditionId, LetterId, OrganizationId, OrganizerId, SignOnId, VersionHash } from '#kernel'
import type { DomainName } from '#platform'
import type { EvidenceLevel } from './authority/level.ts'
import type { AskId, Consent } from './gathered.ts'
import type { GatheredLine, LineEvidence, LineLeaf } from './gathered-line.ts'
import { lineFacts, type LineFacts } from './line-facts.ts'

/** A line as the one question for lines answers it. */
export type LineRow = {
  readonly id: SignOnId
  readonly letter: LetterId
  readonly position: number
  readonly kind: 'organization' | 'person'
  readonly organization: OrganizationId | null
  readonly organizationSlug: string | null
  readonly name: string
  readonly letterheadName: string | null
  readonly signatureName: string | null
  readonly sortKey: string | null
  readonly leadPosition: number | null
  readonly group: string | null
  readonly title: string | null
  readonly affiliation: string | null
  readonly wishedName: string | null
  readonly ask: AskId | null
  readonly domain: DomainName | null
  readonly domainFrom: 'organizers' | 'representative' | null
  readonly confirmedAt: Date
  readonly signedAt: Date | null
  readonly term: number
  readonly carries: boolean
  readonly verdict: 'accepted' | 'declined' | null
  readonly judgedBy: OrganizerId | null
  readonly judgedAt: Date | null
  readonly reason: string | null
  readonly withdrawnAt: Date | null
  readonly returnedAt: Date | null
  readonly isForgotten: boolean
  readonly consents: readonly ConsentJson[] | null
  readonly evidence: readonly EvidenceJson[] | null
  readonly leafIndex: number | null
  readonly leafName: string | null
  readonly leafVersions: readonly VersionHash[] | null
  readonly leafTerm: number | null
  readonly leafAt: Date | null
  readonly leafWithdrawnAt: Date | null
  readonly leafErased: boolean
  readonly holds: boolean
  readonly tookTwo: boolean
  readonly finalLine: Partial<LineFacts> | null
  readonly finalVersions: readonly VersionHash[] | null
}

type ConsentJson = Omit<Consent, 'at'> & { readonly edition: EditionId; readonly at: string }

type EvidenceJson = {
  readonly level: EvidenceLevel
  readonly term: number
  readonly verdict: 'proved' | 'review' | 'refused'
  readonly judgement: 'accepted' | 'declined' | null
  readonly came: string
  readonly judged: string | null
}

/** The row as the line that it is. */
export function lineOf(row: LineRow): GatheredLine {
  return {
    id: row.id,
    letter: row.letter,
    position: row.position,
    organization: row.organization ?? undefined,
    organizationSlug: row.organizationSlug ?? undefined,
    line: lineFacts(row),
    wishedName: row.wishedName ?? undefined,
    ask: row.ask ?? undefined,
    domain: row.domain ?? undefined,
    domainFrom: row.domainFrom ?? undefined,
    confirmedAt: row.confirmedAt,
    signedAt: row.signedAt ?? undefined,
    term: row.term,
    carries: row.carries,
    verdict: row.verdict ?? undefined,
    judgedBy: row.judgedBy ?? undefined,
    judgedAt: row.judgedAt ?? undefined,
    reason: row.reason ?? undefined,
    withdrawnAt: row.withdrawnAt ?? undefined,
    returnedAt: row.returnedAt ?? undefined,
    isForgotten: row.isForgotten,
    consents: (row.consents ?? []).map((one) => ({ ...one, at: new Date(one.at) })),
    evidence: (row.evidence ?? []).map(evidenceOf),
    leaf: leafOf(row),
    holds: row.holds,
    tookTwo: row.tookTwo,
    final:
      row.finalLine === null || row.finalVersions === null
        ? undefined
        : { line: lineFacts({ name: row.name, ...row.finalLine, kind: row.kind }), versions: row.finalVersions },
  }
}

function evidenceOf({ level, term, verdict, judgement, came, judged }: EvidenceJson): LineEvidence {
  const counts = verdict !== 'refused' && judgement !== 'declined' && (verdict === 'proved' || judgement === 'accepted')
  return {
    level,
    term,
    counts,
    waits: verdict === 'review' && judgement === null,
    since: new Date(judged ?? came),
  }
}

function leafOf(row: LineRow): LineLeaf | undefined {
  const { leafIndex, leafName, leafVersions, leafTerm, leafAt } = row
  if (leafIndex === null || leafName === null || leafVersions === null || leafTerm === null || leafAt === null)
    return undefined
  return {
    index: leafIndex,
    name: leafName,
    versions: leafVersions,
    term: leafTerm,
    at: leafAt,
    withdrawnAt: row.leafWithdrawnAt ?? undefined,
    isErased: row.leafErased,
  }
}
