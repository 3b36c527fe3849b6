import type { CampaignId, LetterId, RecipientId } from '#kernel'
import type { Tx } from '#platform'
import { bareEdition } from './change-edition.ts'
import { draftLetter } from './draft-letter.ts'
import type { Edition, Letter } from './letter.ts'
import { keptText, longestSource } from './save.ts'
import { recipientsOf } from './store.ts'
import { isLanguage } from './tags.ts'
import { writeDown, type Doing } from './write-down.ts'

/** A letter as an organizer begins it. */
export type LetterBeginning = {
  readonly campaign: CampaignId
  readonly title: string
  readonly language: string
  /** To whom; every recipient of the campaign unless some are named. */
  readonly recipients?: readonly RecipientId[]
  readonly source?: string
}

/** What can come of it. */
export type LetterStarted =
  | { readonly kind: 'started'; readonly letter: Letter; readonly editions: readonly Edition[] }
  | { readonly kind: 'no-title' }
  | { readonly kind: 'no-language' }
  | { readonly kind: 'too-long' }
  /** One of those named is not a recipient of the campaign. */
  | { readonly kind: 'no-recipient' }

/** Begins a letter as a draft with an edition, in the letter's language, for each recipient. */
export async function startLetter(
  tx: Tx,
  { campaign, title, language, recipients, source = '' }: LetterBeginning,
  means: Doing,
): Promise<LetterStarted> {
  if (title.trim() === '') return { kind: 'no-title' }
  if (!isLanguage(language)) return { kind: 'no-language' }
  if (source.length > longestSource) return { kind: 'too-long' }
  const all = await recipientsOf(tx, campaign)
  const wished = recipients ?? all.map(({ id }) => id)
  if (wished.some((id) => !all.some((one) => one.id === id))) return { kind: 'no-recipient' }
  const editions = all.filter(({ id }) => wished.includes(id)).map((one) => bareEdition(one, language))
  const start = { title: title.trim(), language, source: keptText(source), editions }
  const started = await draftLetter(tx, campaign, start, means)
  await writeStarted(tx, campaign, started.letter.id, means)
  return { kind: 'started', ...started }
}

/** Writes down that a letter was begun. */
export async function writeStarted(tx: Tx, campaign: CampaignId, letter: LetterId, means: Doing): Promise<void> {
  await writeDown(tx, { act: 'start-letter', campaign, subject: [letter] }, means)
}
