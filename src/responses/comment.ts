import { deliveryOf, type Delivery } from '#delivery'
import { newId, type AssessmentId, type DeliveryId, type Means } from '#kernel'
import type { Tx, Vault } from '#platform'
import { groundOf, refused, type RecordOutcome, type Refused } from './act.ts'
import type { RecordAssessment, RecordReply } from './record.ts'
import { readRecipientToken } from './recipient-link.ts'
import { assessmentRows, insertComment, type AssessmentWork } from './store-assessment.ts'
import { typedText } from './words-in.ts'
import { writeEvent } from './write-events.ts'

/** The longest comment, in UTF-16 code units. */
export const longestComment = 20_000

/** What a recipient sees behind its link. */
export type RecipientDesk =
  /** A judgment that nobody else has read, with the days left to comment. */
  | { readonly kind: 'to-comment'; readonly assessment: AssessmentWork }
  /** Something on record about it that it may countersign, once. */
  | { readonly kind: 'published-assessment'; readonly assessment: RecordAssessment }
  | { readonly kind: 'published-reply'; readonly reply: RecordReply }
  /** A letter that left the house for it, with what is on record of its answers and of it. */
  | {
      readonly kind: 'delivered'
      readonly delivery: Delivery
      readonly replies: readonly RecordReply[]
      readonly assessments: readonly RecordAssessment[]
      /** Judgments that it is asked to comment on. */
      readonly toComment: readonly AssessmentWork[]
    }
  /** The link is none of ours, or leads to what is not there any more. */
  | { readonly kind: 'gone' }

/** What stands behind a recipient's link. */
export async function recipientDesk(
  tx: Tx,
  vault: Vault,
  token: string,
  { now }: Pick<Means, 'now'>,
): Promise<RecipientDesk> {
  const linked = readRecipientToken(vault, token)
  if (!linked) return { kind: 'gone' }
  const { record } = await groundOf(tx, linked.campaign, now())
  const assessment = record.assessments.find(({ id }) => id === linked.subject)
  if (assessment) return { kind: 'published-assessment', assessment }
  const reply = record.replies.find(({ id }) => id === linked.subject)
  if (reply) return { kind: 'published-reply', reply }
  const [work] = await assessmentRows(tx, linked.campaign, { assessment: linked.subject as AssessmentId })
  if (work) return work.state === 'sent-for-comment' ? { kind: 'to-comment', assessment: work } : { kind: 'gone' }
  const delivery = await deliveryOf(tx, linked.campaign, linked.subject as DeliveryId)
  if (!delivery || delivery.status === 'draft') return { kind: 'gone' }
  const its = ({ recipient }: { readonly recipient: string }) => recipient === delivery.recipient
  const works = (await assessmentRows(tx, linked.campaign)).filter(its)
  return {
    kind: 'delivered',
    delivery,
    replies: record.replies.filter(its),
    assessments: record.assessments.filter(its),
    toComment: works.filter(({ state }) => state === 'sent-for-comment'),
  }
}

/** What came of a comment. */
export type CommentOutcome = { readonly kind: 'kept' } | Refused

/** Keeps what a recipient says of a judgment before it is published; the last word is printed beside it. */
export async function commentOn(
  tx: Tx,
  vault: Vault,
  wish: { readonly token: string; readonly text: string },
  means: Means,
): Promise<CommentOutcome> {
  const linked = readRecipientToken(vault, wish.token)
  const desk = await recipientDesk(tx, vault, wish.token, means)
  if (!linked || desk.kind === 'gone') return refused('no-such-assessment')
  if (desk.kind !== 'to-comment') return refused('not-allowed-now')
  const text = typedText(wish.text)
  if (text === '' || text.length > longestComment) return refused('empty')
  // Sent again by somebody who does not know whether it came through.
  if (desk.assessment.comment?.text === text) return { kind: 'kept' }
  const comment = { id: newId(means), assessment: desk.assessment.id, text, at: means.now() }
  await insertComment(tx, linked.campaign, comment)
  return { kind: 'kept' }
}

/** The recipient's own yes to what was published about it: this is what it wrote, this was said to it. Given once. */
export async function countersign(
  tx: Tx,
  vault: Vault,
  wish: { readonly token: string; readonly name: string; readonly note?: string },
  means: Means,
): Promise<RecordOutcome> {
  const linked = readRecipientToken(vault, wish.token)
  const name = typedText(wish.name)
  if (!linked) return refused('no-such-event')
  if (name === '') return refused('empty')
  const ground = await groundOf(tx, linked.campaign, means.now())
  const { replies, assessments } = ground.record
  const found = [...replies, ...assessments].find(({ id }) => id === linked.subject)
  const event = ground.events.find(({ id }) => id === found?.event)
  if (!found || !event) return refused('no-such-event')
  if (found.countersigned) return refused('not-allowed-now')
  const facts = { of: found.id, hash: event.hash, name, note: typedText(wish.note ?? '') || undefined }
  const happening = { kind: 'countersigned', on: ground.today, recipient: found.recipient, facts } as const
  return { kind: 'recorded', event: await writeEvent(tx, linked.campaign, happening, 'server', means) }
}
