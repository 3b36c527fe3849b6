import { sql } from 'kysely'
import type { CampaignId, LetterId, OrganizerId } from '#kernel'
import type { Tx } from '#platform'
import type { Endorsement, EndorsementId } from './gathered.ts'

/** Adds an endorsement behind all others of its letter. */
export async function insertEndorsement(
  tx: Tx,
  place: {
    readonly campaign: CampaignId
    readonly letter: LetterId
    readonly by: OrganizerId | undefined
    readonly at: Date
  },
  one: Endorsement,
): Promise<void> {
  await tx
    .insertInto('organizations_endorsement')
    .values((eb) => ({
      campaign_id: place.campaign,
      endorsement_id: one.id,
      letter_id: place.letter,
      position: eb
        .selectFrom('organizations_endorsement')
        .where('campaign_id', '=', place.campaign)
        .where('letter_id', '=', place.letter)
        .select(({ fn }) => sql<number>`${fn.coalesce(fn.max('position'), sql<number>`0`)} + 1`.as('next')),
      name: one.name,
      title: one.title ?? null,
      group_name: one.group ?? null,
      words: one.words ?? null,
      source: one.source ?? null,
      entered_by: place.by ?? null,
      entered_at: place.at,
    }))
    .execute()
}

/** Takes an endorsement away. @returns whether it was there. */
export async function deleteEndorsement(tx: Tx, campaign: CampaignId, id: EndorsementId): Promise<boolean> {
  const rows = await tx
    .deleteFrom('organizations_endorsement')
    .where('campaign_id', '=', campaign)
    .where('endorsement_id', '=', id)
    .returning('endorsement_id')
    .execute()
  return rows.length > 0
}

/** The endorsements of a letter in order. */
export async function endorsementRows(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<readonly Endorsement[]> {
  const rows = await tx
    .selectFrom('organizations_endorsement')
    .select(['endorsement_id', 'name', 'title', 'group_name', 'words', 'source'])
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', letter)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    id: row.endorsement_id as EndorsementId,
    name: row.name,
    title: row.title ?? undefined,
    group: row.group_name ?? undefined,
    words: row.words ?? undefined,
    source: row.source ?? undefined,
  }))
}
