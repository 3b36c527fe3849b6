import { sql, type RawBuilder } from 'kysely'
import { Fault, type CampaignId, type LetterId, type SignOnId } from '#kernel'
import type { Tx } from '#platform'
import type { GatheredLine } from './gathered-line.ts'
import { lineOf, type LineRow } from './line-row.ts'
import { boardQuery, type BoardFacts } from './store-board.ts'

/** Which lines. */
export type LinesAsked = { readonly letter?: LetterId; readonly signOn?: SignOnId; readonly organizationSlug?: string }

/** Gathered lines, in the order in which they came, in one question. */
export async function gatheredLines(tx: Tx, campaign: CampaignId, asked: LinesAsked): Promise<readonly GatheredLine[]> {
  const { rows } = await sql<LineRow>`
    ${linesQuery(campaign, asked)} order by s.position, s.sign_on_id`.execute(tx)
  return rows.map(lineOf)
}

/** Every gathered line of a campaign and all else on its boards, in one question. */
export async function linesAndBoard(
  tx: Tx,
  campaign: CampaignId,
): Promise<{ readonly lines: readonly GatheredLine[]; readonly board: BoardFacts }> {
  // The board comes with the first row alone, and there is one row even where there is no line.
  const { rows } = await sql<(LineRow | { readonly id: null }) & { readonly board: BoardFacts | null }>`
    with lines as (${linesQuery(campaign, {})}), board as (${boardQuery(campaign)})
    select lines.*,
           case when row_number() over in_order = 1 then (select to_json(board) from board) end as board
      from (values (0)) as one
      left join lines on true
    window in_order as (order by lines.position, lines.id)
     order by lines.position, lines.id`.execute(tx)
  const board = rows[0]?.board
  if (!board) throw new Fault('internal', 'the boards of a campaign were asked for and did not come')
  return { lines: rows.flatMap((row) => (row.id === null ? [] : lineOf(row))), board }
}

function linesQuery(campaign: CampaignId, { letter, signOn, organizationSlug }: LinesAsked): RawBuilder<LineRow> {
  const where: RawBuilder<unknown>[] = [sql`s.campaign_id = ${campaign}`, sql`s.origin = 'gathered'`]
  if (letter !== undefined) where.push(sql`s.letter_id = ${letter}`)
  if (signOn !== undefined) where.push(sql`s.sign_on_id = ${signOn}`)
  if (organizationSlug !== undefined) where.push(sql`o.slug = ${organizationSlug}`)
  return sql<LineRow>`
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
     where ${sql.join(where, sql` and `)}`
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
