import type { CampaignId, LetterId } from '#kernel'
import type { Tx } from '#platform'
import type { Note, NoteId } from './note.ts'

/** Keeps a note. */
export async function insertNote(tx: Tx, campaign: CampaignId, letter: LetterId, note: Note): Promise<void> {
  await tx
    .insertInto('letters_note')
    .values({
      campaign_id: campaign,
      note_id: note.id,
      letter_id: letter,
      body: note.body,
      written_at: note.writtenAt,
    })
    .execute()
}

/** Takes a note away. @returns the letter it was about. */
export async function deleteNote(tx: Tx, campaign: CampaignId, note: NoteId): Promise<LetterId | undefined> {
  const row = await tx
    .deleteFrom('letters_note')
    .where('campaign_id', '=', campaign)
    .where('note_id', '=', note)
    .returning('letter_id')
    .executeTakeFirst()
  return row?.letter_id as LetterId | undefined
}

/** The notes about a letter, the oldest first. */
export async function noteRows(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<readonly Note[]> {
  const rows = await tx
    .selectFrom('letters_note')
    .select(['note_id', 'body', 'written_at'])
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', letter)
    .orderBy('written_at')
    .orderBy('note_id')
    .execute()
  return rows.map((row) => ({ id: row.note_id as NoteId, body: row.body, writtenAt: row.written_at }))
}
