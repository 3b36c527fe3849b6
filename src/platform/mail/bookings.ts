import type { Pace } from './pace.ts'

/** A mail in hand that waits for its turn. */
export type Waiting = { readonly domain: string; readonly dueAt: Date }

/** A domain gets no more mails in memory than go out in this time; the others wait in the database. */
const mostSecondsHeld = 5
/** Nothing is put off for longer because its domain is slow: it may recover. */
const mostSecondsBooked = 600

/**
 * Finds the mails of domains that are too slow for what is in hand, each with the time at which it is about its turn:
 * put back until then, a slow domain neither fills the memory nor stands before the others.
 */
export function openBookings(
  pace: Pace,
): <Mail extends Waiting>(waiting: readonly Mail[], at: Date, ticks: number) => readonly (readonly [Mail, Date])[] {
  const bookedUntil = new Map<string, number>()
  const book = (domain: string, rate: number, now: number): Date => {
    const from = Math.max(bookedUntil.get(domain) ?? 0, now + mostSecondsHeld * 1000)
    const until = Math.min(from + 1000 / rate, now + mostSecondsBooked * 1000)
    bookedUntil.set(domain, until)
    return new Date(until)
  }
  return (waiting, at, ticks) => {
    for (const [domain, until] of bookedUntil) if (until < at.getTime()) bookedUntil.delete(domain)
    return [...Map.groupBy(waiting, (mail) => mail.domain)].flatMap(([domain, mails]) => {
      const rate = pace.rateOf(domain, ticks)
      const stay = Math.ceil(rate * mostSecondsHeld) + 1
      if (mails.length <= stay) return []
      // The oldest stay: what was booked and came back must not be overtaken by what came meanwhile.
      const surplus = mails.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime()).slice(stay)
      return surplus.map((mail) => [mail, book(domain, rate, at.getTime())] as const)
    })
  }
}
