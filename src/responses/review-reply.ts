import { recordEvent } from '#accounts'
import { deliveriesOf, noteAnswer } from '#delivery'
import type { CampaignId, Means, ReplyId } from '#kernel'
import { leaveJob, type Tx } from '#platform'
import {
  fits,
  groundFor,
  record,
  refused,
  statusFrom,
  type Acting,
  type Ground,
  type RecordOutcome,
  type Refusal,
  type Refused,
} from './act.ts'
import { insertStatuses } from './store-event.ts'
import { replyRows, updateKind, type StoredReply } from './store-reply.ts'
import type { ReplyKind } from './vocabulary.ts'

/** The job left when a reply was published; its ids are `campaign` and `reply`. Whoever opted in is told once. */
const replyJob = 'responses.reply-published'

/** Every job that this room leaves; to be prepared before one is left. */
export const responseJobs: readonly string[] = [replyJob]

type OfReply = Acting & { readonly reply: ReplyId }

/** What came of an act that strangers do not see. */
export type ReviewOutcome = { readonly kind: 'done' } | Refused

/** An organizer's word on a reply that waits: it is the recipient's (`accepted`), or it is not for the record (`set-aside`). */
export async function reviewReply(
  tx: Tx,
  wish: OfReply & { readonly state: 'accepted' | 'set-aside' },
  means: Means,
): Promise<ReviewOutcome> {
  const found = await replyFor(tx, wish, means)
  if (typeof found === 'string') return refused(found)
  const { campaign, by, reply, state } = wish
  const { ground, row } = found
  if (!(await fits(tx, campaign, { axis: 'reply', subject: reply, status: state, on: ground.today })))
    return refused('not-allowed-now')
  await insertStatuses(tx, campaign, [statusFrom('reply', reply, state, ground.today)], ground.at)
  const event = { by, act: 'review-reply', campaign, subject: [reply] } as const
  await recordEvent(tx, { ...event, before: { state: row.state }, after: { state } }, means)
  return { kind: 'done' }
}

/** Says what kind of letter a reply is. Of a published one that is an event: what it was taken for before stays on record. */
export async function classifyReply(
  tx: Tx,
  wish: OfReply & { readonly kind: ReplyKind },
  means: Means,
): Promise<ReviewOutcome> {
  const found = await replyFor(tx, wish, means)
  if (typeof found === 'string') return refused(found)
  const { campaign, by, reply, kind } = wish
  const { ground, row } = found
  await updateKind(tx, campaign, reply, kind)
  const act = { act: 'classify-reply', subject: [reply] } as const
  if (row.state !== 'published') {
    const before = row.kind === undefined ? {} : { before: { kind: row.kind } }
    await recordEvent(tx, { by, campaign, ...act, ...before, after: { kind } }, means)
    return { kind: 'done' }
  }
  if (kind === 'substantive') await stopClocks(tx, campaign, row)
  const facts = { reply, kind }
  const happening = { kind: 'reply-classified', on: ground.today, recipient: row.recipient, facts } as const
  await record(tx, wish, { ...act, happening }, means)
  return { kind: 'done' }
}

/**
 * Publishes a reply verbatim, with its leaf in the log. What nothing proves to be the recipient's must have been
 * accepted by a person before; and somebody must have said what kind of letter it is.
 */
export async function publishReply(tx: Tx, wish: OfReply, means: Means): Promise<RecordOutcome> {
  const found = await replyFor(tx, wish, means)
  if (typeof found === 'string') return refused(found)
  const { campaign, reply } = wish
  const { ground, row } = found
  const { kind, channel, author, text, delivery, version, message, attachments, provedDomain: domain } = row
  if (kind === undefined || (row.state === 'waiting' && domain === undefined)) return refused('not-allowed-now')
  if (!(await fits(tx, campaign, { axis: 'reply', subject: reply, status: 'published', on: ground.today })))
    return refused('not-allowed-now')
  const proof = domain === undefined ? ({ kind: 'reviewed' } as const) : ({ kind: 'domain', domain } as const)
  const facts = { reply, kind, channel, author, text, delivery, version, proof, message, attachments }
  const happening = { kind: 'reply-published', on: row.receivedOn, recipient: row.recipient, facts } as const
  const statuses = [statusFrom('reply', reply, 'published', ground.today)]
  const outcome = await record(tx, wish, { act: 'publish-reply', subject: [reply], happening, statuses }, means)
  if (kind === 'substantive') await stopClocks(tx, campaign, row)
  if (kind !== 'out-of-office' && kind !== 'bounce') await leaveJob(tx, replyJob, { campaign, reply })
  return outcome
}

/** Who has answered in substance is not reminded of: the clock of the edition, or of all that it was sent, stops. */
async function stopClocks(tx: Tx, campaign: CampaignId, row: StoredReply): Promise<void> {
  const { recipient, delivery, receivedOn: on } = row
  const sent = (await deliveriesOf(tx, campaign)).filter((one) => one.recipient === recipient)
  const answered = delivery === undefined ? sent : sent.filter(({ id }) => id === delivery)
  for (const { letter, edition } of answered)
    await noteAnswer(tx, { campaign, letter, edition, on }, { now: () => row.receivedAt })
}

async function replyFor(
  tx: Tx,
  wish: OfReply,
  means: Means,
): Promise<{ readonly ground: Ground; readonly row: StoredReply } | Refusal> {
  const ground = await groundFor(tx, wish, means)
  if (typeof ground === 'string') return ground
  const [row] = await replyRows(tx, wish.campaign, { reply: wish.reply })
  return row && !row.isRedacted ? { ground, row } : 'no-such-reply'
}
