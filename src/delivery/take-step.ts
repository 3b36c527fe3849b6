import { Fault, type CampaignId, type PartialDate } from '#kernel'
import type { Tx } from '#platform'
import type { By, StatusStep } from './delivery.ts'
import { mayFollow, type DeliveryStatus } from './status.ts'
import { insertSteps, lastStep, type Seat } from './store-addressee.ts'

/** What is written down of a step besides where it leads. */
export type StepFacts = {
  readonly on: PartialDate
  readonly at: Date
  readonly cause: StatusStep['cause']
  readonly by: By
  readonly code?: string | undefined
}

/**
 * Takes a step where it may be taken; the delivery is locked.
 * @returns whether it was.
 */
export async function takeStep(
  tx: Tx,
  campaign: CampaignId,
  seat: Seat,
  to: DeliveryStatus,
  { code, ...facts }: StepFacts,
): Promise<boolean> {
  const last = await lastStep(tx, campaign, seat)
  if (!last) throw new Fault('bad-state', 'a delivery has an addressee of whom nothing is written down')
  if (!mayFollow(last.status, to)) return false
  const { delivery, position } = seat
  const step = { delivery, position, step: last.step + 1, from: last.status, to, code, ...facts }
  await insertSteps(tx, campaign, [step])
  return true
}
