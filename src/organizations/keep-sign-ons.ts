import type { Tx } from '#platform'
import type { CampaignId, Means, SignOnId } from '#kernel'
import { gatheringLetter } from '#letters'
import { contextOf, lockSignOns } from './begin.ts'
import { printedLine } from './line-standing.ts'
import { forgetLine } from './my-sign-on.ts'
import {
  placesWithPeople,
  deleteOldWishes,
  deletePersons,
  forgetAsks,
  linesToForget,
  personsToDelete,
  withdrawnToForget,
} from './store-keep.ts'
import { foldChanges } from './store-change.ts'
import { gatheredLines } from './store-lines.ts'

/** How long what is personal of representatives stays, in days. */
export const signOnDaysKept = {
  /** A form whose mailbox never answered. */
  wish: 7,
  /** Who spoke for a line that was withdrawn or declined. */
  ended: 30,
  /** Everybody else: asks, representatives, evidence, answers from home, from when the letter closed. */
  afterClose: 30,
} as const

const day = 86_400_000
const batch = 200

/**
 * Forgets what has been kept long enough, at most one batch of each kind: call it hourly, and again while there is
 * `more`, and only while the clock is trusted. Several processes may. The organizations' names stay where they stand.
 */
export async function keepSignOns(tx: Tx, means: Means): Promise<{ readonly done: number; readonly more: boolean }> {
  const at = means.now()
  const before = (days: number) => new Date(at.getTime() - days * day)
  const ended = await withdrawnToForget(tx, before(signOnDaysKept.ended))
  const closed = await closedPlaces(tx, before(signOnDaysKept.afterClose))
  // All locks before the first row, and by id: another process may be at the same.
  const campaigns = new Set([...ended, ...closed.map(({ campaign }) => campaign)])
  for (const campaign of [...campaigns].toSorted()) await lockSignOns(tx, campaign)
  const counts = [await deleteOldWishes(tx, before(signOnDaysKept.wish), batch)]
  for (const campaign of ended) counts.push(await forgetEnded(tx, campaign, before(signOnDaysKept.ended), means))
  for (const { campaign, letter } of closed) {
    counts.push(await forgetAsks(tx, campaign, letter, at, batch))
    counts.push(await forgetLines(tx, campaign, await linesToForget(tx, campaign, letter, batch), means))
  }
  await foldChanges(tx)
  return { done: counts.reduce((sum, one) => sum + one, 0), more: counts.some((one) => one >= batch) }
}

type Place = Awaited<ReturnType<typeof placesWithPeople>>[number]

/** Letters that closed before a moment and of which something personal is left. */
async function closedPlaces(tx: Tx, before: Date): Promise<readonly Place[]> {
  const closed: Place[] = []
  for (const place of await placesWithPeople(tx)) {
    const closedAt = (await gatheringLetter(tx, place.campaign, place.letter))?.closedAt
    if (closedAt !== undefined && closedAt <= before) closed.push(place)
  }
  return closed
}

async function forgetEnded(tx: Tx, campaign: CampaignId, before: Date, means: Means): Promise<number> {
  const persons: SignOnId[] = []
  for (const signOn of await personsToDelete(tx, campaign, before, batch))
    if (!(await isPrinted(tx, campaign, signOn))) persons.push(signOn)
  await deletePersons(tx, campaign, persons)
  const lines = await linesToForget(tx, campaign, undefined, batch, before)
  return persons.length + (await forgetLines(tx, campaign, lines, means))
}

/** Whoever withdrew from a letter that was delivered with their name stays on its list, and is marked. */
async function isPrinted(tx: Tx, campaign: CampaignId, signOn: SignOnId): Promise<boolean> {
  const [line] = await gatheredLines(tx, campaign, { signOn })
  const context = line && (await contextOf(tx, campaign, line.letter))
  return line !== undefined && context !== undefined && printedLine(line, context) !== undefined
}

async function forgetLines(
  tx: Tx,
  campaign: CampaignId,
  signOns: Awaited<ReturnType<typeof linesToForget>>,
  means: Means,
): Promise<number> {
  for (const signOn of signOns) {
    const [line] = await gatheredLines(tx, campaign, { signOn })
    const context = line && (await contextOf(tx, campaign, line.letter))
    if (line && context) await forgetLine(tx, context, line, means)
  }
  return signOns.length
}
