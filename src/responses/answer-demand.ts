import type { Means, ReplyId } from '#kernel'
import type { Tx } from '#platform'
import { groundFor, record, refused, type Acting, type RecordOutcome } from './act.ts'
import { isDemand } from './record-of.ts'
import type { AnswerValue } from './vocabulary.ts'
import { standsIn, typedText } from './words-in.ts'

/** Says what a published reply says on one demand, with its own words for it, which must stand in it. A later word takes the place of an earlier one. */
export async function answerDemand(
  tx: Tx,
  wish: Acting & {
    readonly reply: ReplyId
    readonly demand: string
    readonly value: AnswerValue
    readonly words?: string
    readonly note?: string
  },
  means: Means,
): Promise<RecordOutcome> {
  const ground = await groundFor(tx, wish, means)
  if (typeof ground === 'string') return refused(ground)
  const { reply, demand, value } = wish
  const found = ground.record.replies.find(({ id }) => id === reply)
  if (!found) return refused('no-such-reply')
  if (!(await isDemand(tx, wish.campaign, demand, ground.at))) return refused('no-such-demand')
  const words = typedText(wish.words ?? '') || undefined
  if (words !== undefined && !standsIn(words, found.text)) return refused('words-not-found')
  const facts = { reply, demand, value, words, note: typedText(wish.note ?? '') || undefined }
  const happening = { kind: 'demand-answered', on: found.on, recipient: found.recipient, facts } as const
  return record(tx, wish, { act: 'answer-demand', subject: [reply], happening }, means)
}
