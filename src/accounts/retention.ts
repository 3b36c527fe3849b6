import type { Means } from '#kernel'
import type { Tx } from '#platform'
import { eraseOrganizer } from './erase.ts'
import { deleteOldSignIns, deleteSpent, endedBefore, expireInvitations, neverCame } from './store-erase.ts'
import { later, livesOf } from './times.ts'

const day = 86_400_000

/** How long what is personal of organizers stays, in days. */
export const organizerDaysKept = {
  /** Address and name of an account that ended: the trail of acts names its people so long. */
  ended: 365,
  /** Address of somebody who was invited and never came, from when the last invitation ran out. */
  neverCame: 30,
  /** That a link was asked for, from when it ran out; that of an invitation as long as its address. */
  links: 1,
} as const

const batch = 200

/**
 * Deletes what has been kept long enough, at most one batch of each kind: call it hourly, and again while there is
 * `more`, and only while the clock is trusted. Several processes may.
 */
export async function keepAccounts(tx: Tx, means: Means): Promise<{ readonly done: number; readonly more: boolean }> {
  const at = means.now()
  const before = (days: number) => later(at, -days * day)
  const counts = [
    await expireInvitations(tx, at, batch),
    await deleteOldSignIns(
      tx,
      { before: before(organizerDaysKept.links), invitedBefore: before(organizerDaysKept.neverCame) },
      batch,
    ),
  ]
  const due = [
    ...(await endedBefore(tx, before(organizerDaysKept.ended), batch)),
    ...(await neverCame(tx, before(organizerDaysKept.neverCame), batch)),
  ]
  for (const organizer of due) await eraseOrganizer(tx, { by: 'server', organizer }, means)
  const spent = await deleteSpent(tx, {
    at,
    idleSince: later(at, -livesOf.idleSession),
    begunBefore: later(at, -livesOf.session),
  })
  const all = [...counts, due.length]
  return { done: all.reduce((sum, one) => sum + one, spent), more: all.some((one) => one >= batch) }
}
