import type { CampaignId, EditionId, LetterId, OrganizationId, SignOnId, VersionHash } from '../../src/kernel/index.ts'
import type { GatheringLetter } from '../../src/letters/index.ts'
import { lineFacts } from '../../src/organizations/line-facts.ts'
import { factsOf, lineStanding, printedLine, type ListContext } from '../../src/organizations/line-standing.ts'
import { signOnSubjects } from '../../src/organizations/sign-on-subjects.ts'
import { carryingOf, finalizable, leafStep, readingOf } from '../../src/organizations/standing.ts'
import type { GatheredLine, LineEvidence } from '../../src/organizations/gathered-line.ts'
import { startTally, type Leaf } from '../../src/proof/index.ts'
import { diceOf, type Dice } from './dice.ts'

/** What a walk came to: what was seen to be wrong (nothing, by law), and how often each thing was seen at all. */
export type Walk = { readonly problems: readonly string[]; readonly seen: ReadonlyMap<string, number> }

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }
type ModelLine = Mutable<GatheredLine>

/** What somebody who watched everything wrote down of a line, without asking the code that decides. */
type Witness = {
  /** `edition hash term`: these words stood on this representative's screen, and they said yes. */
  readonly yes: Set<string>
  /** The same, carried by a correction that the representative had allowed, from words with a yes. */
  readonly carried: Set<string>
}

