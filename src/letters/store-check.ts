import type { EditionId, LetterId } from '#kernel'
import type { Tx } from '#platform'
import { sql } from 'kysely'

/** Every version there is, with its text. */
export async function checkedVersions(tx: Tx) {
  return await tx
    .selectFrom('letters_version')
    .select(['edition_id as edition', 'number', 'version_hash as hash', 'canonical_text as text'])
    .execute()
}

/** Editions whose versions do not count from 1 without gaps. */
export async function brokenNumbers(tx: Tx): Promise<readonly EditionId[]> {
  const { rows } = await sql<{ readonly id: EditionId }>`
    select edition_id as id from letters_version
     group by campaign_id, edition_id having min(number) <> 1 or max(number) <> count(*)`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Letters that were saved and whose text or revision is not that of the latest save. */
export async function textsWithoutSave(tx: Tx): Promise<readonly LetterId[]> {
  const { rows } = await sql<{ readonly id: LetterId }>`
    select l.letter_id as id from letters_letter l
     where exists (select from letters_save s
                    where (s.campaign_id, s.letter_id) = (l.campaign_id, l.letter_id) and s.revision is not null)
       and not exists (select from letters_save s
                        where (s.campaign_id, s.letter_id, s.revision) = (l.campaign_id, l.letter_id, l.revision)
                          and s.source = l.source)`.execute(tx)
  return rows.map(({ id }) => id)
}
