import type { CampaignId, PartialDate } from '#kernel'
import {
  dayOfTerm,
  deliveriesOf,
  plansOf,
  publicDeliveries,
  statusOf,
  usualLongOverdue,
  type Delivery,
  type DeliveryPlan,
} from '#delivery'
import type { Tx } from '#platform'
import type { Reader } from './asked.ts'
import type { RecordDelivery } from './record.ts'

/** The deliveries that a reader may know of, each with every status it had and until when an answer was due. */
export async function sentLetters(tx: Tx, campaign: CampaignId, reader: Reader): Promise<readonly RecordDelivery[]> {
  const all = await deliveriesOf(tx, campaign)
  if (all.length === 0) return []
  const plans = new Map((await plansOf(tx, campaign)).map((plan) => [plan.edition, plan]))
  const isPublic = reader.audience === 'public'
  const open = isPublic ? new Set((await publicDeliveries(tx, campaign, reader.at)).map(({ id }) => id)) : undefined
  return all
    .filter(({ id }) => open === undefined || open.has(id))
    .map((delivery) => recordDelivery(delivery, plans.get(delivery.edition), isPublic))
    .toSorted((a, b) => (firstDay(a) < firstDay(b) ? -1 : firstDay(a) > firstDay(b) ? 1 : 0))
}

const firstDay = ({ statuses }: RecordDelivery): string => statuses[0]?.on ?? ''

function recordDelivery(delivery: Delivery, plan: DeliveryPlan | undefined, isPublic: boolean): RecordDelivery {
  const { id, recipient, letter, edition, version, channel, sentOn } = delivery
  const dayFor = (term: DeliveryPlan['statedDeadline']): PartialDate | undefined =>
    plan && sentOn !== undefined ? dayOfTerm(term, sentOn, plan.calendar) : undefined
  const statuses = statusesOf(delivery).filter(({ status }) => !isPublic || (status !== 'draft' && status !== 'ready'))
  return {
    id,
    recipient,
    letter,
    edition,
    version: version.hash,
    channel,
    statuses,
    statedDeadline: dayFor(plan?.statedDeadline),
    // When the coalition asks again is its own affair.
    followUpOn: isPublic ? undefined : dayFor(plan?.followUpOn),
    longOverdueDays: plan?.longOverdueDays ?? usualLongOverdue,
  }
}

/** What became of a delivery as a whole, after each step of any of its addressees. */
function statusesOf({ addressees }: Delivery): RecordDelivery['statuses'] {
  const steps = addressees
    .flatMap(({ position, steps: own }) => told(own).map((step) => ({ ...step, position })))
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.at.getTime() - b.at.getTime()))
  const now = new Map<number, Pick<Delivery, 'status'>>(
    addressees.map(({ position }) => [position, { status: 'draft' }]),
  )
  const statuses: RecordDelivery['statuses'][number][] = []
  for (const { position, to, on } of steps) {
    now.set(position, { status: to })
    const status = statusOf([...now.values()])
    if (statuses.at(-1)?.status !== status) statuses.push({ status, on })
  }
  return statuses
}

/** What is written down long after it happened was prepared after it was sent: preparing tells something only while it is all there is. */
function told<Step extends { readonly to: Delivery['status'] }>(steps: readonly Step[]): readonly Step[] {
  const left = steps.filter(({ to }) => to !== 'draft' && to !== 'ready')
  return left.length > 0 ? left : steps
}
