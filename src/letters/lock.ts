import type { CampaignId, LetterId, Means, OrganizerId } from '#kernel'
import type { Tx } from '#platform'
import { lockLives, type Lock } from './save.ts'
import { lockDraft, updateLock, type DraftRow } from './store-draft.ts'
import { writeDown } from './write-down.ts'

/** What can come of wanting to write a letter. */
export type LockOutcome =
  | { readonly kind: 'yours'; readonly since: Date }
  /** Another writes. Whoever wants to write all the same asks again with `takeOver`. */
  | { readonly kind: 'held'; readonly by: OrganizerId; readonly since: Date; readonly seen: Date }
  | { readonly kind: 'gone' }

/** Who writes which letter. */
export type LockWish = { readonly campaign: CampaignId; readonly letter: LetterId; readonly by: OrganizerId }

/** The lock of a letter, while its owner is still heard of. */
export function liveLock({ lockedBy, lockedSince, lockedSeen }: DraftRow, at: Date): Lock | undefined {
  if (!lockedBy || !lockedSince || !lockedSeen) return undefined
  if (lockedSeen.getTime() + lockLives <= at.getTime()) return undefined
  return { by: lockedBy, since: lockedSince, seen: lockedSeen }
}

/**
 * Says that somebody writes a letter now, or still does. Ten minutes without a word from its owner end a lock; with
 * `takeOver` it goes over at once, and what its owner then saves is set aside, not lost.
 */
export async function takeLock(
  tx: Tx,
  { campaign, letter, by, takeOver = false }: LockWish & { readonly takeOver?: boolean },
  means: Means,
): Promise<LockOutcome> {
  const row = await lockDraft(tx, campaign, letter)
  if (!row) return { kind: 'gone' }
  const at = means.now()
  const held = liveLock(row, at)
  if (held && held.by !== by && !takeOver) return { kind: 'held', ...held }
  const since = held?.by === by ? held.since : at
  await updateLock(tx, campaign, letter, { by, since, seen: at })
  if (held && held.by !== by)
    await writeDown(tx, { act: 'take-over-lock', campaign, subject: [letter, held.by] }, { ...means, by })
  return { kind: 'yours', since }
}

/** Says that somebody no longer writes a letter; nothing where another does. */
export async function releaseLock(tx: Tx, { campaign, letter, by }: LockWish): Promise<void> {
  const row = await lockDraft(tx, campaign, letter)
  if (row?.lockedBy === by) await updateLock(tx, campaign, letter, undefined)
}
