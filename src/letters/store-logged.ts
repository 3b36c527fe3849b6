import type { CampaignId, EditionId, VersionHash } from '#kernel'
import type { Tx } from '#platform'
import { sql } from 'kysely'
import type { LetterState } from './letter.ts'

/** A version that no log declares yet, with what its leaf says and what decides whether it may. */
export type UnloggedVersion = {
  readonly campaignId: CampaignId
  readonly editionId: EditionId
  readonly number: number
  readonly hash: VersionHash
  readonly frozenAt: Date
  readonly edition: string
  readonly recipient: string
  readonly letter: string
  readonly state: LetterState
  readonly embargoUntil: Date | null
}

/** Versions that no log declares, of one campaign or of all: letters and editions in order, the oldest first. */
export async function unloggedVersions(tx: Tx, campaign?: CampaignId): Promise<readonly UnloggedVersion[]> {
  const { rows } = await sql<UnloggedVersion>`
    select v.campaign_id as "campaignId", v.edition_id as "editionId", v.number, v.version_hash as hash,
           v.frozen_at as "frozenAt", e.slug as edition, r.name as recipient, l.slug as letter, l.state,
           l.embargo_until as "embargoUntil"
      from letters_version v
      join letters_edition e using (campaign_id, edition_id)
      join letters_letter l using (campaign_id, letter_id)
      join letters_recipient r using (campaign_id, recipient_id)
      left join letters_logged_version k
        on (k.campaign_id, k.edition_id, k.number) = (v.campaign_id, v.edition_id, v.number)
     where k.number is null and (${campaign ?? null}::uuid is null or v.campaign_id = ${campaign ?? null}::uuid)
     order by l.position, e.position, v.edition_id, v.number`.execute(tx)
  return rows
}

/** Remembers that versions are declared. */
export async function insertLogged(tx: Tx, versions: readonly UnloggedVersion[]): Promise<void> {
  await tx
    .insertInto('letters_logged_version')
    .values(
      versions.map(({ campaignId, editionId, number }) => ({ campaign_id: campaignId, edition_id: editionId, number })),
    )
    .execute()
}
