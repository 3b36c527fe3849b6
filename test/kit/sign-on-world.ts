import type { CampaignId, EditionId, LetterId, OrganizationId, SignOnId, VersionHash } from '../../src/kernel/index.ts'
import type { GatheringLetter } from '../../src/letters/index.ts'
import type { GatheredLine } from '../../src/organizations/gathered-line.ts'
import { lineFacts } from '../../src/organizations/line-facts.ts'
import type { ListContext } from '../../src/organizations/line-standing.ts'
import type { Leaf } from '../../src/proof/index.ts'
import { diceOf, type Dice } from './dice.ts'

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }
/** A line that acts change. */
export type ModelLine = Mutable<GatheredLine>

/** What somebody who watched everything wrote down of a line, without asking the code that decides. */
type Witness = {
  /** `edition hash term`: these words stood on this representative's screen, and they said yes. */
  readonly yes: Set<string>
  /** The same, carried by a correction that the representative had allowed, from words with a yes. */
  readonly carried: Set<string>
}

/** One letter with its lines, its rule, its log, and those who watch. */
export type World = {
  readonly dice: Dice
  readonly lines: ModelLine[]
  readonly witnesses: Witness[]
  readonly letter: Mutable<Omit<GatheringLetter, 'editions'>> & {
    editions: readonly Mutable<GatheringLetter['editions'][number]>[]
  }
  needsTwo: boolean
  /** `signOn name hash`: two people agreed on it, or it stood in the log when the rule of two began. */
  agreed: Set<string>
  /** What one person proposed and nobody has approved yet. */
  proposed: { readonly by: number; readonly content: string } | undefined
  time: number
  hashes: number
  readonly leaves: Leaf[]
  readonly counts: Map<string, number>
  readonly seen: Map<string, number>
  readonly problems: string[]
}

const campaignId = 'campaign' as CampaignId
const letterId = 'letter' as LetterId
const names = ['Harbor Lights', 'Stair Keepers', 'Bridge Friends', 'Low Tide', 'Lantern Row']
/** The hash of a made-up text. */
export const hashOf = (n: number): VersionHash => n.toString(16).padStart(64, '0') as VersionHash
/** The moment of an act. */
export const at = (world: World): Date => new Date(Date.UTC(2029, 0, 1) + world.time * 1000)

function lineOf(n: number): ModelLine {
  const isPerson = n % 5 === 4
  const line = lineFacts({ kind: isPerson ? 'person' : 'organization', name: names[n % names.length] ?? '' })
  return {
    id: `line-${n}` as SignOnId,
    letter: letterId,
    position: n,
    organization: isPerson ? undefined : (`organization-${n}` as OrganizationId),
    organizationSlug: undefined,
    line,
    wishedName: undefined,
    ask: undefined,
    domain: undefined,
    domainFrom: undefined,
    confirmedAt: new Date(0),
    signedAt: undefined,
    term: 1,
    carries: false,
    verdict: undefined,
    judgedBy: undefined,
    judgedAt: undefined,
    reason: undefined,
    withdrawnAt: undefined,
    returnedAt: undefined,
    isForgotten: false,
    consents: [],
    evidence: [],
    leaf: undefined,
    holds: false,
    tookTwo: false,
    final: undefined,
  }
}

/** Five lines, the last a person's, that nobody has signed; a letter of three editions that gathers. */
export function worldOf(seed: number): World {
  const dice = diceOf(seed)
  const lines = Array.from({ length: 5 }, (_, n) => lineOf(n))
  const editions = ['one', 'two', 'three'].map((id, n) => ({
    id: id as EditionId,
    slug: id,
    recipient: id,
    versions: [{ number: 1, hash: hashOf(n + 1), frozenAt: new Date(0) }],
  }))
  const world: World = {
    dice,
    lines,
    witnesses: lines.map(() => ({ yes: new Set(), carried: new Set() })),
    letter: {
      campaign: campaignId,
      campaignSlug: 'campaign',
      campaignTitle: 'Campaign',
      timeZone: 'UTC',
      revision: 1,
      id: letterId,
      slug: 'letter',
      title: 'Letter',
      language: 'en',
      state: 'published',
      embargoUntil: undefined,
      closedAt: undefined,
      signOnUntil: undefined,
      editions,
    },
    needsTwo: false,
    agreed: new Set(),
    proposed: undefined,
    time: 1,
    hashes: 3,
    leaves: [],
    counts: new Map(),
    seen: new Map(),
    problems: [],
  }
  declare(world)
  return world
}

/** The log declares every version before anybody stands on it. */
export function declare(world: World): void {
  const known = new Set(world.leaves.flatMap((leaf) => (leaf.t === 'version' ? [leaf.h] : [])))
  for (const { slug, versions } of world.letter.editions)
    for (const { hash, number } of versions)
      if (!known.has(hash))
        world.leaves.push({ t: 'version', d: '2029-01-01', e: slug, h: hash, l: 'letter', n: number, r: slug, v: 1 })
}

/** What a line's standing depends on besides itself. */
export const contextOf = ({ letter, needsTwo }: World): ListContext => ({ letter, needsTwo })
export const isClosed = ({ letter }: World): boolean => letter.state === 'closed'

/** Something was seen once more. */
export const note = (world: World, what: string): void => void world.seen.set(what, (world.seen.get(what) ?? 0) + 1)
