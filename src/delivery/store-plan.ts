import { sql } from 'kysely'
import type { CampaignId, EditionId, LetterId, RecipientId } from '#kernel'
import type { Tx } from '#platform'
import { plainCalendar } from './calendar.ts'
import type { Day } from './day.ts'
import type { By } from './delivery.ts'
import { usualLongOverdue, type Term } from './due.ts'
import type { DeliveryPlan } from './plan.ts'

const columnsOf = (term: Term | undefined) => ({
  on: term && 'on' in term ? term.on : null,
  days: term && 'days' in term ? term.days : null,
  counted: term && 'days' in term ? term.counted : null,
})

/** Keeps a plan in the place of the one there was; whoever was reminded by that is reminded anew where the day changed. */
export async function putPlan(
  tx: Tx,
  campaign: CampaignId,
  plan: Omit<DeliveryPlan, 'answeredOn'> & { readonly setAt: Date; readonly setBy: By },
): Promise<void> {
  const [deadline, followUp] = [columnsOf(plan.statedDeadline), columnsOf(plan.followUpOn)]
  const facts = {
    ...{ deadline_on: deadline.on, deadline_days: deadline.days, deadline_counted: deadline.counted },
    ...{ follow_up_on: followUp.on, follow_up_days: followUp.days, follow_up_counted: followUp.counted },
    ...{ weekend: [...new Set(plan.calendar.weekend)].toSorted((a, b) => a - b) },
    ...{ holidays: [...new Set(plan.calendar.holidays)].toSorted(), long_overdue_days: plan.longOverdueDays },
    ...{ set_at: plan.setAt, set_by: plan.setBy === 'server' ? null : plan.setBy },
  }
  await tx
    .insertInto('delivery_plan')
    .values({ campaign_id: campaign, letter_id: plan.letter, edition_id: plan.edition, ...facts })
    .onConflict((conflict) => conflict.columns(['campaign_id', 'edition_id']).doUpdateSet(facts))
    .execute()
}

/** A plan, and for which days organizers were reminded by it. */
export type PlanRow = DeliveryPlan & {
  readonly campaign: CampaignId
  readonly followUpReminded: Day | undefined
  readonly deadlineReminded: Day | undefined
  /** To whom the edition went; absent while nothing was prepared for it. */
  readonly recipient: RecipientId | undefined
  readonly sentOn: Day | undefined
}

type Found = {
  readonly campaign: CampaignId
  readonly letter: LetterId
  readonly edition: EditionId
  readonly deadlineOn: Day | null
  readonly deadlineDays: number | null
  readonly deadlineCounted: 'working-days' | 'calendar-days' | null
  readonly followUpOn: Day | null
  readonly followUpDays: number | null
  readonly followUpCounted: 'working-days' | 'calendar-days' | null
  readonly weekend: readonly number[]
  readonly holidays: readonly Day[]
  readonly longOverdueDays: number
  readonly answeredOn: Day | null
  readonly followUpReminded: Day | null
  readonly deadlineReminded: Day | null
  readonly recipient: RecipientId | null
  readonly sentOn: Day | null
}

/** The plans of a campaign, or of all, with the day on which each edition was first sent to those with whom it stands sent. */
export async function planRows(tx: Tx, campaign?: CampaignId): Promise<readonly PlanRow[]> {
  const { rows } = await sql<Found>`
    select campaign_id as campaign, letter_id as letter, edition_id as edition, deadline_on as "deadlineOn",
           deadline_days as "deadlineDays", deadline_counted as "deadlineCounted", follow_up_on as "followUpOn",
           follow_up_days as "followUpDays", follow_up_counted as "followUpCounted", weekend,
           holidays::text[] as holidays, long_overdue_days as "longOverdueDays", answered_on as "answeredOn",
           follow_up_reminded as "followUpReminded", deadline_reminded as "deadlineReminded",
           sent.recipient, sent.on_day::text as "sentOn"
      from delivery_plan p
      left join lateral (
        select (array_agg(recipient_id))[1] as recipient,
               min(on_day) filter (where latest in ('sent', 'delivered')) as on_day
          from (select d.recipient_id, (array_agg(s.to_status order by s.step desc))[1] as latest,
                       min(s.happened_on) filter (where s.to_status in ('sent', 'delivered')) as on_day
                  from delivery_delivery d
                  join delivery_status s on (s.campaign_id, s.delivery_id) = (d.campaign_id, d.delivery_id)
                 where (d.campaign_id, d.edition_id) = (p.campaign_id, p.edition_id)
                 group by d.delivery_id, d.recipient_id, s.position) as seats) as sent on true
     where (${campaign ?? null}::uuid is null or campaign_id = ${campaign ?? null}::uuid)
     order by campaign_id, edition_id`.execute(tx)
  return rows.map((row) => ({
    ...{ campaign: row.campaign, letter: row.letter, edition: row.edition },
    statedDeadline: termOf(row.deadlineOn, row.deadlineDays, row.deadlineCounted),
    followUpOn: termOf(row.followUpOn, row.followUpDays, row.followUpCounted),
    calendar: { weekend: row.weekend, holidays: row.holidays },
    longOverdueDays: row.longOverdueDays,
    answeredOn: row.answeredOn ?? undefined,
    followUpReminded: row.followUpReminded ?? undefined,
    deadlineReminded: row.deadlineReminded ?? undefined,
    recipient: row.recipient ?? undefined,
    sentOn: row.sentOn ?? undefined,
  }))
}

function termOf(
  on: Day | null,
  days: number | null,
  counted: 'working-days' | 'calendar-days' | null,
): Term | undefined {
  if (on !== null) return { on }
  return days === null || counted === null ? undefined : { days, counted }
}

/** Notes on which day the recipient of an edition answered; makes a plan without dates where there is none. */
export async function noteAnswered(
  tx: Tx,
  answer: Pick<PlanRow, 'campaign' | 'letter' | 'edition'> & { readonly on: Day | undefined },
  at: Date,
): Promise<void> {
  const { campaign, letter, edition, on } = answer
  await tx
    .insertInto('delivery_plan')
    .values({
      ...{ campaign_id: campaign, letter_id: letter, edition_id: edition, answered_on: on ?? null, set_at: at },
      ...{ weekend: [...plainCalendar.weekend], holidays: [], long_overdue_days: usualLongOverdue },
    })
    .onConflict((conflict) => conflict.columns(['campaign_id', 'edition_id']).doUpdateSet({ answered_on: on ?? null }))
    .execute()
}

/** Notes that organizers were reminded that a day is past. @returns whether nobody had been. */
export async function markReminded(
  tx: Tx,
  campaign: CampaignId,
  edition: EditionId,
  about: 'follow-up' | 'deadline',
  day: Day,
): Promise<boolean> {
  const column = about === 'follow-up' ? 'follow_up_reminded' : 'deadline_reminded'
  const { numUpdatedRows } = await tx
    .updateTable('delivery_plan')
    .set({ [column]: day })
    .where('campaign_id', '=', campaign)
    .where('edition_id', '=', edition)
    .where(column, 'is distinct from', day)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
