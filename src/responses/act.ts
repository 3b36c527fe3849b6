import { mayIn, recordEvent, type Act, type Actor, type EventAct } from '#accounts'
import { daysAt, type CampaignId, type Means, type PartialDate, type RecordEventId } from '#kernel'
import { campaignById, recipientsOf, type Recipient } from '#letters'
import type { Tx } from '#platform'
import { lastDayOf } from './day.ts'
import type { Happening, RecordEvent } from './event.ts'
import { eventOf } from './event-row.ts'
import { recordFrom, type FromEvents } from './record-from.ts'
import { standingEvent } from './standing-event.ts'
import { eventRows, insertStatuses, statusesOf, type NewStatus } from './store-event.ts'
import { isLegal, type Axis } from './transitions.ts'
import { lockRecord, writeEvent } from './write-events.ts'

/** Where something is recorded, and who does it. */
export type Acting = { readonly campaign: CampaignId; readonly by: Actor }

/** When something happened, in the campaign's zone; as exact as it is known. */
export type On = { readonly on: PartialDate }

/** Why a wish to record something cannot be met. */
export type Refusal =
  /** Who wishes it may not. */
  | 'not-allowed'
  | 'no-such-recipient'
  | 'no-such-demand'
  | 'no-such-reply'
  | 'no-such-commitment'
  | 'no-such-assessment'
  | 'no-such-rubric'
  | 'no-such-event'
  | 'no-such-file'
  /** Nobody can know today what happens tomorrow. */
  | 'in-the-future'
  /** The recipient's days to comment are not over, or are too few. */
  | 'too-early'
  /** This status cannot come after the one before it, or before the one after it. */
  | 'not-allowed-now'
  /** What is said to be somebody's words does not stand where it is said to stand. */
  | 'words-not-found'
  /** A judgment of what somebody did, with nothing that shows it. */
  | 'no-evidence'
  /** There is nothing in it. */
  | 'empty'

/** A wish that was not met. */
export type Refused = { readonly kind: 'wrong'; readonly why: Refusal }

/** What came of a wish to record something public. */
export type RecordOutcome = { readonly kind: 'recorded'; readonly event: RecordEventId } | Refused

/** A refusal as an outcome. */
export const refused = (why: Refusal): Refused => ({ kind: 'wrong', why })

/** What an act stands on: what is on record so far, and the campaign's day. */
export type Ground = {
  readonly record: FromEvents
  readonly events: readonly RecordEvent[]
  readonly recipients: readonly Recipient[]
  readonly today: PartialDate
  readonly at: Date
  /** The day of a moment in the campaign's zone. */
  readonly dayOf: (moment: Date) => PartialDate
}

/** What is there to act on, or why nobody may. */
export async function groundFor(
  tx: Tx,
  { campaign, by }: Acting,
  { now }: Pick<Means, 'now'>,
  right: Act = 'write',
): Promise<Ground | Refusal> {
  if (!(await mayIn(tx, campaign, by, right))) return 'not-allowed'
  return groundOf(tx, campaign, now())
}

/** The same where no organizer acts: a mail came in, or a recipient opened its link. */
export async function groundOf(tx: Tx, campaign: CampaignId, at: Date): Promise<Ground> {
  const found = await campaignById(tx, campaign)
  const events = (await eventRows(tx, campaign)).flatMap(eventOf)
  const recipients = await recipientsOf(tx, campaign)
  const dayIn = daysAt(found?.timeZone ?? 'UTC')
  return { record: recordFrom(events), events, recipients, today: dayIn(at), at, dayOf: dayIn }
}

/** Whether a date has come: a month or a year has as soon as it has begun. */
export const hasCome = (on: PartialDate, { today }: Pick<Ground, 'today'>): boolean => on <= today

/** A status as it is written down: from the last day that its date can mean. */
export const statusFrom = <A extends keyof Axis>(
  axis: A,
  subject: string,
  status: Axis[A],
  on: PartialDate,
): NewStatus => ({ axis, subject, status, since: lastDayOf(on) })

/** Whether something may have a status from a day on, beside those it had before and has after. */
export async function fits<A extends keyof Axis>(
  tx: Tx,
  campaign: CampaignId,
  next: { readonly axis: A; readonly subject: string; readonly status: Axis[A]; readonly on: PartialDate },
): Promise<boolean> {
  const since = lastDayOf(next.on)
  const known = await statusesOf(tx, campaign, next.axis, next.subject)
  const before = known.filter((one) => one.since <= since)
  const after = known.slice(before.length)
  return isLegal(next.axis, [...before.map(({ status }) => status), next.status, ...after.map(({ status }) => status)])
}

/** What is to be put on record by one act. */
type Recording = {
  readonly act: EventAct
  readonly subject: readonly string[]
  readonly happening: Happening
  readonly statuses?: readonly NewStatus[]
}

/**
 * Puts one thing on record: its event with its leaf, the status it has by it, and the act in the trail. What stands there
 * already is not written again: then the entry is the one that stands.
 */
export async function record(
  tx: Tx,
  acting: Acting,
  what: Recording,
  means: Means,
): Promise<{ readonly kind: 'recorded'; readonly event: RecordEventId }> {
  const standing = await standingFor(tx, acting.campaign, what.happening)
  return standing ? { kind: 'recorded', event: standing.id } : recordAnew(tx, acting, what, means)
}

/** The entry that says already what is to be recorded; nobody writes another until this transaction ends. */
export async function standingFor(
  tx: Tx,
  campaign: CampaignId,
  happening: Happening,
): Promise<RecordEvent | undefined> {
  await lockRecord(tx, campaign)
  return standingEvent((await eventRows(tx, campaign)).flatMap(eventOf), happening)
}

/** Puts on record what does not stand there. */
export async function recordAnew(
  tx: Tx,
  { campaign, by }: Acting,
  what: Recording,
  means: Means,
): Promise<{ readonly kind: 'recorded'; readonly event: RecordEventId }> {
  const event = await writeEvent(tx, campaign, what.happening, by, means)
  await insertStatuses(tx, campaign, what.statuses ?? [], means.now())
  await recordEvent(tx, { by, act: what.act, campaign, subject: [...what.subject, event] }, means)
  return { kind: 'recorded', event }
}
