import type { CampaignId, LetterId, RecipientId, VersionHash } from '#kernel'
import type { Tx } from '#platform'
import { sql } from 'kysely'
import { letterFactColumns, versionsOfLetter, type LetterFactsRow } from './store-letter-facts.ts'

/** A letter with one of its versions, or with none. */
export type SignableRow = LetterFactsRow & {
  readonly campaign: CampaignId
  readonly campaignSlug: string
  readonly hash: VersionHash | null
  readonly edition: string | null
  readonly recipient: string | null
  readonly number: number | null
  readonly frozenAt: Date | null
  /** The campaign's log has a leaf for it. */
  readonly isDeclared: boolean
}

/** Letters with every version of theirs: editions in order, of each the oldest first. */
export async function signableRows(
  tx: Tx,
  campaigns: readonly CampaignId[],
  letters: readonly LetterId[],
): Promise<readonly SignableRow[]> {
  const { rows } = await sql<SignableRow>`
    select l.campaign_id as campaign, c.slug as "campaignSlug", ${letterFactColumns},
           v.version_hash as hash, e.slug as edition, r.name as recipient, v.number, v.frozen_at as "frozenAt",
           k.number is not null as "isDeclared"
      from letters_letter l join letters_campaign c using (campaign_id) ${versionsOfLetter}
      left join letters_logged_version k
        on (k.campaign_id, k.edition_id, k.number) = (v.campaign_id, v.edition_id, v.number)
     where l.campaign_id = any(${campaigns}::uuid[]) and l.letter_id = any(${letters}::uuid[])
     order by l.letter_id, e.position, e.edition_id, v.number`.execute(tx)
  return rows
}

/** What letters and recipients of some campaigns are called, by their ids; what else the ids name is not found. One question. */
export async function lettersAndRecipients(
  tx: Tx,
  campaigns: readonly CampaignId[],
  ids: readonly string[],
): Promise<ReadonlyMap<LetterId | RecipientId, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ readonly id: LetterId | RecipientId; readonly name: string }>`
    select letter_id as id, title as name from letters_letter
     where campaign_id = any(${campaigns}::uuid[]) and letter_id = any(${ids}::uuid[])
    union all
    select recipient_id, name from letters_recipient
     where campaign_id = any(${campaigns}::uuid[]) and recipient_id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
