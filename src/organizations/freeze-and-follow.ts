import { lockRoles } from '#accounts'
import type { LetterId } from '#kernel'
import { freezeDraft, setState, type Campaign, type FreezeDraftOutcome, type StateOutcome } from '#letters'
import type { Doing, FreezeWish, StateWish } from '#letters'
import type { Tx } from '#platform'
import { lockSignOns, type SealedMeans } from './begin.ts'
import { carryConsents } from './carry-consents.ts'
import { settleSignOns } from './settle-sign-ons.ts'

/** What came of freezing, and of the sign-ons to the texts before. */
export type FreezeAndFollowOutcome =
  | (Extract<FreezeDraftOutcome, { readonly kind: 'done' }> & {
      /** Organizations that were carried over to the corrected text. */
      readonly carried: number
      /** Organizations that were asked by mail to sign the new text. */
      readonly asked: number
    })
  | Exclude<FreezeDraftOutcome, { readonly kind: 'done' }>

/**
 * Freezes exactly the texts that somebody saw (`freezeDraft`), and carries over or asks whoever signed on to those
 * before: one act, whose locks are taken in the order in which everybody takes them.
 */
export async function freezeAndFollow(tx: Tx, wish: FreezeWish, means: SealedMeans): Promise<FreezeAndFollowOutcome> {
  const { campaign, letter, change = 'change' } = wish
  await lockRoles(tx, campaign)
  await lockSignOns(tx, campaign)
  const frozen = await freezeDraft(tx, wish, means)
  if (frozen.kind !== 'done') return frozen
  const versions = frozen.editions.flatMap((one) => (one.kind === 'frozen' ? [one.version.hash] : []))
  return { ...frozen, ...(await carryConsents(tx, { campaign, letter, versions, change }, means)) }
}

/**
 * Opens or closes a letter to strangers (`setState`), and brings the log in line at once: names that stand now that
 * strangers may read the letter get their place in it.
 */
export async function setStateAndSettle(
  tx: Tx,
  campaign: Pick<Campaign, 'id' | 'slug'>,
  { letter, ...wish }: StateWish & { readonly letter: LetterId },
  means: SealedMeans & Doing,
): Promise<StateOutcome> {
  await lockSignOns(tx, campaign.id)
  const outcome = await setState(tx, campaign, letter, wish, means)
  if (outcome.kind === 'set') await settleSignOns(tx, campaign.id, letter, means)
  return outcome
}
