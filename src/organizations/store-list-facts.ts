import { sql } from 'kysely'
import type { CampaignId, LetterId, OrganizerId } from '#kernel'
import type { Tx } from '#platform'
import type { Endorsement } from './gathered.ts'
import type { ListSettings } from './sign-on.ts'

/** What a list is made of beside its lines. */
export type ListFacts = {
  readonly settings: ListSettings
  readonly groups: readonly string[]
  readonly endorsements: readonly Endorsement[]
  /** Pairs of names that somebody found to be two. */
  readonly settled: readonly { readonly one: string; readonly other: string }[]
  readonly final:
    | {
        readonly at: Date
        readonly by: OrganizerId | undefined
        readonly lines: number
        readonly holds: boolean
        /** SHA-256, in hex, of the content that was finalized; of nothing where the server kept what stood before. */
        readonly seal: string
      }
    | undefined
}

type Row = {
  readonly ordering: ListSettings['ordering'] | null
  readonly articles: ListSettings['articles'] | null
  readonly groups: readonly string[]
  readonly endorsements: readonly Readonly<Record<keyof Endorsement, string | null>>[]
  readonly settled: ListFacts['settled']
  readonly finalAt: Date | null
  readonly finalBy: OrganizerId | null
  readonly finalHolds: boolean | null
  readonly finalLines: number
  readonly finalSeal: string | null
}

/** Settings, headings, endorsements and the last finalized list of a letter, in one question. */
export async function listFacts(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<ListFacts> {
  const { rows } = await sql<Row>`
    select l.ordering, l.articles, f.finalized_at as "finalAt", f.finalized_by as "finalBy", f.holds as "finalHolds",
           encode(f.content_hash, 'hex') as "finalSeal",
           (select count(*)::int from organizations_final_line n
             where n.campaign_id = ${campaign} and n.letter_id = ${letter}) as "finalLines",
           (select coalesce(json_agg(g.name order by g.position, g.name), '[]') from organizations_group g
             where g.campaign_id = ${campaign} and g.letter_id = ${letter}) as groups,
           (select coalesce(json_agg(json_build_object('id', e.endorsement_id, 'name', e.name, 'title', e.title,
                                                       'group', e.group_name, 'words', e.words, 'source', e.source)
                                     order by e.position), '[]') from organizations_endorsement e
             where e.campaign_id = ${campaign} and e.letter_id = ${letter}) as endorsements,
           (select coalesce(json_agg(json_build_object('one', d.one, 'other', d.other)), '[]')
              from organizations_settled_doubt d
             where d.campaign_id = ${campaign} and d.letter_id = ${letter}) as settled
      from (select 1) one
      left join organizations_list l on l.campaign_id = ${campaign} and l.letter_id = ${letter}
      left join organizations_final f on f.campaign_id = ${campaign} and f.letter_id = ${letter}`.execute(tx)
  const [row] = rows
  return {
    settings: { ordering: row?.ordering ?? 'as-printed', articles: row?.articles ?? 'kept' },
    groups: row?.groups ?? [],
    endorsements: (row?.endorsements ?? []).map(endorsementOf),
    settled: row?.settled ?? [],
    final:
      row && row.finalAt && row.finalHolds !== null
        ? {
            at: row.finalAt,
            by: row.finalBy ?? undefined,
            lines: row.finalLines,
            holds: row.finalHolds,
            seal: row.finalSeal ?? '',
          }
        : undefined,
  }
}

const endorsementOf = ({ id, name, title, group, words, source }: Row['endorsements'][number]): Endorsement => ({
  id: (id ?? '') as Endorsement['id'],
  name: name ?? '',
  title: title ?? undefined,
  group: group ?? undefined,
  words: words ?? undefined,
  source: source ?? undefined,
})
