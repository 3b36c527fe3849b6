import type { Means, RecipientId } from '#kernel'
import type { Tx } from '#platform'
import {
  fits,
  groundFor,
  hasCome,
  record,
  refused,
  statusFrom,
  type Acting,
  type On,
  type RecordOutcome,
} from './act.ts'
import type { CorrespondenceState } from './vocabulary.ts'
import { typedText } from './words-in.ts'

/** Says where the exchange with a recipient stands from a day on. What the calendar says stands beside it, never in its place. */
export async function describeCorrespondence(
  tx: Tx,
  wish: Acting & On & { readonly recipient: RecipientId; readonly state: CorrespondenceState; readonly note?: string },
  means: Means,
): Promise<RecordOutcome> {
  const ground = await groundFor(tx, wish, means)
  if (typeof ground === 'string') return refused(ground)
  const { campaign, recipient, state, on } = wish
  if (!ground.recipients.some(({ id }) => id === recipient)) return refused('no-such-recipient')
  if (!hasCome(on, ground)) return refused('in-the-future')
  if (!(await fits(tx, campaign, { axis: 'correspondence', subject: recipient, status: state, on })))
    return refused('not-allowed-now')
  const facts = { state, note: typedText(wish.note ?? '') || undefined }
  const happening = { kind: 'correspondence-described', on, recipient, facts } as const
  const statuses = [statusFrom('correspondence', recipient, state, on)]
  return record(tx, wish, { act: 'describe-correspondence', subject: [recipient], happening, statuses }, means)
}
