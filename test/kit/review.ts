import type { CampaignId } from '../../src/kernel/index.ts'
import type { Arrival } from '../../src/signatures/review/arrival.ts'
import { findClusters } from '../../src/signatures/review/clusters.ts'
import { sharedDomainMarks } from '../../src/signatures/review/shared-domains.ts'
import { signalsOf, type SignalMarks } from '../../src/signatures/review/signals.ts'
import type { Visit } from './crowds.ts'
import { marksForTests } from './marks.ts'

/** What the review made of some visits, told apart by what they were. */
export type Reviewed = {
  readonly bots: number
  readonly people: number
  readonly heldBots: number
  readonly heldPeople: number
  /** Milliseconds from the first bot's confirming to the first look that held one. */
  readonly alarm: number | undefined
  readonly reasons: readonly string[]
  /** What the clusters that held were called. */
  readonly keys: readonly string[]
  /** How often one look held a signature a second time. */
  readonly twice: number
}

const campaign = '01890000-0000-7000-8000-000000000001' as CampaignId

/** Marks computed once for each thing they are of: simulated crowds come in hundreds of thousands. */
function rememberedMarks(): SignalMarks {
  const { mark } = marksForTests()
  const made = new Map<string, Buffer>()
  return {
    mark: (purpose, ...parts) => {
      const key = parts.join('\n')
      const known = made.get(key) ?? mark(purpose, ...parts)
      made.set(key, known)
      return known
    },
  }
}

/** Confirms visits in their order and lets the review look every so often, over at most `window` of the latest. */
export function reviewed(visits: readonly Visit[], everyMilliseconds: number, window = 20_000): Reviewed {
  const vault = rememberedMarks()
  const shared = sharedDomainMarks(vault, campaign)
  const confirmed = visits.toSorted((a, b) => a.wishedAt + a.waited - (b.wishedAt + b.waited))
  const arrivals = confirmed.map((visit, index): Arrival => ({
    index,
    wishedAt: visit.wishedAt,
    waited: visit.waited,
    vouched: false,
    signals: signalsOf(visit.traits, vault, campaign),
  }))
  const at = arrivals.map(({ wishedAt, waited }) => wishedAt + waited)
  const firstBot = at[confirmed.findIndex(({ bot }) => bot)]
  const held = new Set<number>()
  const reasons = new Set<string>()
  const keys = new Set<string>()
  let twice = 0
  let alarm: number | undefined
  const end = at.at(-1) ?? 0
  for (let now = (at[0] ?? 0) + everyMilliseconds, seen = -1; ; now += everyMilliseconds) {
    const last = at.findLastIndex((moment) => moment <= now) + 1
    if (last === seen && now < end) continue
    seen = last
    const found = findClusters(arrivals.slice(Math.max(0, last - window), last), shared)
    const members = found.flatMap((cluster) => cluster.members)
    twice += members.length - new Set(members).size
    for (const cluster of found) {
      if (cluster.verdict !== 'hold') continue
      keys.add(cluster.key)
      for (const index of cluster.members) held.add(index)
      for (const reason of cluster.reasons) reasons.add(reason)
      if (firstBot !== undefined && cluster.members.some((index) => confirmed[index]?.bot)) alarm ??= now - firstBot
    }
    if (last === arrivals.length) break
  }
  const count = (wanted: boolean, among: (index: number) => boolean): number =>
    confirmed.filter(({ bot }, index) => bot === wanted && among(index)).length
  return {
    bots: count(true, () => true),
    people: count(false, () => true),
    heldBots: count(true, (index) => held.has(index)),
    heldPeople: count(false, (index) => held.has(index)),
    alarm,
    reasons: [...reasons],
    keys: [...keys],
    twice,
  }
}
