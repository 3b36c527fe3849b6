import { newId, type CampaignId, type LetterId, type Means, type SignatureId } from '#kernel'
import { append, lockLogs } from '#ledger'
import { signableLetters } from '#letters'
import type { Tx } from '#platform'
import { encodeLeaf } from '#proof'
import {
  clearSignals,
  deleteMailsOfLetter,
  deleteOldAlso,
  deleteOldMails,
  deleteOldPending,
  eraseLeaves,
  keepingCampaigns,
  leavesToErase,
  lettersWithSignatures,
  readClock,
  withdrawnLeaves,
  writeClock,
} from './store-retention.ts'

/** How long what is personal stays, in days; `daysKept` after a letter closed is the campaign's own setting. */
export const daysKeptOf = {
  /** A wish that nobody confirmed. */
  pending: 7,
  /** What a withdrawn signature still holds: a day, in which its bearer can come back to the page or sign again. */
  withdrawn: 1,
  /** What the review looks at. */
  signals: 30,
  /** How many mails an inbox was sent for a letter. */
  mailed: 30,
  /** Where the link of a later mail leads to an earlier signature. */
  links: 30,
} as const

const day = 86_400_000
/** Rows in one batch. Batches are transactions of their own, so a long one keeps nobody waiting. */
const batch = 1000
/** A gap in the clock longer than this is doubted: the server slept, or its clock jumped. */
const doubtAfter = 2 * day
/** A doubted clock is trusted again when it ran evenly for so long; steps count at most two hours each. */
const watchFor = day
const longestStep = day / 12

/** What a run came to. */
export type Retained =
  /** `erased`: signatures of which nothing personal is left. `more`: batches remain, so run again at once. */
  | { readonly kind: 'kept'; readonly deleted: number; readonly erased: number; readonly more: boolean }
  /** The clock jumped; nothing is deleted until it has run evenly for a day. */
  | { readonly kind: 'clock-doubted' }

/**
 * Deletes what has been kept long enough, at most one batch of each kind: call it hourly, and again while there is
 * `more`. Several processes may; the same again deletes nothing twice. A clock that was set back makes nothing go early,
 * one that jumped ahead by more than two days is watched for a day before anything goes.
 */
export async function keepRetention(tx: Tx, means: Means): Promise<Retained> {
  const now = means.now()
  if (!(await isClockTrusted(tx, now))) return { kind: 'clock-doubted' }
  const before = (days: number) => new Date(now.getTime() - days * day)
  const gone = [
    await deleteOldPending(tx, before(daysKeptOf.pending), batch),
    await deleteOldMails(tx, before(daysKeptOf.mailed).toISOString().slice(0, 10), batch),
    await deleteOldAlso(tx, before(daysKeptOf.links), batch),
    await clearSignals(tx, before(daysKeptOf.signals), batch),
  ]
  const erased = [await eraseWithdrawn(tx, before(daysKeptOf.withdrawn), means)]
  for (const { campaign, daysKept } of await keepingCampaigns(tx))
    erased.push(...(await keepCampaign(tx, campaign, before(daysKept), means)))
  const all = [...gone, ...erased]
  return {
    kind: 'kept',
    deleted: gone.reduce((sum, one) => sum + one, 0),
    erased: erased.reduce((sum, one) => sum + one, 0),
    more: all.some((one) => one >= batch),
  }
}

async function isClockTrusted(tx: Tx, now: Date): Promise<boolean> {
  const clock = await readClock(tx)
  if (clock === undefined) return (await writeClock(tx, now, undefined), true)
  const gap = now.getTime() - clock.seenAt.getTime()
  // Set back: what is due by the earlier time was due before, and the latest time seen stays the measure of a jump,
  // unless the clock stays behind by so much that it was ahead before.
  if (gap < 0 && gap >= -doubtAfter) return clock.watchedSeconds === undefined
  if (Math.abs(gap) > doubtAfter) return (await writeClock(tx, now, 0), false)
  if (clock.watchedSeconds === undefined) return (await writeClock(tx, now, undefined), true)
  const watched = clock.watchedSeconds + Math.floor(Math.min(gap, longestStep) / 1000)
  const isTrusted = watched * 1000 >= watchFor
  await writeClock(tx, now, isTrusted ? undefined : watched)
  return isTrusted
}

/** A withdrawn signature is out of the count by its own leaf; erasing it says nothing more in the log. */
async function eraseWithdrawn(tx: Tx, before: Date, means: Means): Promise<number> {
  const wanted = await withdrawnLeaves(tx, before, batch)
  if (wanted.length === 0) return 0
  await lockLogs(
    tx,
    wanted.map(({ campaign }) => campaign),
  )
  // Asked again under the locks: who withdrew may have signed anew meanwhile.
  const due = await withdrawnLeaves(tx, before, batch)
  for (const [campaign, rows] of Map.groupBy(due, (row) => row.campaign))
    await eraseLeaves(
      tx,
      campaign,
      rows.map(({ index }) => freshly(index, means)),
      means.now(),
    )
  return due.length
}

const freshly = (index: number, means: Means) => ({ index, id: newId<SignatureId>(means) })

async function keepCampaign(tx: Tx, campaign: CampaignId, before: Date, means: Means): Promise<readonly number[]> {
  const letters = await lettersWithSignatures(tx, campaign)
  const closed = [...(await signableLetters(tx, [campaign], letters, means.now())).values()].filter(
    ({ closedAt }) => closedAt !== undefined && closedAt <= before,
  )
  const erased: number[] = []
  for (const { id } of closed) erased.push(await eraseLetter(tx, campaign, id, means))
  return erased
}

/** Erases the signatures of a letter that closed long enough ago: they stay counted, and `er` leaves say so. */
async function eraseLetter(tx: Tx, campaign: CampaignId, letter: LetterId, means: Means): Promise<number> {
  // The log first, as everywhere.
  await lockLogs(tx, [campaign])
  const due = await leavesToErase(tx, campaign, letter, batch)
  const d = means.now().toISOString().slice(0, 10)
  const counted = due.filter(({ status }) => status !== 'withdrawn')
  const entries = counted.map(({ index }) => encodeLeaf({ t: 'er', d, i: index, v: 1 }))
  if (entries.length > 0) await append(tx, campaign, entries, [])
  await eraseLeaves(
    tx,
    campaign,
    due.map(({ index }) => freshly(index, means)),
    means.now(),
  )
  return due.length + (await deleteMailsOfLetter(tx, campaign, letter, batch))
}
