import type { EditionId, LetterId, Means, RecipientId } from '#kernel'
import { isPlainSlug } from '#letters'
import type { Tx } from '#platform'
import { groundFor, hasCome, record, refused, type Acting, type On, type RecordOutcome } from './act.ts'
import type { Scope } from './scope.ts'
import { typedText } from './words-in.ts'

/** A demand as a recipient was asked it. */
export type DemandWish = Acting &
  On & {
    readonly recipient: RecipientId
    /** The same for the same demand to others; a slug. */
    readonly demand: string
    readonly title?: string
    readonly wording: string
    readonly letter?: LetterId
    readonly edition?: EditionId
    readonly scope: Scope
  }

/**
 * Puts a demand on record: what one recipient was asked, how wide it is, and in which words all are compared. Stands for
 * a demand that a letter marks under the same name; a letter that came in without marks has its demands by this alone.
 */
export async function putDemand(tx: Tx, wish: DemandWish, means: Means): Promise<RecordOutcome> {
  const ground = await groundFor(tx, wish, means)
  if (typeof ground === 'string') return refused(ground)
  const { recipient, demand, on, letter, edition, scope } = wish
  const wording = typedText(wish.wording)
  if (wording === '' || !isPlainSlug(demand)) return refused('empty')
  if (!ground.recipients.some(({ id }) => id === recipient)) return refused('no-such-recipient')
  if (!hasCome(on, ground)) return refused('in-the-future')
  const title = typedText(wish.title ?? '') || undefined
  const facts = { demand, title, wording, letter, edition, scope }
  const happening = { kind: 'demand-put', on, recipient, facts } as const
  return record(tx, wish, { act: 'put-demand', subject: [recipient], happening }, means)
}