type World = {
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
const hashOf = (n: number): VersionHash => n.toString(16).padStart(64, '0') as VersionHash
const at = (world: World): Date => new Date(Date.UTC(2029, 0, 1) + world.time * 1000)

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

function worldOf(seed: number): World {
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
function declare(world: World): void {
  const known = new Set(world.leaves.flatMap((leaf) => (leaf.t === 'version' ? [leaf.h] : [])))
  for (const { slug, versions } of world.letter.editions)
    for (const { hash, number } of versions)
      if (!known.has(hash))
        world.leaves.push({ t: 'version', d: '2029-01-01', e: slug, h: hash, l: 'letter', n: number, r: slug, v: 1 })
}

const contextOf = ({ letter, needsTwo }: World): ListContext => ({ letter, needsTwo })
const some = <T>(world: World, from: readonly T[]): T[] => [
  ...world.dice.some(from, world.dice.between(0, from.length)),
]
const isClosed = ({ letter }: World): boolean => letter.state === 'closed'

/** Somebody presses the button of a representative's page, with whatever texts they have on their screen. */
function press(world: World, n: number): void {
  const line = world.lines[n]
  if (!line || line.withdrawnAt || isClosed(world)) return
  const onScreen = world.letter.editions.flatMap(({ versions }) => {
    const shown = world.dice.chance(0.9) ? versions.at(-1) : world.dice.pick([...versions] as [never, ...never[]])
    return shown ? [shown.hash] : []
  })
  const reading = readingOf(some(world, onScreen), world.letter.editions)
  note(world, `press ${reading.kind}`)
  if (reading.kind !== 'read') return
  const { term } = line
  for (const { edition, hash } of reading.consents) {
    if (!onScreen.includes(hash)) world.problems.push('a yes to words that were on no screen')
    world.witnesses[n]?.yes.add(`${edition} ${hash} ${term}`)
  }
  const fresh = reading.consents.map((one) => ({ ...one, term, how: 'signed' as const, at: at(world) }))
  line.consents = [...line.consents, ...fresh]
  line.signedAt ??= at(world)
}

function evidence(world: World, line: ModelLine): void {
  const { dice } = world
  const kind = dice.pick(['proved', 'proved', 'review', 'refused', 'earlier'])
  const term = kind === 'earlier' ? dice.between(1, line.term) : line.term
  const came: LineEvidence = {
    level: dice.pick(['mail', 'dns', 'file', 'call-back']),
    term,
    counts: kind === 'proved' || kind === 'earlier',
    waits: kind === 'review',
    since: at(world),
  }
  line.evidence = [...line.evidence.slice(-4), came]
}

/** An organizer lets what is in review count, or takes evidence away. */
function judgeEvidence(world: World, line: ModelLine): void {
  const place = world.dice.between(0, Math.max(0, line.evidence.length - 1))
  line.evidence = line.evidence.map((one, i) =>
    i === place ? { ...one, counts: one.waits, waits: false, since: at(world) } : one,
  )
}

function judge(world: World, line: ModelLine): void {
  if (!line.signedAt || line.withdrawnAt) return
  const verdict = world.dice.chance(0.75) ? 'accepted' : 'declined'
  if (verdict === 'accepted' && isClosed(world)) return
  line.verdict = verdict
  line.judgedAt = at(world)
}

/** An organizer fixes the next version of some editions, and calls it a correction or a change. */
function freeze(world: World): void {
  if (isClosed(world)) return
  const { dice, letter } = world
  const change = dice.chance(0.5) ? 'correction' : 'change'
  const fresh = new Set<VersionHash>()
  for (const edition of letter.editions) {
    if (edition.versions.length >= 12 || dice.chance(0.4)) continue
    world.hashes += 1
    const hash = hashOf(world.hashes)
    fresh.add(hash)
    edition.versions = [...edition.versions, { number: edition.versions.length + 1, hash, frozenAt: at(world) }]
  }
  declare(world)
  note(world, `freeze ${change}`)
  for (const [n, line] of world.lines.entries()) {
    if (line.withdrawnAt) continue
    const { carried } = carryingOf(line, letter.editions, fresh, change)
    for (const one of carried) witnessCarry(world, n, line, one, change)
    line.consents = [...line.consents, ...carried.map((one) => ({ ...one, how: 'carried' as const, at: at(world) }))]
  }
}

/** Only a correction, only where it was allowed, and only from the words just before, to which the same one said yes. */
function witnessCarry(
  world: World,
  n: number,
  line: ModelLine,
  { edition, hash, term }: { readonly edition: EditionId; readonly hash: VersionHash; readonly term: number },
  change: 'correction' | 'change',
): void {
  const before = world.letter.editions.find(({ id }) => id === edition)?.versions.at(-2)?.hash
  const witness = world.witnesses[n]
  const from = `${edition} ${before} ${term}`
  const isFair = change === 'correction' && line.carries && (witness?.yes.has(from) || witness?.carried.has(from))
  if (!isFair) world.problems.push('a name was carried to words without leave')
  witness?.carried.add(`${edition} ${hash} ${term}`)
  note(world, 'carried')
}

/** One organizer proposes the list as it is now. */
function propose(world: World): void {
  world.proposed = { by: world.dice.between(1, 3), content: contentOf(world) }
}

/** Another approves, if it still is what was proposed; then the list is finalized. */
function approve(world: World): void {
  const by = world.dice.between(1, 3)
  const { proposed } = world
  if (!proposed || proposed.by === by || proposed.content !== contentOf(world) || isClosed(world)) return
  world.proposed = undefined
  world.agreed = new Set()
  note(world, 'finalized')
  for (const line of world.lines) {
    const { versions, line: facts } = finalizable(factsOf(line, contextOf(world)))
    line.holds = world.needsTwo
    line.final = versions.length === 0 ? undefined : { line: facts, versions }
    for (const hash of versions) world.agreed.add(`${line.id} ${facts.name} ${hash}`)
  }
}

const contentOf = (world: World): string =>
  JSON.stringify(world.lines.map((line) => finalizable(factsOf(line, contextOf(world)))))

/** The rule of two begins, and keeps what the log says stands; or it ends. */
function setRule(world: World): void {
  world.needsTwo = !world.needsTwo
  note(world, `rule ${world.needsTwo}`)
  world.agreed = new Set()
  for (const line of world.lines) {
    line.holds = world.needsTwo
    const { leaf } = line
    const stood = leaf && !leaf.withdrawnAt && world.needsTwo
    line.final = stood ? { line: { ...line.line, name: leaf.name }, versions: leaf.versions } : undefined
    for (const hash of stood ? leaf.versions : []) world.agreed.add(`${line.id} ${leaf?.name} ${hash}`)
  }
}

function close(world: World): void {
  const { letter } = world
  const opens = letter.state === 'closed'
  letter.state = opens ? 'published' : 'closed'
  letter.closedAt = opens ? undefined : at(world)
}

/** The log follows, as it does at the end of every verb. */
function settle(world: World, lines: readonly ModelLine[]): void {
  for (const line of lines) {
    if (line.line.kind === 'person') continue
    const standing = lineStanding(line, contextOf(world))
    const last = line.leaf && { ...line.leaf, isWithdrawn: line.leaf.withdrawnAt !== undefined }
    const step = leafStep(standing, last, isClosed(world))
    if (step === 'none') continue
    note(world, `leaf ${step}`)
    const index = world.leaves.length
    if (step === 'sign') count(world, standing.versions, 1)
    if (step !== 'sign' && line.leaf) count(world, line.leaf.versions, -1)
    if (step === 'replace') count(world, standing.versions, 1)
    if (step === 'withdraw' && line.leaf) {
      world.leaves.push({ t: 'wd', d: '2029-01-01', i: line.leaf.index, v: 1 })
      line.leaf = { ...line.leaf, withdrawnAt: at(world) }
      continue
    }
    const replaces = step === 'replace' && line.leaf ? { r: line.leaf.index } : {}
    const { name } = standing.line
    world.leaves.push({ t: 'org', c: '', d: '2029-01-01', e: standing.versions, o: name, ...replaces, v: 1 })
    const kept = { index, name, versions: standing.versions, term: line.term, at: at(world) }
    line.leaf = { ...kept, withdrawnAt: undefined, isErased: false }
  }
}

function count(world: World, versions: readonly VersionHash[], more: 1 | -1): void {
  for (const subject of signOnSubjects(world.letter, versions))
    world.counts.set(subject, (world.counts.get(subject) ?? 0) + more)
}

const note = (world: World, what: string): void => void world.seen.set(what, (world.seen.get(what) ?? 0) + 1)

/** What must hold of a line, asked of the witness. */
function lookAt(world: World, n: number, line: ModelLine): void {
  const printed = printedLine(line, contextOf(world))
  const under = new Set(printed?.editions)
  const { closedAt } = world.letter
  const isLate = line.withdrawnAt !== undefined && closedAt !== undefined && line.withdrawnAt > closedAt
  for (const { id, versions } of world.letter.editions) {
    const hash = versions.at(-1)?.hash
    const name = printed?.name ?? line.line.name
    const mayPrint =
      line.verdict === 'accepted' && (!line.withdrawnAt || isLate) && saidYes(world, n, line, `${id} ${hash}`)
    const isAgreed = !world.needsTwo || world.agreed.has(`${line.id} ${name} ${hash}`)
    if (under.has(id)) {
      note(world, 'printed')
      if (!mayPrint) world.problems.push(`${line.line.name} is printed without evidence, acceptance or its yes`)
      if (!isAgreed) world.problems.push(`${name} is printed and two people did not agree on it`)
      if (isLate && !printed?.withdrawnAt) world.problems.push('who withdrew after delivery is not marked')
    } else if (mayPrint && !world.needsTwo) world.problems.push(`${line.line.name} may be printed and is not`)
  }
}

/** A yes, or a fair carry, by a representative for whom there is evidence, come in time. */
function saidYes(world: World, n: number, line: ModelLine, words: string): boolean {
  const { closedAt } = world.letter
  const witness = world.witnesses[n]
  for (let term = 1; term <= line.term; term += 1) {
    const said = witness?.yes.has(`${words} ${term}`) || witness?.carried.has(`${words} ${term}`)
    const known = line.evidence.some((one) => one.term === term && one.counts && (!closedAt || one.since <= closedAt))
    if (said && (known || line.line.kind === 'person')) return true
  }
  return false
}

/** The numbers that were kept are those that a stranger counts. */
function recount(world: World): void {
  const tally = startTally()
  for (const [index, leaf] of world.leaves.entries()) tally.take(index, leaf)
  const { versions, letters, problems } = tally.result()
  if (problems.length > 0) world.problems.push(`the log has ${problems.length} problems: ${problems[0]?.kind}`)
  const counted = [
    ...versions.map(({ hash, standing }) => [`version:${hash}`, standing] as const),
    ...letters.map(({ letter, standing }) => [`letter:${letter}`, standing] as const),
  ]
  for (const [subject, standing] of counted)
    for (const of of [subject, `org-${subject}`])
      if ((world.counts.get(of) ?? 0) !== standing) world.problems.push(`${of} is not what its leaves make`)
}

type ModelAct = (world: World, n: number, line: ModelLine) => void

const acts: readonly ModelAct[] = [
  (world, n) => press(world, n),
  (world, n) => press(world, n),
  (world, n) => press(world, n),
  (world, _n, line) => evidence(world, line),
  (world, _n, line) => evidence(world, line),
  (world, _n, line) => judgeEvidence(world, line),
  (world, _n, line) => judge(world, line),
  (world, _n, line) => judge(world, line),
  (_world, _n, line) => void (line.carries = !line.carries),
  (world, _n, line) => void (line.line = { ...line.line, name: world.dice.pick(['A', 'B', line.line.name]) }),
  (world, _n, line) => void (line.term = Math.min(4, line.term + Number(world.dice.chance(0.3)))),
  propose,
  approve,
]

const rareActs: readonly ModelAct[] = [
  freeze,
  setRule,
  close,
  (world, _n, line) => void (line.withdrawnAt ??= at(world)),
]

const wide: ReadonlySet<ModelAct> = new Set([approve, freeze, setRule, close])

/** Does random things to the sign-ons of one letter, and looks after each whether everything holds that must. */
export function walkSignOns(seed: number, actions: number): Walk {
  const world = worldOf(seed)
  for (let step = 0; step < actions; step += 1) {
    world.time += world.dice.between(0, 2)
    const n = world.dice.between(0, world.lines.length - 1)
    const line = world.lines[n]
    const from = world.dice.chance(0.06) ? rareActs : acts
    const act = from[world.dice.between(0, from.length - 1)]
    if (!line || !act) continue
    act(world, n, line)
    // What is done to one line changes no other; the letter, the rule and the list change all.
    const touched = wide.has(act) ? [...world.lines.keys()] : [n]
    settle(
      world,
      touched.flatMap((place) => world.lines[place] ?? []),
    )
    for (const place of touched) lookAt(world, place, world.lines[place] ?? line)
    if (world.problems.length > 0) break
  }
  recount(world)
  return { problems: world.problems.slice(0, 3).map((one) => `seed ${seed}: ${one}`), seen: world.seen }
}
