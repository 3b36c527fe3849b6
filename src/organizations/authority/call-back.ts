import { oneLine, type CampaignId, type LetterId, type Means, type OrganizationId } from '#kernel'
import type { Tx, Vault } from '#platform'
import { keepEvidence, type KeepOutcome } from './keep-evidence.ts'
import type { ProvedFor } from './challenge.ts'
import type { TextHash } from './proof-subject.ts'

/** What an organizer writes down who called an organization back. Personal, and kept sealed. */
export type CallBack = {
  readonly organization: OrganizationId
  readonly letter: LetterId
  readonly textHash: TextHash
  /** Whose proof it is. */
  readonly provedFor?: ProvedFor | undefined
  /** Who was spoken to. */
  readonly spokeTo: string
  /** Where the number or address was found: not from the representative, or it proves nothing. */
  readonly foundAt: string
  readonly note: string
  /** The organizer who called, by id. */
  readonly by: string
}

/** What comes of writing down a call-back. */
export type CallBackOutcome = KeepOutcome | { readonly kind: 'incomplete'; readonly missing: 'spoke-to' | 'found-at' }

/** Keeps an organizer's recorded call-back as evidence. Who was called and where the number is from must be said. */
export async function recordCallBack(
  tx: Tx,
  campaign: CampaignId,
  { organization, letter, textHash, provedFor, spokeTo, foundAt, note, by }: CallBack,
  means: Means & { readonly vault: Vault },
): Promise<CallBackOutcome> {
  if (oneLine(spokeTo) === '') return { kind: 'incomplete', missing: 'spoke-to' }
  if (oneLine(foundAt) === '') return { kind: 'incomplete', missing: 'found-at' }
  const evidence = { organization, letter, textHash, level: 'call-back', challenge: undefined, provedFor } as const
  const shown = { spokeTo: oneLine(spokeTo), foundAt: oneLine(foundAt), note: note.trim(), by }
  return keepEvidence(tx, campaign, { ...evidence, verdict: 'proved', reasons: [], shown, raw: undefined }, means)
}
