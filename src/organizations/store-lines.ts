import { sql, type RawBuilder } from 'kysely'
import type { CampaignId, EditionId, LetterId, OrganizationId, OrganizerId, SignOnId, VersionHash } from '#kernel'
import type { DomainName, Tx } from '#platform'
import type { EvidenceLevel } from './authority/level.ts'
import type { AskId, Consent, LineFacts } from './gathered.ts'
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

/** Which lines. */
export type LinesAsked = { readonly letter?: LetterId; readonly signOn?: SignOnId; readonly organizationSlug?: string }

/** Gathered lines, in the order in which they came, in one question. */
export async function gatheredLines(tx: Tx, campaign: CampaignId, asked: LinesAsked): Promise<readonly GatheredLine[]> {
  const { letter, signOn, organizationSlug } = asked
  const where: RawBuilder<unknown>[] = [sql`s.campaign_id = ${campaign}`, sql`s.origin = 'gathered'`]
  if (letter !== undefined) where.push(sql`s.letter_id = ${letter}`)
  if (signOn !== undefined) where.push(sql`s.sign_on_id = ${signOn}`)
  if (organizationSlug !== undefined) where.push(sql`o.slug = ${organizationSlug}`)
  const { rows } = await sql<LineRow>`
    select s.sign_on_id as id, s.letter_id as letter, s.position, s.kind, s.organization_id as organization,
           o.slug as "organizationSlug", s.name, s.letterhead_name as "letterheadName",
           s.signature_name as "signatureName", coalesce(s.sort_key, o.sort_key) as "sortKey",
           s.lead_position as "leadPosition", s.group_name as "group", s.title, s.affiliation,
           s.wished_name as "wishedName", s.ask_id as ask, s.domain, s.domain_from as "domainFrom",
           s.confirmed_at as "confirmedAt", s.signed_at as "signedAt", s.term, s.carries, s.verdict,
           s.judged_by as "judgedBy", s.judged_at as "judgedAt", s.reason, s.withdrawn_at as "withdrawnAt",
           r.returned_at as "returnedAt", r.sealed is null as "isForgotten",
           (select json_agg(json_build_object('edition', c.edition_id, 'hash', c.version_hash, 'number', c.number,
                                              'term', c.term, 'how', c.how, 'at', c.at) order by c.at, c.number)
              from organizations_consent c
             where (c.campaign_id, c.sign_on_id) = (s.campaign_id, s.sign_on_id)) as consents,
           (select json_agg(json_build_object('level', e.level, 'term', e.term, 'verdict', e.verdict,
                                              'judgement', e.judgement, 'came', e.came_at, 'judged', e.judged_at)
                            order by e.came_at)
              from organizations_evidence e
             where e.campaign_id = s.campaign_id and e.letter_id = s.letter_id and e.sign_on_id = s.sign_on_id
           ) as evidence,
           l.leaf_index as "leafIndex", l.name as "leafName", l.versions as "leafVersions", l.term as "leafTerm",
           l.at as "leafAt", l.withdrawn_at as "leafWithdrawnAt", l.erased_at is not null as "leafErased",
           coalesce(f.holds, false) as holds,
           coalesce(f.holds, false) or coalesce(d.facts like '% true', false) as "tookTwo", fl.line as "finalLine", fl.versions as "finalVersions"
      from organizations_sign_on s
      left join organizations_organization o
        on (o.campaign_id, o.organization_id) = (s.campaign_id, s.organization_id)
      left join organizations_representative r
        on (r.campaign_id, r.sign_on_id, r.term) = (s.campaign_id, s.sign_on_id, s.term)
      left join organizations_leaf l on (l.campaign_id, l.sign_on_id) = (s.campaign_id, s.sign_on_id)
      left join organizations_final f on (f.campaign_id, f.letter_id) = (s.campaign_id, s.letter_id)
      left join organizations_settled d on (d.campaign_id, d.letter_id) = (s.campaign_id, s.letter_id)
      left join organizations_final_line fl
        on (fl.campaign_id, fl.letter_id, fl.sign_on_id) = (s.campaign_id, s.letter_id, s.sign_on_id)
     where ${sql.join(where, sql` and `)}
     order by s.position, s.sign_on_id`.execute(tx)
  return rows.map(lineOf)
}

/** Letters of a campaign, or of all, that have gathered lines. */
export async function gatheringPlaces(
  tx: Tx,
  campaign?: CampaignId,
): Promise<readonly { readonly campaign: CampaignId; readonly letter: LetterId; readonly facts: string | null }[]> {
  const { rows } = await sql<{
    readonly campaign: CampaignId
    readonly letter: LetterId
    readonly facts: string | null
  }>`
    select distinct s.campaign_id as campaign, s.letter_id as letter, d.facts
      from organizations_sign_on s
      left join organizations_settled d on (d.campaign_id, d.letter_id) = (s.campaign_id, s.letter_id)
     where s.origin = 'gathered'
       and (${campaign ?? null}::uuid is null or s.campaign_id = ${campaign ?? null}::uuid)
     order by 1, 2`.execute(tx)
  return rows
}

type LineRow = {
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

function lineOf(row: LineRow): GatheredLine {
  const line: LineFacts = {
    kind: row.kind,
    name: row.name,
    letterheadName: row.letterheadName ?? undefined,
    signatureName: row.signatureName ?? undefined,
    sortKey: row.sortKey ?? undefined,
    leadPosition: row.leadPosition ?? undefined,
    group: row.group ?? undefined,
    title: row.title ?? undefined,
    affiliation: row.affiliation ?? undefined,
  }
  return {
    id: row.id,
    letter: row.letter,
    position: row.position,
    organization: row.organization ?? undefined,
    organizationSlug: row.organizationSlug ?? undefined,
    line,
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
        : { line: finalLineOf(row.finalLine, row.kind, row.name), versions: row.finalVersions },
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

const finalLineOf = (kept: Partial<LineFacts>, kind: LineFacts['kind'], name: string): LineFacts => ({
  kind,
  name: kept.name ?? name,
  letterheadName: kept.letterheadName,
  signatureName: kept.signatureName,
  sortKey: kept.sortKey,
  leadPosition: kept.leadPosition,
  group: kept.group,
  title: kept.title,
  affiliation: kept.affiliation,
})
