import { dayOf, type CampaignId, type EditionId, type LetterId, type RecipientId } from '#kernel'
import { campaignById } from '#letters'
import type { Tx } from '#platform'
import type { Day } from './day.ts'
import type { Delivery } from './delivery.ts'
import { dueOf, type Due } from './due.ts'
import type { DeliveryPlan } from './plan.ts'
import { deliveriesOf } from './read-deliveries.ts'
import { planRows, type PlanRow } from './store-plan.ts'

/** The plans of a campaign; an edition without one has no clock. The follow-up date is for organizers only. */
export async function plansOf(tx: Tx, campaign: CampaignId): Promise<readonly DeliveryPlan[]> {
  return (await planRows(tx, campaign)).map(
    ({ campaign: _its, followUpReminded: _f, deadlineReminded: _d, recipient: _r, sentOn: _s, ...plan }) => plan,
  )
}

/** Where the clock of one plan stands, by the first delivery of its edition that was sent. */
export function dueByPlan(
  plan: Omit<DeliveryPlan, 'answeredOn'>,
  deliveries: readonly Pick<Delivery, 'edition' | 'sentOn'>[],
  today: Day,
): Due {
  const sentOn = deliveries
    .flatMap((one) => (one.edition === plan.edition && one.sentOn !== undefined ? [one.sentOn] : []))
    .toSorted()[0]
  return dueOf({ ...plan, sentOn }, today)
}

/** Where the clock of an edition that was sent, or is planned, stands. */
export type Clock = {
  readonly letter: LetterId
  readonly edition: EditionId
  /** Absent while nothing was prepared for it. */
  readonly recipient: RecipientId | undefined
  readonly answeredOn: Day | undefined
  readonly due: Due
}

/** The clocks of every edition that has a plan, on a day of the campaign's time zone; one question. */
export async function clocksOf(tx: Tx, campaign: CampaignId, today: Day): Promise<readonly Clock[]> {
  return (await planRows(tx, campaign)).map((plan) => {
    const { letter, edition, recipient, answeredOn } = plan
    return { letter, edition, recipient, answeredOn, due: dueOf(plan, today) }
  })
}

/** Something that organizers are to be reminded of: a day that is past and of which nobody was told yet. */
export type DueReminder = {
  readonly campaign: CampaignId
  readonly edition: EditionId
  readonly about: 'follow-up' | 'deadline'
  /** The last day that was in time. */
  readonly day: Day
}

/** What organizers are to be reminded of at a moment, each by the calendar of its campaign's time zone. */
export async function dueReminders(tx: Tx, at: Date): Promise<readonly DueReminder[]> {
  const open = (await planRows(tx)).filter(({ answeredOn }) => answeredOn === undefined)
  const found: DueReminder[] = []
  for (const [campaign, plans] of Map.groupBy(open, (plan) => plan.campaign)) {
    const place = await campaignById(tx, campaign)
    if (!place) continue
    const deliveries = await deliveriesOf(tx, campaign)
    const today = dayOf(at, place.timeZone)
    for (const plan of plans) found.push(...remindersBy(plan, dueByPlan(plan, deliveries, today)))
  }
  return found
}

function remindersBy(plan: PlanRow, due: Due): readonly DueReminder[] {
  const { campaign, edition, followUpReminded, deadlineReminded } = plan
  const about = (what: DueReminder['about'], day: Day, reminded: Day | undefined): readonly DueReminder[] =>
    reminded === day ? [] : [{ campaign, edition, about: what, day }]
  switch (due.kind) {
    case 'overdue':
    case 'long-overdue':
      return about('deadline', due.deadline, deadlineReminded)
    case 'past-follow-up-date':
      return about('follow-up', due.followUp, followUpReminded)
    case 'awaiting':
    case 'no-date':
      return []
    default:
      return due satisfies never
  }
}
