import { likenesses, longestRun, type Likeness } from './similarity.ts'

/** A sentence to be aligned: the edition it is from, its place in it, and its folded words. */
export type Unit = { readonly edition: number; readonly place: number; readonly words: readonly string[] }

/** Units of different editions that say the same, by index, at most one of each edition. */
export type Cluster = readonly number[]

/** From here on two sentences are one sentence in two wordings. */
const ALIKE = 0.6
/** From here on they are if they also share a run of words too long to be chance. */
const RELATED = 0.35
const LONG_RUN = 7

function joins(units: readonly Unit[], { a, b, score }: Likeness): boolean {
  if (score >= ALIKE) return true
  return score >= RELATED && longestRun(units[a]?.words ?? [], units[b]?.words ?? []) >= LONG_RUN
}

/**
 * Groups the sentences of several editions: the most alike first, and of equally alike ones those that stand at
 * nearly the same place. Thresholds are measured on real letters: unrelated sentences stay below 0.35, one fact told
 * in other words lies between 0.37 and 0.7, variations above.
 */
export function alignUnits(units: readonly Unit[]): readonly Cluster[] {
  const apart = ({ a, b }: Likeness): number => Math.abs((units[a]?.place ?? 0) - (units[b]?.place ?? 0))
  const pairs = likenesses(
    units.map(({ words }) => words),
    (a, b) => units[a]?.edition !== units[b]?.edition,
    // A sentence shared by all of many editions is no commonplace.
    Math.max(64, 8 * new Set(units.map(({ edition }) => edition)).size),
  )
    .filter((pair) => joins(units, pair))
    .toSorted((x, y) => y.score - x.score || apart(x) - apart(y) || x.a - y.a || x.b - y.b)
  const clusters = units.map((_, i): readonly number[] => [i])
  const editionsOf = (cluster: Cluster): ReadonlySet<number> => new Set(cluster.map((i) => units[i]?.edition ?? -1))
  for (const { a, b } of pairs) {
    const [left = [], right = []] = [clusters[a], clusters[b]]
    const taken = editionsOf(left)
    if (right.some((i) => taken.has(units[i]?.edition ?? -1))) continue
    const joined = [...left, ...right].toSorted((x, y) => x - y)
    for (const i of joined) clusters[i] = joined
  }
  return clusters.filter((cluster, i) => cluster[0] === i)
}

/** Whether two clusters stand in opposite orders in some two editions. */
function cross(units: readonly Unit[], one: Cluster, other: Cluster): boolean {
  let before = false
  let after = false
  for (const i of one) {
    const there = other.find((j) => units[j]?.edition === units[i]?.edition)
    if (there === undefined) continue
    if ((units[i]?.place ?? 0) < (units[there]?.place ?? 0)) before = true
    else after = true
  }
  return before && after
}

/** Clusters beyond this many are not searched for moves; they are then broken up only where the order forces it. */
const MOST_CLUSTERS = 1500

/**
 * The clusters that would have to be told out of order: those that cross the most text for the least of their own,
 * taken out one by one until the rest stand in one order in all editions.
 */
function movedClusters(units: readonly Unit[], clusters: readonly Cluster[]): ReadonlySet<Cluster> {
  const common = clusters.filter((cluster) => cluster.length > 1)
  if (common.length > MOST_CLUSTERS) return new Set()
  const weight = (cluster: Cluster): number => cluster.reduce((sum, i) => sum + (units[i]?.words.length ?? 0), 1)
  const crossed = new Map<Cluster, Cluster[]>(common.map((cluster) => [cluster, []]))
  common.forEach((one, i) => {
    for (const other of common.slice(i + 1)) {
      if (!cross(units, one, other)) continue
      crossed.get(one)?.push(other)
      crossed.get(other)?.push(one)
    }
  })
  const crossedWeight = new Map(
    common.map((cluster) => [cluster, (crossed.get(cluster) ?? []).reduce((sum, other) => sum + weight(other), 0)]),
  )
  const moved = new Set<Cluster>()
  for (;;) {
    const worst = heaviest(crossedWeight, weight)
    if (worst === undefined) return moved
    moved.add(worst)
    crossedWeight.delete(worst)
    for (const other of crossed.get(worst) ?? []) {
      const now = crossedWeight.get(other)
      if (now !== undefined) crossedWeight.set(other, now - weight(worst))
    }
  }
}

/** The cluster that crosses the most text for its own; none when nothing crosses. */
function heaviest(
  crossedWeight: ReadonlyMap<Cluster, number>,
  weight: (cluster: Cluster) => number,
): Cluster | undefined {
  let found: Cluster | undefined
  let most = 0
  for (const [cluster, crossing] of crossedWeight) {
    const burden = crossing / weight(cluster)
    if (burden > most) [found, most] = [cluster, burden]
  }
  return found
}

/** A cluster in its place; `moved` when it stands elsewhere in some edition than its neighbors here. */
export type PlacedCluster = { readonly cluster: Cluster; readonly moved: boolean }

/**
 * All clusters in an order that is right for every edition, but for those that moved: these stand where the first
 * edition that has them has them. Where three editions go round in a circle that no two of them show, one more moves.
 */
export function orderClusters(units: readonly Unit[], clusters: readonly Cluster[]): readonly PlacedCluster[] {
  const moved = movedClusters(units, clusters)
  const clusterOf = new Map(clusters.flatMap((cluster) => cluster.map((i) => [i, cluster] as const)))
  const lines = [...Map.groupBy(units.keys(), (i) => units[i]?.edition ?? 0).values()]
  const heads = lines.map(() => 0)
  const told = new Set<Cluster>()
  const headUnit = (line: number): number => lines[line]?.[heads[line] ?? 0] ?? -1
  const head = (line: number): Cluster | undefined => {
    for (;;) {
      const cluster = clusterOf.get(headUnit(line))
      if (cluster === undefined) return undefined
      // What moved waits for the first edition that has it; the others pass over it.
      const passes = told.has(cluster) || (moved.has(cluster) && cluster[0] !== headUnit(line))
      if (!passes) return cluster
      heads[line] = (heads[line] ?? 0) + 1
    }
  }
  const ordered: PlacedCluster[] = []
  for (;;) {
    const first = lines.map((_, line) => head(line)).filter((cluster) => cluster !== undefined)
    const front = new Set(lines.map((_, line) => headUnit(line)))
    const free = first.find((cluster) => moved.has(cluster) || cluster.every((i) => front.has(i)))
    const next = free ?? first[0]
    if (next === undefined) return ordered
    told.add(next)
    ordered.push({ cluster: next, moved: moved.has(next) || free === undefined })
  }
}
