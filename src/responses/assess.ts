import { recordEvent, type Act } from '#accounts'
import { newId, type AssessmentId, type Means, type PartialDate } from '#kernel'
import type { Tx } from '#platform'
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
import { canonicalJson } from './canonical-json.ts'
import type { ReviewOutcome } from './review-reply.ts'
import {
  assessmentRows,
  insertAssessment,
  insertRubric,
  rubricRows,
  updateAsked,
  updateReader,
  type AssessmentWork,
  type Rubric,
} from './store-assessment.ts'
import { insertStatuses } from './store-event.ts'
import { leastOf } from './verification.ts'
import type { AssessmentValue, Verification } from './vocabulary.ts'
import { typedText } from './words-in.ts'

type OfAssessment = Acting & { readonly assessment: AssessmentId }

/** The fewest days that a recipient has for its comment. */
export const fewestCommentDays = 3

/** Writes a version of a rubric down: what the values mean and how they are found. It never changes. */
export async function keepRubric(tx: Tx, wish: Acting & Rubric, means: Means): Promise<ReviewOutcome> {
  const ground = await groundFor(tx, wish, means)
  if (typeof ground === 'string') return refused(ground)
  const { campaign, by, version } = wish
  const [name, text] = [typedText(wish.name), typedText(wish.text)]
  if (name === '' || text === '' || !Number.isSafeInteger(version) || version < 1) return refused('empty')
  if (!(await insertRubric(tx, campaign, { name, version, text }, ground.at))) return refused('not-allowed-now')
  await recordEvent(tx, { by, act: 'keep-rubric', campaign, after: { version } }, means)
  return { kind: 'done' }
}

/** What came of drafting a judgment. */
export type DraftOutcome = { readonly kind: 'drafted'; readonly assessment: AssessmentId } | Refused

/** What a judgment says. */
type Judgment = Pick<AssessmentWork, 'recipient' | 'about' | 'value' | 'reason' | 'rubric' | 'evidence'>

/** Drafts a judgment under a version of a rubric. Every judgment has a reason, and “broken” also evidence. */
export async function draftAssessment(tx: Tx, wish: Acting & Judgment, means: Means): Promise<DraftOutcome> {
  const ground = await groundFor(tx, wish, means, 'comment')
  if (typeof ground === 'string') return refused(ground)
  const { campaign, by, recipient, about, value, rubric, evidence } = wish
  const reason = typedText(wish.reason)
  if (reason === '' || (value === 'broken' && evidence.length === 0)) return refused('empty')
  if (!ground.recipients.some(({ id }) => id === recipient)) return refused('no-such-recipient')
  const isKnown = (one: Rubric) => one.name === rubric.name && one.version === rubric.version
  if (!(await rubricRows(tx, campaign)).some(isKnown)) return refused('no-such-rubric')
  const isPromise = ({ id }: { readonly id: string }) => about.kind === 'commitment' && id === about.commitment
  if (about.kind === 'commitment' && !ground.record.commitments.some(isPromise)) return refused('no-such-commitment')
  const draftedBy = by === 'server' ? undefined : by
  const isSame = (one: AssessmentWork) =>
    one.state === 'draft' && one.draftedBy === draftedBy && judgmentIn(one) === judgmentIn({ ...wish, reason })
  // Sent again by somebody who does not know whether it came through.
  const same = (await assessmentRows(tx, campaign)).find(isSame)
  if (same) return { kind: 'drafted', assessment: same.id }
  const id = newId<AssessmentId>(means)
  const draft = { id, recipient, about, value, reason, rubric, evidence, draftedBy, draftedAt: ground.at }
  await insertAssessment(tx, campaign, draft)
  await insertStatuses(tx, campaign, [statusFrom('assessment', id, 'draft', ground.today)], ground.at)
  await recordEvent(tx, { by, act: 'draft-assessment', campaign, subject: [id], after: { value } }, means)
  return { kind: 'drafted', assessment: id }
}

const judgmentIn = ({ recipient, about, value, reason, rubric, evidence }: Judgment): string =>
  canonicalJson({ recipient, about, value, reason, rubric, evidence })

/** A second person says that the judgment follows from its evidence. Nobody reads their own second. */
export async function readSecond(tx: Tx, wish: OfAssessment, means: Means): Promise<ReviewOutcome> {
  const found = await workFor(tx, wish, means, 'comment')
  if (typeof found === 'string') return refused(found)
  const { campaign, by, assessment } = wish
  const { ground, work } = found
  const isOpen = work.state === 'draft' || work.state === 'sent-for-comment'
  if (by === 'server' || by === work.draftedBy || work.secondReader !== undefined || !isOpen)
    return refused('not-allowed-now')
  await updateReader(tx, campaign, assessment, { by, at: ground.at })
  await recordEvent(tx, { by, act: 'read-assessment', campaign, subject: [assessment] }, means)
  return { kind: 'done' }
}

