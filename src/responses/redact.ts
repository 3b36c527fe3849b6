import type { Actor } from '#accounts'
import type { CampaignId, Means, RecordEventId } from '#kernel'
import { dropFile, type Tx } from '#platform'
import { groundFor, record, refused, type Acting, type RecordOutcome } from './act.ts'
import { eraseDocument } from './store-event.ts'
import { dropProposal } from './store-redaction.ts'
import { emptyReply } from './store-reply.ts'
import { typedText } from './words-in.ts'

/**
 * Takes an entry of the record down by the server's own hand, which is not bound by the rule of two
 * (`proposeRedaction`, `confirmRedaction`): for what a court orders of whoever runs it.
 */
export async function redact(
  tx: Tx,
  wish: {
    readonly campaign: CampaignId
    readonly by: Extract<Actor, 'server'>
    readonly event: RecordEventId
    readonly reason: string
  },
  means: Means,
): Promise<RecordOutcome> {
  return await takeDown(tx, wish, means)
}

/**
 * Takes an entry of the record down, for a reason that everybody is told. What is left is that there was one, its hash,
 * which the log has for good, and the reason: an event itself. Of a reply the message and what came with it go, too.
 */
export async function takeDown(
  tx: Tx,
  wish: Acting & { readonly event: RecordEventId; readonly reason: string },
  means: Means,
): Promise<RecordOutcome> {
  const ground = await groundFor(tx, wish, means)
  if (typeof ground === 'string') return refused(ground)
  const { campaign, event } = wish
  const reason = typedText(wish.reason)
  if (reason === '') return refused('empty')
  const found = ground.events.find(({ id }) => id === event)
  if (!found) return refused('no-such-event')
  // A tombstone is all that is left of something: it stays.
  if (found.kind === 'event-redacted') return refused('not-allowed-now')
  const facts = { redacted: event, hash: found.hash, reason }
  const happening = { kind: 'event-redacted', on: ground.today, recipient: found.recipient, facts } as const
  const outcome = await record(tx, wish, { act: 'redact-event', subject: [event], happening }, means)
  await eraseDocument(tx, campaign, event, outcome.event)
  await dropProposal(tx, campaign, event)
  if (found.kind === 'reply-published')
    for (const file of await emptyReply(tx, campaign, found.facts.reply, ground.at)) await dropFile(tx, campaign, file)
  return outcome
}
