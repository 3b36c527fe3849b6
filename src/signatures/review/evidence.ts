import { showsForm, showsInbox, showsInhumanMail, showsMail, type Arrival } from './arrival.ts'

/** Why a cluster was found; the words for people stand in {@link reasonInWords}. */
export type Reason =
  | 'honeypot'
  | 'form'
  | 'mail'
  | 'mail-narrow'
  | 'pace-regular'
  | 'pace-narrow'
  | 'order'
  | 'name'
  | 'inbox'

/** What speaks against a crowd: reasons, their weight in kinds, and which of its members show something. */
export type Evidence = {
  readonly reasons: readonly Reason[]
  readonly weight: number
  /** Weight that every member bears because the crowd as a whole shows it (pace and order). */
  readonly shared: number
  /** Members that show at least one of the reasons. */
  readonly shows: (arrival: Arrival) => boolean
}

/** Crowds smaller than this are never judged by shares. */
export const smallestCrowd = 20
/** From this size on, pace and order mean something. */
const smallestForPace = 50
/** A crowd younger than this holds only its quickest members: how widely people differ cannot be seen yet. */
const settledMilliseconds = 15 * 60_000

type Sign = {
  readonly reason: Reason
  /** Each kind is another part of signing; signs of one weigh once, so that a fault of our form is no two. */
  readonly kind: string
  readonly weight: number
  readonly shared: boolean
  readonly shows: (arrival: Arrival) => boolean
}

/**
 * Weighs a crowd, given in the order in which the forms were sent. That many come at once from one network or one mail
 * domain is no evidence: whole companies, campuses and halls sign that way.
 */
export function weigh(crowd: readonly Arrival[]): Evidence {
  const signs = crowd.length < smallestCrowd ? [] : [...tellsOf(crowd), ...widthsOf(crowd), ...orderOf(crowd)]
  const kinds = Map.groupBy(signs, ({ kind }) => kind)
  const sum = (from: readonly Sign[][]): number =>
    from.reduce((total, [sign]) => total + (sign === undefined ? 0 : sign.weight), 0)
  const apart = [...kinds.values()]
  return {
    reasons: signs.map(({ reason }) => reason),
    weight: sum(apart),
    shared: sum(apart.map((list) => list.filter(({ shared }) => shared))),
    shows: (arrival) => signs.some(({ shows }) => shows(arrival)),
  }
}

/** What each share of a crowd is compared with stands far above what people's crowds have: 0.3 %, 4 %, 0.1 %, 2 %, 2 %, 12 %. */
function tellsOf(crowd: readonly Arrival[]): readonly Sign[] {
  const tell = (
    reason: Reason,
    weight: number,
    from: number,
    shows: (arrival: Arrival) => boolean,
  ): readonly Sign[] => {
    const kind = reason === 'honeypot' ? 'form' : reason
    return crowd.filter(shows).length >= from * crowd.length ? [{ reason, kind, weight, shared: false, shows }] : []
  }
  const isQuick = tell('mail', 1, 0.1, showsInhumanMail).length > 0
  return [
    ...tell('honeypot', 1, 0.3, ({ signals }) => signals.honeypot),
    ...tell('form', 1, 0.5, ({ signals }) => showsForm(signals)),
    ...tell('mail', 1, isQuick ? 0 : 0.25, showsMail),
    ...tell('name', 1, 0.5, ({ signals }) => signals.drawn),
    ...tell('inbox', 0.5, 0.7, ({ signals }) => showsInbox(signals)),
  ]
}

/** People differ: the slow twentieth takes ten to seventy times as long as the quick one. */
const narrowRatio = 8

function widthsOf(crowd: readonly Arrival[]): readonly Sign[] {
  if (crowd.length < smallestForPace || !isSettled(crowd)) return []
  const narrow = (reason: Reason, kind: string, shared: boolean, of: (arrival: Arrival) => number): readonly Sign[] => {
    const sorted = Float64Array.from(crowd, of).sort()
    const least = sorted[Math.floor(sorted.length * 0.05)] ?? 0
    const most = sorted[Math.floor(sorted.length * 0.95)] ?? 0
    if (least <= 0 || most / least >= narrowRatio) return []
    return [{ reason, kind, weight: 1, shared, shows: (one) => of(one) >= least && of(one) <= most }]
  }
  return [
    // Where no token says when the form was opened, its age is nought and says nothing.
    ...narrow('pace-narrow', 'pace', false, ({ signals }) => signals.age),
    ...narrow('mail-narrow', 'mail', false, ({ waited }) => waited),
  ]
}

function isSettled(crowd: readonly Arrival[]): boolean {
  const first = crowd[0]?.wishedAt ?? 0
  return (crowd.at(-1)?.wishedAt ?? 0) - first >= settledMilliseconds
}

/** Sorted names step down once in a while where a list was cut; names by chance step down in nearly half the cases. */
const sortedShare = 0.93

function orderOf(crowd: readonly Arrival[]): readonly Sign[] {
  if (crowd.length < smallestForPace) return []
  const all = () => true
  return [
    ...(isRegular(crowd)
      ? [{ reason: 'pace-regular' as const, kind: 'pace', weight: 1, shared: true, shows: all }]
      : []),
    ...(isSorted(crowd, (byte) => byte >> 4) || isSorted(crowd, (byte) => byte & 15)
      ? [{ reason: 'order' as const, kind: 'order', weight: 1, shared: true, shows: all }]
      : []),
  ]
}

/** Whether forms come as by a clock: gaps deviate from their mean by less than four tenths; people's by about ten. */
function isRegular(crowd: readonly Arrival[]): boolean {
  const gaps = crowd.slice(1).map((one, i) => one.wishedAt - (crowd[i]?.wishedAt ?? 0))
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  // Faster than this, a server at its limit would itself be the clock.
  if (mean < 250) return false
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length
  return Math.sqrt(variance) < 0.4 * mean
}

function isSorted(crowd: readonly Arrival[], half: (byte: number) => number): boolean {
  const letters = crowd.map(({ signals }) => half(signals.initials))
  const counts = [...Map.groupBy(letters, (letter) => letter).values()].map(({ length }) => length)
  // Where one letter is usual, or the script is not ours to sort, being level says nothing.
  if (counts.length < 6 || counts.some((count) => count > letters.length / 2)) return false
  const up = letters.slice(1).filter((letter, i) => letter >= (letters[i] ?? 0)).length
  return up >= sortedShare * (letters.length - 1)
}
