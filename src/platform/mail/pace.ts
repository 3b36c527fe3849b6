/** How fast mails go out: in all, and to each domain as fast as it bears. Times are milliseconds of a clock that never jumps. */
export type Pace = {
  /** Milliseconds until the next mail may go anywhere, 0 for now. */
  readonly waitForAny: (at: number) => number
  /** Milliseconds until the next mail may go to this domain, 0 for now; `Infinity` while its connections are taken. */
  readonly wait: (domain: string, at: number) => number
  readonly began: (domain: string, at: number) => void
  /** What came of it; `busy` is an answer that this domain wants less from us for now. */
  readonly ended: (domain: string, at: number, took: number, answer: 'accepted' | 'busy' | 'other') => void
  /** Mails a second that this domain takes at present. */
  readonly rateOf: (domain: string, at: number) => number
}

type Lane = {
  /** Mails a second that we allow ourselves: halved by each refusal for now, growing back with each acceptance. */
  rate: number
  tokens: number
  filledAt: number
  open: number
  /** When the longest open hand-over began. */
  beganAt: number
  /** What a hand-over took lately. */
  seconds: number
}

/** One mail in 20 s: less would keep a domain shut long after it has recovered. */
const slowest = 0.05
const slowSeconds = 1
const mostLanes = 10_000

/**
 * @param atOnce connections in all. No domain gets more than 6 of 10, and one whose answers take longer than a second
 * gets one: a slow domain must not hold the others.
 */
export function openPace(perSecond: number, atOnce: number): Pace {
  const all = { tokens: burstOf(perSecond), filledAt: 0 }
  const lanes = new Map<string, Lane>()
  const laneOf = (domain: string, at: number): Lane => {
    const there = lanes.get(domain)
    if (there) return there
    if (lanes.size >= mostLanes) forgetIdle(lanes, perSecond)
    const lane = { rate: perSecond, tokens: burstOf(perSecond), filledAt: at, open: 0, beganAt: at, seconds: 0 }
    lanes.set(domain, lane)
    return lane
  }
  const secondsOf = (lane: Lane, at: number) => Math.max(lane.seconds, lane.open > 0 ? (at - lane.beganAt) / 1000 : 0)
  const widthOf = (lane: Lane, at: number) =>
    secondsOf(lane, at) > slowSeconds ? 1 : Math.max(1, Math.floor(atOnce * 0.6))
  const waitForAny = (at: number) => (fill(all, perSecond, at), missing(all, perSecond))
  return {
    waitForAny,
    wait: (domain, at) => {
      const lane = laneOf(domain, at)
      if (lane.open >= widthOf(lane, at)) return Infinity
      fill(lane, lane.rate, at)
      return Math.max(waitForAny(at), missing(lane, lane.rate))
    },
    began: (domain, at) => {
      const lane = laneOf(domain, at)
      all.tokens -= 1
      lane.tokens -= 1
      if (lane.open === 0) lane.beganAt = at
      lane.open += 1
    },
    ended: (domain, at, took, answer) => {
      const lane = laneOf(domain, at)
      lane.open -= 1
      // Exact for one at a time; among several it is early, so a domain counts as faster for a moment.
      lane.beganAt = at
      lane.seconds = lane.seconds * 0.7 + (took / 1000) * 0.3
      if (answer === 'busy') lane.rate = Math.max(slowest, lane.rate / 2)
      if (answer === 'accepted') lane.rate = Math.min(perSecond, lane.rate * 1.05 + 0.05)
    },
    rateOf: (domain, at) => {
      const lane = laneOf(domain, at)
      return Math.min(lane.rate, widthOf(lane, at) / Math.max(secondsOf(lane, at), 0.001))
    },
  }
}

/** Half a second's worth: enough to catch up after a pause, too little to be a flood. */
function burstOf(rate: number): number {
  return Math.max(1, rate / 2)
}

function fill(bucket: { tokens: number; filledAt: number }, rate: number, at: number): void {
  const grown = (Math.max(0, at - bucket.filledAt) / 1000) * rate
  bucket.tokens = Math.min(burstOf(rate), bucket.tokens + grown)
  bucket.filledAt = at
}

function missing({ tokens }: { readonly tokens: number }, rate: number): number {
  return tokens >= 1 ? 0 : ((1 - tokens) / rate) * 1000
}

function forgetIdle(lanes: Map<string, Lane>, perSecond: number): void {
  for (const [domain, lane] of lanes) if (lane.open === 0 && lane.rate >= perSecond) lanes.delete(domain)
}
