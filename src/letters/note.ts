import type { Actor } from '#accounts'
import { newId, type CampaignId, type LetterId, type Means } from '#kernel'
import type { Tx } from '#platform'
import { keptText } from './save.ts'
import { draftRow } from './store-draft.ts'
import { deleteNote, insertNote, noteRows } from './store-note.ts'
import { touchCampaign } from './store.ts'
import { writeDown } from './write-down.ts'

/** Names a note of the organizers; a UUID version 7. */
export type NoteId = string & { readonly __kind: 'NoteId' }

/** What the organizers tell readers about a letter. It stands outside the text: nobody signed it. */
export type Note = {
  readonly id: NoteId
  /** Plain text; an empty line ends a paragraph. */
  readonly body: string
  readonly writtenAt: Date
}

/** What can come of adding a note. */
export type NoteOutcome =
  | { readonly kind: 'added'; readonly note: NoteId }
  | { readonly kind: 'empty' }
  /** Longer than {@link longestNote}. */
  | { readonly kind: 'too-long' }
  | { readonly kind: 'gone' }

/** In UTF-16 code units. */
export const longestNote = 10_000

/** Adds a note that stands beside the letter, never in it: readers see it as soon as they see the letter. */
export async function addNote(
  tx: Tx,
  wish: { readonly campaign: CampaignId; readonly letter: LetterId; readonly by: Actor; readonly body: string },
  means: Means,
): Promise<NoteOutcome> {
  const { campaign, letter, by } = wish
  const body = keptText(wish.body).trim()
  if (body === '') return { kind: 'empty' }
  if (body.length > longestNote) return { kind: 'too-long' }
  if (!(await draftRow(tx, campaign, letter))) return { kind: 'gone' }
  const id = newId<NoteId>(means)
  await insertNote(tx, campaign, letter, { id, body, writtenAt: means.now() })
  await touchCampaign(tx, campaign)
  await writeDown(tx, { act: 'add-note', campaign, subject: [letter, id] }, { ...means, by })
  return { kind: 'added', note: id }
}

/** Takes a note away; the trail keeps that there was one. */
export async function removeNote(
  tx: Tx,
  { campaign, note, by }: { readonly campaign: CampaignId; readonly note: NoteId; readonly by: Actor },
  means: Means,
): Promise<{ readonly kind: 'removed' | 'gone' }> {
  const letter = await deleteNote(tx, campaign, note)
  if (!letter) return { kind: 'gone' }
  await touchCampaign(tx, campaign)
  await writeDown(tx, { act: 'remove-note', campaign, subject: [letter, note] }, { ...means, by })
  return { kind: 'removed' }
}

/** The notes about a letter, the oldest first. Whether strangers may read the letter is asked before. */
export async function notesOf(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<readonly Note[]> {
  return await noteRows(tx, campaign, letter)
}
