import type { Means, RecipientId } from '#kernel'
import type { Tx } from '#platform'
import { groundFor, hasCome, record, refused, type Acting, type On, type RecordOutcome } from './act.ts'
import { isQuoted } from './is-quoted.ts'
import type { RecordNote, Wording } from './record.ts'
import { typedText } from './words-in.ts'

/** Puts on record what a recipient said or did that is neither a promise nor an answer to the letters. */
export async function noteFact(
  tx: Tx,
  wish: Acting &
    On & {
      readonly recipient: RecipientId
      readonly kind: RecordNote['kind']
      readonly wording: Wording
      readonly demand?: string
    },
  means: Means,
): Promise<RecordOutcome> {
  const ground = await groundFor(tx, wish, means)
  if (typeof ground === 'string') return refused(ground)
  const { recipient, kind, demand, on } = wish
  const wording = { ...wish.wording, words: typedText(wish.wording.words) }
  if (wording.words === '') return refused('empty')
  if (!ground.recipients.some(({ id }) => id === recipient)) return refused('no-such-recipient')
  if (!(await isQuoted(tx, wish.campaign, wording))) return refused('words-not-found')
  if (!hasCome(on, ground)) return refused('in-the-future')
  const happening = { kind: 'noted', on, recipient, facts: { kind, wording, demand } } as const
  return record(tx, wish, { act: 'note-fact', subject: [recipient], happening }, means)
}
