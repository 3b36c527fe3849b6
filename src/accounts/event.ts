import { Fault, newId, type CampaignId, type Means, type OrganizerId } from '#kernel'
import type { Tx } from '#platform'
import type { EventId } from './ids.ts'
import type { Act } from './roles.ts'
import { insertEvent } from './store-event.ts'

/** Who acts: an organizer, or whoever sits at the server's own command line (and the server's clock). */
export type Actor = OrganizerId | 'server'

/** Everything that is written down: what a role allows, and what an organizer does with accounts. A new act is named here first. */
export type EventAct =
  | Exclude<Act, 'read' | 'read-trail'>
  | 'create-campaign'
  | WritingAct
  | ImportAct
  | EvidenceAct
  | DeliveryAct
  | RecordingAct
  | 'accept-invitation'
  | 'decline-invitation'
  | 'withdraw-invitation'
  | 'propose'
  | 'approve'
  | 'refuse-approval'
  | 'use-approval'
  | 'sign-in'
  | 'sign-out'
  | 'sign-out-everywhere'
  | 'add-passkey'
  | 'remove-passkey'
  | 'name-organizer'
  | 'set-grants'
  | 'end-organizer'
  | 'erase-organizer'
  | 'change-ask'
  | 'remind-organizations'
  | 'judge-sign-on'
  | 'call-back'
  | 'settle-doubt'
  | 'endorse'
  | 'remove-endorsement'

/** What organizers do to a campaign and its letters before strangers see them. */
type WritingAct =
  | 'duplicate-campaign'
  | 'change-campaign'
  | 'open-log'
  | 'name-recipients'
  | 'start-letter'
  | 'save-source'
  | 'take-over-lock'
  | 'change-letter'
  | 'change-edition'
  | 'resolve-comment'
  | 'add-note'
  | 'remove-note'

/** What organizers do with other people's files. */
type ImportAct = 'read-file' | 'accept-file' | 'drop-file'

/** What organizers do with the evidence of a campaign. */
type EvidenceAct =
  | 'add-source'
  | 'ask-capture'
  | 'upload-capture'
  | 'remove-capture'
  | 'quote-evidence'
  | 'check-source'
  | 'attach-citation'
/** What organizers do to a delivery besides sending it. */
type DeliveryAct = 'prepare-delivery' | 'record-delivery' | 'set-delivery-status' | 'add-proof' | 'set-plan'
/** What organizers put on record of what recipients answered, promised and did. */
type RecordingAct =
  | 'put-demand'
  | 'describe-correspondence'
  | 'enter-reply'
  | 'review-reply'
  | 'classify-reply'
  | 'publish-reply'
  | 'answer-demand'
  | 'state-commitment'
  | 'revise-commitment'
  | 'link-demand'
  | 'characterize-commitment'
  | 'note-fact'
  | 'keep-rubric'
  | 'draft-assessment'
  | 'read-assessment'
  | 'send-for-comment'
  | 'publish-assessment'
  | 'drop-assessment'
  | 'propose-redaction'
  | 'refuse-redaction'
  | 'redact-event'
  | 'import-record'
  | 'add-webhook'
  | 'remove-webhook'
  | 'resume-webhook'

/** What was so before an act, or after it: ids, words of ours, numbers, moments. Nothing that a person typed. */
export type EventFacts = Readonly<Record<string, string | number | boolean | null>>

/** An act as it is written down. */
export type NewEvent = {
  readonly by: Actor
  readonly act: EventAct
  readonly campaign?: CampaignId
  /** Ids of what it was done to. */
  readonly subject?: readonly string[]
  readonly before?: EventFacts
  readonly after?: EventFacts
}

// Ids, hashes, dates and words of ours are spelled so; names, addresses and sentences of people are not.
const plain = /^[A-Za-z0-9:._-]{0,128}$/

/**
 * Writes down what somebody does, for good: the database refuses to change it. To be called in the transaction of the
 * act, so that there is neither without the other.
 * @throws Fault `internal` when a fact is longer or of other characters than ids and words of ours are.
 */
export async function recordEvent(tx: Tx, event: NewEvent, means: Means): Promise<EventId> {
  const { by, campaign, act, subject = [], before, after } = event
  const texts = [...subject, ...Object.values(before ?? {}), ...Object.values(after ?? {})]
  if (texts.some((text) => typeof text === 'string' && !plain.test(text)))
    throw new Fault('internal', `The act ${act} was to be written down with more than ids and words of ours.`)
  const id = newId<EventId>(means)
  const organizer = by === 'server' ? undefined : by
  await insertEvent(tx, { id, at: means.now(), organizer, campaign, act, subject, before, after })
  return id
}
