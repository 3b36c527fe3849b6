import type { Signals } from './signals.ts'

/** A confirmed signature as the review sees it. */
export type Arrival = {
  /** Its leaf's index: the order of confirming. */
  readonly index: number
  /** When the form was sent, in milliseconds. */
  readonly wishedAt: number
  /** From sending the form to confirming, in milliseconds. */
  readonly waited: number
  /** A person looked at it already and let it stand: it is never held again by itself. */
  readonly vouched: boolean
  readonly signals: Signals
}

/** A form sent sooner than this after its slot began was not read; people who fill in by one tap take longer. */
const quickSeconds = 6
/** Nobody gets a mail, opens it and presses a button in this time. */
const inhumanWait = 5_000
/** Rare for people: a code typed at once. */
const shortWait = 10_000

/** Whether the form came in a way people's forms do not: no token, a stale one, at once, or from another site. */
export function showsForm({ noToken, stale, crossSite, age }: Signals): boolean {
  return noToken || stale || crossSite || age <= quickSeconds
}

/** Whether the mail was answered faster than people do. */
export function showsMail({ waited }: Arrival): boolean {
  return waited < shortWait
}

/** Whether the mail was answered faster than anybody can. */
export function showsInhumanMail({ waited }: Arrival): boolean {
  return waited < inhumanWait
}

/** Whether the address was counted up or drawn by lot and has nothing of the name in it. */
export function showsInbox({ inbox }: Signals): boolean {
  return (inbox & 16) === 0 && ((inbox & 3) >= 2 || (inbox & 64) !== 0)
}

/**
 * How much one arrival alone tells, in kinds. Names and addresses weigh half: there are real people whose names look
 * drawn by lot, and many whose address is a number.
 */
export function ownWeight(arrival: Arrival): number {
  const { signals } = arrival
  return (
    (signals.honeypot || showsForm(signals) ? 1 : 0) +
    (showsInhumanMail(arrival) ? 1 : 0) +
    (signals.drawn ? 0.5 : 0) +
    (showsInbox(signals) ? 0.5 : 0)
  )
}
