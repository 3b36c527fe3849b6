import { daysAt } from '#kernel'
import type { GatheredLine } from './gathered-line.ts'

/** How many organizations signed on to a letter by a day. */
export type SignOnDay = {
  /** ISO 8601, in the campaign's time zone. */
  readonly day: string
  readonly signOns: number
  /** So many until the end of the day. */
  readonly total: number
}

/** The days on which the gathered lines of a letter were signed, in order; who was declined or withdrew is left out. */
export function signOnDays(lines: readonly GatheredLine[], timeZone: string): readonly SignOnDay[] {
  const dayOf = daysAt(timeZone)
  const standing = lines.filter(({ withdrawnAt, verdict }) => !withdrawnAt && verdict !== 'declined')
  const days = standing.flatMap(({ signedAt }) => (signedAt ? [dayOf(signedAt)] : [])).toSorted()
  let total = 0
  return [...Map.groupBy(days, (day) => day)].map(([day, { length: signOns }]) => {
    total += signOns
    return { day, signOns, total }
  })
}
