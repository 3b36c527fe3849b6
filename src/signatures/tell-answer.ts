import { newId, type CampaignId, type LetterId, type Means, type ReplyId } from '#kernel'
import { leaveMails, type Tx } from '#platform'
import { hearingIn, type LeafWindow } from './store-hearing.ts'
import { settingsOf } from './store-settings.ts'

/** The kind of mail that tells of an answer. */
export const answerKind = 'signatures.answer'

/**
 * Leaves a mail about an answer for every supporter who agreed to hear from the campaign, had signed before it was
 * published, and has their leaf in the window. Ids only: whoever has ended it when the mail is made gets none. Called
 * once for each window, each mailbox is told once.
 * @param answer.letter whose signers are told; absent: those of every letter.
 * @returns how many mails were left
 */
export async function tellSupporters(
  tx: Tx,
  answer: {
    readonly campaign: CampaignId
    readonly letter: LetterId | undefined
    readonly reply: ReplyId
    readonly publishedAt: Date
    readonly window: LeafWindow
  },
  means: Means,
): Promise<number> {
  const { campaign, letter, reply, publishedAt: until, window } = answer
  if ((await settingsOf(tx, [campaign])).get(campaign)?.hearFrom === undefined) return 0
  const supporters = await hearingIn(tx, campaign, { letter, until, window })
  const dueAt = means.now()
  await leaveMails(
    tx,
    supporters.map((signature) => ({ id: newId(means), kind: answerKind, ids: { campaign, signature, reply }, dueAt })),
  )
  return supporters.length
}