/** Gives the recipient days to comment before anybody else reads the judgment. */
export async function sendForComment(
  tx: Tx,
  wish: OfAssessment & { readonly days: number },
  means: Means,
): Promise<ReviewOutcome> {
  const found = await workFor(tx, wish, means, 'write')
  if (typeof found === 'string') return refused(found)
  const { campaign, by, assessment, days } = wish
  const { ground } = found
  if (!Number.isSafeInteger(days) || days < fewestCommentDays || days > 365) return refused('too-early')
  if (!(await move(tx, wish, 'sent-for-comment', ground))) return refused('not-allowed-now')
  await updateAsked(tx, campaign, assessment, { on: ground.today, until: daysAfter(ground.today, days) })
  await recordEvent(tx, { by, act: 'send-for-comment', campaign, subject: [assessment], after: { days } }, means)
  return { kind: 'done' }
}

const daysAfter = (day: PartialDate, days: number): PartialDate =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10) as PartialDate

/** Drops a judgment that will not be published. */
export async function dropAssessment(tx: Tx, wish: OfAssessment, means: Means): Promise<ReviewOutcome> {
  const found = await workFor(tx, wish, means, 'write')
  if (typeof found === 'string') return refused(found)
  if (!(await move(tx, wish, 'dropped', found.ground))) return refused('not-allowed-now')
  const { campaign, by, assessment } = wish
  await recordEvent(tx, { by, act: 'drop-assessment', campaign, subject: [assessment] }, means)
  return { kind: 'done' }
}

/**
 * Publishes a judgment with the recipient's comment beside it, whatever it says. Refused before the recipient has
 * commented or its days are over, and where nothing shows what it says.
 */
export async function publishAssessment(tx: Tx, wish: OfAssessment, means: Means): Promise<RecordOutcome> {
  const found = await workFor(tx, wish, means, 'write')
  if (typeof found === 'string') return refused(found)
  const { campaign, assessment } = wish
  const { ground, work } = found
  const { recipient, about, value, reason, rubric, evidence, asked } = work
  if (work.state !== 'sent-for-comment' || asked === undefined) return refused('not-allowed-now')
  if (evidence.length === 0 && !standsAlone.has(value)) return refused('no-evidence')
  if (work.comment === undefined && ground.today <= asked.until) return refused('too-early')
  const comment = work.comment && { text: work.comment.text, on: ground.dayOf(work.comment.at) }
  const verification = verificationOf(work)
  const facts = { assessment, about, value, reason, rubric, evidence, verification, asked, comment }
  const happening = { kind: 'assessment-published', on: ground.today, recipient, facts } as const
  const statuses = [statusFrom('assessment', assessment, 'published', ground.today)]
  const act = { act: 'publish-assessment', subject: [assessment], happening, statuses } as const
  return record(tx, { campaign, by: wish.by }, act, means)
}

/** Judgments that say nothing of what somebody did: they need nothing that shows it. */
const standsAlone: ReadonlySet<AssessmentValue> = new Set(['not-yet-rated', 'uncheckable', 'not-applicable'])

/** As sure as the least sure of its evidence, and never surer than its reading: one person's word is unverified. */
export function verificationOf({
  evidence,
  secondReader,
}: Pick<AssessmentWork, 'evidence' | 'secondReader'>): Verification {
  return leastOf([
    ...evidence.map(({ verification }) => verification),
    secondReader === undefined ? 'unverified' : 'second-reader',
  ])
}

async function move(
  tx: Tx,
  { campaign, assessment }: OfAssessment,
  state: AssessmentWork['state'],
  { today, at }: Ground,
): Promise<boolean> {
  if (!(await fits(tx, campaign, { axis: 'assessment', subject: assessment, status: state, on: today }))) return false
  await insertStatuses(tx, campaign, [statusFrom('assessment', assessment, state, today)], at)
  return true
}

async function workFor(
  tx: Tx,
  wish: OfAssessment,
  means: Means,
  right: Act,
): Promise<{ readonly ground: Ground; readonly work: AssessmentWork } | Refusal> {
  const ground = await groundFor(tx, wish, means, right)
  if (typeof ground === 'string') return ground
  const [work] = await assessmentRows(tx, wish.campaign, { assessment: wish.assessment })
  return work ? { ground, work } : 'no-such-assessment'
}
