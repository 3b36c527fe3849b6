import type { CampaignId, LetterId, OrganizerId } from '#kernel'
import type { Tx } from '#platform'
import { sql } from 'kysely'
import type { LetterOverview } from './overview.ts'
import type { LetterKey } from './store-draft.ts'
import { letterFactColumns, momentsOf, type LetterFactsRow } from './store-letter-facts.ts'

type Row = LetterFactsRow & {
  readonly follows: LetterId | null
  readonly revision: number
  readonly savedAt: Date | null
  readonly savedBy: OrganizerId | null
  readonly openComments: number
  readonly editions: readonly {
    readonly slug: string
    readonly recipient: string
    readonly version: number
    readonly frozenAt: string | null
  }[]
}

/** Letters of a campaign in order, or one of them, with their editions and the latest save of each. */
export async function overviewRows(
  tx: Tx,
  campaign: CampaignId,
  letter?: LetterKey,
): Promise<readonly LetterOverview[]> {
  const [id, slug] = typeof letter === 'object' ? [null, letter.slug] : [letter ?? null, null]
  const { rows } = await sql<Row>`
    select ${letterFactColumns}, l.follows_letter_id as follows, l.revision,
           s.saved_at as "savedAt", s.saved_by as "savedBy",
           (select count(*) from letters_comment c
             where (c.campaign_id, c.letter_id) = (l.campaign_id, l.letter_id)
               and c.answers_id is null and c.resolved_at is null) as "openComments",
           coalesce((
             select json_agg(json_build_object('slug', e.slug, 'recipient', r.name, 'version', coalesce(v.number, 0),
                                               'frozenAt', v.frozen_at) order by e.position)
               from letters_edition e
               join letters_recipient r using (campaign_id, recipient_id)
               left join lateral (
                 select number, frozen_at from letters_version
                  where (campaign_id, edition_id) = (e.campaign_id, e.edition_id)
                  order by number desc limit 1) v on true
              where (e.campaign_id, e.letter_id) = (l.campaign_id, l.letter_id)), '[]') as editions
      from letters_letter l
      left join letters_save s
        on (s.campaign_id, s.letter_id, s.revision) = (l.campaign_id, l.letter_id, l.revision)
     where l.campaign_id = ${campaign} and (${id}::uuid is null or l.letter_id = ${id}::uuid)
       and (${slug}::text is null or l.slug = ${slug})
     order by l.position`.execute(tx)
  return rows.map(({ revision, savedAt, savedBy, openComments, editions, ...row }) => ({
    letter: { ...row, ...momentsOf(row), follows: row.follows ?? undefined },
    revision,
    savedAt: savedAt ?? undefined,
    savedBy: savedBy ?? undefined,
    openComments,
    editions: editions.map(({ frozenAt, ...edition }) => ({
      ...edition,
      frozenAt: frozenAt === null ? undefined : new Date(frozenAt),
    })),
  }))
}
