import { mayIn, recordEvent, type EventFacts } from '#accounts'
import type { CampaignId, EditionId, LetterId, Means } from '#kernel'
import { gatheringLetter, touchCampaign } from '#letters'
import type { Tx } from '#platform'
import { isCalendar, type WorkCalendar } from './calendar.ts'
import type { Day } from './day.ts'
import type { By } from './delivery.ts'
import type { Term } from './due.ts'
import { noteAnswered, putPlan } from './store-plan.ts'

/** Until when an edition's recipient is to answer. What the letter states and what the coalition plans are two things. */
export type DeliveryPlan = {
  readonly letter: LetterId
  readonly edition: EditionId
  /** As the letter itself says it; absent: it names no deadline, and nothing will ever be called overdue. */
  readonly statedDeadline: Term | undefined
  /** When the coalition follows up; nobody else is told. */
  readonly followUpOn: Term | undefined
  readonly calendar: WorkCalendar
  readonly longOverdueDays: number
  /** The day of the first substantive answer: from then on nobody is reminded. */
  readonly answeredOn: Day | undefined
}

/** What can come of setting a plan. */
export type PlanOutcome =
  | { readonly kind: 'set' }
  | { readonly kind: 'not-allowed' }
  /** There is no such letter or edition. */
  | { readonly kind: 'gone' }
  /** No day of the week is worked on, or a number of days is not one of 1 to 3650. */
  | { readonly kind: 'wrong'; readonly what: 'calendar' | 'deadline' | 'follow-up' | 'long-overdue' }

/** Sets until when an edition's recipient is to answer. */
export async function setPlan(
  tx: Tx,
  wish: Omit<DeliveryPlan, 'answeredOn'> & { readonly campaign: CampaignId; readonly by: By },
  means: Means,
): Promise<PlanOutcome> {
  const { campaign, by, letter, edition } = wish
  if (!(await mayIn(tx, campaign, by, 'deliver'))) return { kind: 'not-allowed' }
  const wrong = whatIsWrong(wish)
  if (wrong) return { kind: 'wrong', what: wrong }
  const found = await gatheringLetter(tx, campaign, letter)
  if (!found?.editions.some(({ id }) => id === edition)) return { kind: 'gone' }
  await putPlan(tx, campaign, { ...wish, setAt: means.now(), setBy: by })
  const after = { deadline: termFact(wish.statedDeadline), followUp: termFact(wish.followUpOn) }
  await recordEvent(tx, { by, act: 'set-plan', campaign, subject: [letter, edition], after }, means)
  await touchCampaign(tx, campaign)
  return { kind: 'set' }
}

/** Notes the day on which a recipient first answered in substance: nobody is reminded of that edition from then on. */
export async function noteAnswer(
  tx: Tx,
  answer: {
    readonly campaign: CampaignId
    readonly letter: LetterId
    readonly edition: EditionId
    /** Absent: it was no answer after all. */
    readonly on: Day | undefined
  },
  { now }: Pick<Means, 'now'>,
): Promise<void> {
  await noteAnswered(tx, answer, now())
}

type Wrong = Extract<PlanOutcome, { readonly kind: 'wrong' }>['what']

function whatIsWrong(wish: Omit<DeliveryPlan, 'answeredOn'>): Wrong | undefined {
  if (!isCalendar(wish.calendar)) return 'calendar'
  if (!isTerm(wish.statedDeadline)) return 'deadline'
  if (!isTerm(wish.followUpOn)) return 'follow-up'
  return isCount(wish.longOverdueDays) ? undefined : 'long-overdue'
}

const isCount = (days: number): boolean => Number.isInteger(days) && days >= 1 && days <= 3650

const isTerm = (term: Term | undefined): boolean => term === undefined || 'on' in term || isCount(term.days)

const termFact = (term: Term | undefined): EventFacts[string] =>
  term === undefined ? null : 'on' in term ? term.on : `${term.days}-${term.counted}`
