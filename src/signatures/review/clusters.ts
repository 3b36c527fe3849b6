import { ownWeight, type Arrival } from './arrival.ts'
import { smallestCrowd, weigh, type Evidence, type Reason } from './evidence.ts'

/** A crowd that behaves as no crowd does. */
export type Cluster = {
  /** What its members have in common, in marks: the same in every look, so that a growing cluster stays one. */
  readonly key: string
  /** `hold`: out of the count until a person looks. `flag`: only to be looked at. */
  readonly verdict: 'hold' | 'flag'
  readonly reasons: readonly Reason[]
  /** Leaf indexes of those it is about, ascending. */
  readonly members: readonly number[]
}

type Part = 'domain' | 'near' | 'close' | 'wide' | 'shape' | 'inbox'

/** The crowd of all: whom only their own evidence puts together. */
const alone = 'alone'

type View = readonly [] | readonly [Part] | readonly [Part, Part]

/** What a crowd may have in common. Several are tried because attackers keep some apart and not others. */
const views: readonly View[] = [
  ['domain'],
  ['near'],
  ['close'],
  ['wide'],
  ['domain', 'wide'],
  ['domain', 'shape'],
  ['domain', 'inbox'],
  ['wide', 'inbox'],
  ['shape', 'inbox'],
  [],
]

/** Two kinds of evidence hold; one makes a crowd worth a look. */
const holdWeight = 2
const flagWeight = 1
const smallestFlag = 50
/** Arrivals that alone show two kinds are held when so many more come than people account for (one in ten thousand). */
const ownShare = 0.002
/** When so many at a domain show the evidence, the rest are its owner's too. */
const ownedShare = 0.7

/**
 * Finds clusters among recent arrivals: crowds of which two independent kinds of evidence tell that no people made
 * them. Where a crowd may be mixed, only members who show the evidence themselves are held.
 * @param shared marks of mail domains at which everybody can have an address; the owner of any other domain answers
 * for all who have one there.
 */
export function findClusters(arrivals: readonly Arrival[], shared: ReadonlySet<string>): readonly Cluster[] {
  const steps = lookForClusters(arrivals, shared)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** Arrivals judged in one step. */
const stepSize = 2000

/** {@link findClusters} in steps of a few hundredths of a second, so that whoever shares the process is not kept waiting. */
export function* lookForClusters(
  arrivals: readonly Arrival[],
  shared: ReadonlySet<string>,
): Generator<undefined, readonly Cluster[]> {
  const sent = arrivals.toSorted((a, b) => a.wishedAt - b.wishedAt || a.index - b.index)
  const numbers = numbersOf(sent)
  const found: Cluster[] = []
  for (const view of views) {
    yield
    let judged = 0
    for (const crowd of crowdsOf(sent, view, numbers)) {
      if (judged > stepSize) yield
      judged = judged > stepSize ? crowd.length : judged + crowd.length
      found.push(...judge(view, crowd, shared))
    }
  }
  return apart(found)
}

type Numbers = Readonly<Record<Part, Int32Array>>

/** What arrivals have in common, as small numbers: texts as keys made a look five times as long. */
function numbersOf(sent: readonly Arrival[]): Numbers {
  const numbered = (part: Part): Int32Array => {
    const known = new Map<string | number, number>()
    return Int32Array.from(sent, ({ signals }) => {
      const number = known.get(signals[part]) ?? known.size
      if (number === known.size) known.set(signals[part], number)
      return number
    })
  }
  return {
    domain: numbered('domain'),
    near: numbered('near'),
    close: numbered('close'),
    wide: numbered('wide'),
    shape: numbered('shape'),
    inbox: numbered('inbox'),
  }
}

/** The crowds of a view that are large enough to be judged, each in the order of sending. */
function crowdsOf(sent: readonly Arrival[], [first, second]: View, numbers: Numbers): readonly (readonly Arrival[])[] {
  if (first === undefined) return sent.length < smallestCrowd ? [] : [sent]
  const one = numbers[first]
  const two = second === undefined ? undefined : numbers[second]
  const key = (i: number): number => (one[i] ?? 0) * 2 ** 24 + (two?.[i] ?? 0)
  const sizes = new Map<number, number>()
  for (let i = 0; i < sent.length; i += 1) sizes.set(key(i), (sizes.get(key(i)) ?? 0) + 1)
  const crowds = new Map<number, Arrival[]>()
  for (const [i, arrival] of sent.entries()) {
    if ((sizes.get(key(i)) ?? 0) < smallestCrowd) continue
    const crowd = crowds.get(key(i))
    if (crowd === undefined) crowds.set(key(i), [arrival])
    else crowd.push(arrival)
  }
  return [...crowds.values()]
}

function keyOf(view: View, { signals }: Arrival): string {
  return view.length === 0 ? alone : view.map((part) => `${part}:${signals[part]}`).join(' ')
}

function judge(view: View, crowd: readonly Arrival[], shared: ReadonlySet<string>): readonly Cluster[] {
  // Where a person let most of a crowd stand, the crowd is known.
  if (crowd.filter(({ vouched }) => vouched).length * 2 > crowd.length) return []
  const open = crowd.filter(({ vouched }) => !vouched)
  const evidence = weigh(crowd)
  const [first] = crowd
  if (first === undefined) return []
  const isOwned = view[0] === 'domain' && !shared.has(first.signals.domain)
  const held = heldOf(open, evidence, isOwned)
  const cluster = (verdict: Cluster['verdict'], members: readonly Arrival[], reasons: readonly Reason[]) => [
    { key: keyOf(view, first), verdict, reasons, members: members.map(({ index }) => index).sort((a, b) => a - b) },
  ]
  if (held.length > 0) return cluster('hold', held, evidence.weight >= holdWeight ? evidence.reasons : reasonsOf(held))
  const isWorthALook = evidence.weight >= flagWeight && crowd.length >= smallestFlag && view.length === 1
  return isWorthALook ? cluster('flag', open, evidence.reasons) : []
}

function heldOf(open: readonly Arrival[], evidence: Evidence, isOwned: boolean): readonly Arrival[] {
  if (evidence.weight >= holdWeight) {
    const showing = open.filter(evidence.shows)
    if (isOwned && showing.length >= ownedShare * open.length) return open
    const shown = open.filter((one) => ownWeight(one) + evidence.shared >= holdWeight)
    if (shown.length >= smallestCrowd) return shown
  }
  const telling = open.filter((one) => ownWeight(one) >= holdWeight)
  return telling.length >= smallestCrowd && telling.length >= ownShare * open.length ? telling : []
}

/** What the held of a mixed crowd show, told of them alone. */
function reasonsOf(held: readonly Arrival[]): readonly Reason[] {
  return weigh(held).reasons
}

/** A remnant smaller than this, once its members stand in other clusters, is nobody's cluster. */
const smallestRemnant = 5

/** Each arrival in one cluster only: the largest that holds it. Who shows something alone comes last, and flags after all. */
function apart(found: readonly Cluster[]): readonly Cluster[] {
  const taken = new Set<number>()
  const rank = ({ verdict, key, members }: Cluster): number =>
    (verdict === 'flag' ? 0 : key === alone ? 1e9 : 2e9) + members.length
  return found
    .toSorted((a, b) => rank(b) - rank(a))
    .flatMap((cluster) => {
      const members = cluster.members.filter((index) => !taken.has(index))
      const isWhole = members.length === cluster.members.length
      if (!isWhole && members.length < (cluster.verdict === 'hold' ? smallestRemnant : smallestFlag)) return []
      for (const index of members) taken.add(index)
      return [{ ...cluster, members }]
    })
}
