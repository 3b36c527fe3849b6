import { newId, type CampaignId, type LetterId, type SignOnId, type VersionHash } from '#kernel'
import { touchCampaign } from '#letters'
import { leaveMails, type MailNote, type Tx } from '#platform'
import { lockedContext, type SealedMeans } from './begin.ts'
import type { Consent } from './gathered.ts'
import { settleSignOns } from './settle-sign-ons.ts'
import { carryingOf } from './standing.ts'
import { insertConsents } from './store-gathered.ts'
import { gatheredLines } from './store-lines.ts'

/** A change of a letter's text that has just been frozen. */
export type TextChange = {
  readonly campaign: CampaignId
  readonly letter: LetterId
  /** The hashes of the new versions. */
  readonly versions: readonly VersionHash[]
  /** What the organizer called it when freezing. */
  readonly change: 'correction' | 'change'
}

/**
 * Follows a change of the text: a correction takes the names along whose representatives allowed that when they signed
 * on; everybody else who had signed gets a mail with the difference, and stands under the old words until they say yes.
 * To be called after freezing, in the same transaction.
 */
export async function carryConsents(
  tx: Tx,
  { campaign, letter, versions, change }: TextChange,
  means: SealedMeans,
): Promise<{ readonly carried: number; readonly asked: number }> {
  const context = await lockedContext(tx, campaign, letter)
  if (!context || versions.length === 0) return { carried: 0, asked: 0 }
  const at = means.now()
  const fresh = new Set(versions)
  const carried: (Consent & { readonly signOn: SignOnId })[] = []
  const mails: MailNote[] = []
  let names = 0
  for (const line of await gatheredLines(tx, campaign, { letter })) {
    if (line.withdrawnAt) continue
    const carrying = carryingOf(line, context.letter.editions, fresh, change)
    if (carrying.carried.length > 0) names += 1
    carried.push(...carrying.carried.map((one) => ({ ...one, signOn: line.id, how: 'carried' as const, at })))
    const isAsked = carrying.awaited.length > 0 && !line.isForgotten && line.verdict !== 'declined'
    if (isAsked) mails.push(...changedMails(line.id, line.term))
  }
  await insertConsents(tx, campaign, carried)
  await leaveMails(tx, mails)
  await settleSignOns(tx, campaign, letter, means)
  await touchCampaign(tx, campaign)
  return { carried: names, asked: mails.length / 2 }

  /** One to the representative, one to the deputy, which is not made where there is none: the address is sealed. */
  function changedMails(signOn: SignOnId, term: number): readonly MailNote[] {
    const ids = { campaign, signOn, term: String(term) }
    const note = { kind: 'organizations.text-changed', dueAt: at }
    return [
      { ...note, id: newId(means), ids },
      { ...note, id: newId(means), ids: { ...ids, deputy: '1' } },
    ]
  }
}
