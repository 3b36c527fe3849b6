import { ownWeight, type Arrival } from './arrival.ts'
import { smallestCrowd, weigh, type Evidence, type Reason } from './evidence.ts'
import type { Signals } from './signals.ts'

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

/** What a crowd may have in common. Several are tried because attackers keep some apart and not others. */
const views: readonly (readonly Part[])[] = [
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

/**
 * Finds clusters among recent arrivals: crowds of which two independent kinds of evidence tell that no people made
 * them. Where a crowd may be mixed, only members who show the evidence themselves are held.
 * @param shared marks of mail domains at which everybody can have an address; the owner of any other domain answers
 * for all who have one there.
 */
export function findClusters(arrivals: readonly Arrival[], shared: ReadonlySet<string>): readonly Cluster[] {
  const sent = arrivals.toSorted((a, b) => a.wishedAt - b.wishedAt || a.index - b.index)
  const found = views.flatMap((view) =>
    [...crowdsOf(sent, view)].flatMap(([key, crowd]) =>
      crowd.length < smallestCrowd ? [] : (judge(view, key, crowd, shared) ?? []),
    ),
  )
  return apart(found)
}

function crowdsOf(sent: readonly Arrival[], view: readonly Part[]): ReadonlyMap<string, readonly Arrival[]> {
  return Map.groupBy(sent, ({ signals }) => keyOf(view, signals))
}

function keyOf(view: readonly Part[], signals: Signals): string {
  let key = ''
  for (const part of view) key += `${part}:${signals[part]} `
  return key
}

function judge(
  view: readonly Part[],
  key: string,
  crowd: readonly Arrival[],
  shared: ReadonlySet<string>,
): Cluster | undefined {
  // Where a person let most of a crowd stand, the crowd is known.
  if (crowd.filter(({ vouched }) => vouched).length * 2 > crowd.length) return undefined
  const open = crowd.filter(({ vouched }) => !vouched)
  const evidence = weigh(crowd)
  const domain = crowd[0]?.signals.domain
  const isOwned = view.includes('domain') && domain !== undefined && !shared.has(domain)
  const held = heldOf(open, evidence, isOwned)
  const cluster = (verdict: Cluster['verdict'], members: readonly Arrival[], reasons: readonly Reason[]): Cluster => ({
    key: key === '' ? 'alone' : key.trim(),
    verdict,
    reasons,
    members: members.map(({ index }) => index).sort((a, b) => a - b),
  })
  if (held.length > 0) return cluster('hold', held, evidence.weight >= holdWeight ? evidence.reasons : reasonsOf(held))
  const isWorthALook = evidence.weight >= flagWeight && crowd.length >= smallestFlag && view.length === 1
  return isWorthALook ? cluster('flag', open, evidence.reasons) : undefined
}

function heldOf(open: readonly Arrival[], evidence: Evidence, isOwned: boolean): readonly Arrival[] {
  if (evidence.weight >= holdWeight) {
    const showing = open.filter(evidence.shows)
    if (isOwned && showing.length >= 0.8 * open.length) return open
    const shown = open.filter((one) => ownWeight(one) + evidence.shared >= holdWeight)
    if (shown.length >= smallestCrowd) return shown
  }
  const alone = open.filter((one) => ownWeight(one) >= holdWeight)
  return alone.length >= smallestCrowd && alone.length >= ownShare * open.length ? alone : []
}

/** What the held of a mixed crowd show, told of them alone. */
function reasonsOf(held: readonly Arrival[]): readonly Reason[] {
  return weigh(held).reasons
}

/** Each arrival in one cluster only: the largest that holds it; flags after all that hold. */
function apart(found: readonly Cluster[]): readonly Cluster[] {
  const taken = new Set<number>()
  const rank = (cluster: Cluster): number => (cluster.verdict === 'hold' ? 1e12 : 0) + cluster.members.length
  return found
    .toSorted((a, b) => rank(b) - rank(a))
    .flatMap((cluster) => {
      const members = cluster.members.filter((index) => !taken.has(index))
      if (members.length < (cluster.verdict === 'hold' ? 1 : smallestFlag)) return []
      for (const index of members) taken.add(index)
      return [{ ...cluster, members }]
    })
}
