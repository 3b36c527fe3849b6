import { sql } from 'kysely'
import type { CampaignId, LetterId, OrganizerId } from '#kernel'
import type { Tx } from '#platform'
import type { SaveId } from './save.ts'

/** A text that somebody saved, as it is kept. */
export type SaveRow = {
  readonly id: SaveId
  /** Absent: set aside, it never was the letter's text. */
  readonly revision: number | undefined
  readonly by: OrganizerId | undefined
  readonly isAsked: boolean
  readonly begunAt: Date
  readonly savedAt: Date
}

const columns = ['save_id', 'revision', 'saved_by', 'is_asked', 'begun_at', 'saved_at'] as const

type Row = {
  readonly save_id: string
  readonly revision: number | null
  readonly saved_by: string | null
  readonly is_asked: boolean
  readonly begun_at: Date
  readonly saved_at: Date
}

const saveOf = (row: Row): SaveRow => ({
  id: row.save_id as SaveId,
  revision: row.revision ?? undefined,
  by: (row.saved_by ?? undefined) as OrganizerId | undefined,
  isAsked: row.is_asked,
  begunAt: row.begun_at,
  savedAt: row.saved_at,
})

/** Keeps a saved text. */
export async function insertSave(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  save: SaveRow & { readonly source: string },
): Promise<void> {
  await tx
    .insertInto('letters_save')
    .values({
      campaign_id: campaign,
      letter_id: letter,
      save_id: save.id,
      revision: save.revision ?? null,
      source: save.source,
      saved_by: save.by ?? null,
      is_asked: save.isAsked,
      begun_at: save.begunAt,
      saved_at: save.savedAt,
    })
    .execute()
}

/** Puts a later text of the same person in the place of one that was saved by itself. */
export async function replaceSave(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  save: Omit<SaveRow, 'begunAt' | 'by'> & { readonly source: string },
): Promise<void> {
  await tx
    .updateTable('letters_save')
    .set({
      revision: save.revision ?? null,
      source: save.source,
      is_asked: save.isAsked,
      saved_at: save.savedAt,
    })
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', letter)
    .where('save_id', '=', save.id)
    .execute()
}

/** The save of a revision, if it is kept. */
export async function saveOfRevision(tx: Tx, campaign: CampaignId, letter: LetterId, revision: number) {
  const row = await tx
    .selectFrom('letters_save')
    .select(columns)
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', letter)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return row && saveOf(row)
}

/** The latest text of a person that was set aside. */
export async function latestAside(tx: Tx, campaign: CampaignId, letter: LetterId, by: OrganizerId | undefined) {
  const row = await tx
    .selectFrom('letters_save')
    .select([...columns, 'source'])
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', letter)
    .where('revision', 'is', null)
    .where('saved_by', 'is not distinct from', by ?? null)
    .orderBy('save_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { ...saveOf(row), source: row.source }
}

/** Every save of a letter, the latest first. */
export async function allSaves(tx: Tx, campaign: CampaignId, letter: LetterId, limit: number) {
  const rows = await tx
    .selectFrom('letters_save')
    .select(columns)
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', letter)
    .orderBy('saved_at', 'desc')
    .orderBy('save_id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(saveOf)
}

/** The latest saves of a letter and those that are named, the latest first; the named ones with their text. */
export async function savesAndTexts(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  { limit, named }: { readonly limit: number; readonly named: readonly SaveId[] },
) {
  const its = tx.selectFrom('letters_save').where('campaign_id', '=', campaign).where('letter_id', '=', letter)
  const wanted = sql<boolean>`save_id = any(${named}::uuid[])`
  const rows = await its
    .select([...columns, sql<string | null>`case when ${wanted} then source end`.as('source')])
    .where((eb) =>
      eb.or([
        wanted,
        eb('save_id', 'in', its.select('save_id').orderBy('saved_at', 'desc').orderBy('save_id', 'desc').limit(limit)),
      ]),
    )
    .orderBy('saved_at', 'desc')
    .orderBy('save_id', 'desc')
    .execute()
  return rows.map((row) => ({ ...saveOf(row), source: row.source ?? undefined }))
}

/** The text of a save. */
export async function sourceOfSave(tx: Tx, campaign: CampaignId, letter: LetterId, save: SaveId) {
  const row = await tx
    .selectFrom('letters_save')
    .select('source')
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', letter)
    .where('save_id', '=', save)
    .executeTakeFirst()
  return row?.source
}

/** Makes a text the letter's, under its next revision. */
export async function updateSource(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  { source, revision }: { readonly source: string; readonly revision: number },
): Promise<void> {
  await tx
    .updateTable('letters_letter')
    .set({ source, revision })
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', letter)
    .execute()
}
