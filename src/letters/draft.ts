import type { CampaignId, Means } from '#kernel'
import type { Tx } from '#platform'
import type { Recipient } from './campaign.ts'
import type { Letter } from './letter.ts'
import { liveLock } from './lock.ts'
import type { Lock } from './save.ts'
import {
  draftRow,
  recipientsWithEditions,
  type LetterKey,
  type PlacedEdition,
  type RecipientEditions,
} from './store-draft.ts'

/** An edition with whom it is for. */
export type DraftEdition = Omit<PlacedEdition, 'recipient' | 'position'> & { readonly recipient: Recipient }

/** A letter as its writers see it, public or not. */
export type LetterDraft = {
  readonly letter: Letter
  /** Of its source: whoever saves says which one they read. */
  readonly revision: number
  /** Every recipient of the campaign in order, also those that this letter does not go to. */
  readonly recipients: readonly Recipient[]
  /** In their order. */
  readonly editions: readonly DraftEdition[]
  /** Who is writing now. */
  readonly lock: Lock | undefined
}

/** A letter for those who write it; two questions. */
export async function letterDraft(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterKey,
  { now }: Pick<Means, 'now'>,
): Promise<LetterDraft | undefined> {
  const row = await draftRow(tx, campaign, letter)
  if (!row) return undefined
  const all = await recipientsWithEditions(tx, campaign, row.letter.id)
  return {
    letter: row.letter,
    revision: row.revision,
    recipients: all.map(({ recipient }) => recipient),
    editions: editionsInOrder(all),
    lock: liveLock(row, now()),
  }
}

/** The editions of a letter in their order, each with its recipient. */
export function editionsInOrder(all: readonly RecipientEditions[]): readonly DraftEdition[] {
  return all
    .flatMap(({ recipient, editions }) => editions.map((edition) => ({ edition, recipient })))
    .toSorted((one, other) => one.edition.position - other.edition.position)
    .map(({ edition: { position: _place, ...edition }, recipient }) => ({ ...edition, recipient }))
}
