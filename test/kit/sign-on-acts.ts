import type { EditionId, VersionHash } from '../../src/kernel/index.ts'
import type { LineEvidence } from '../../src/organizations/gathered-line.ts'
import { factsOf } from '../../src/organizations/line-standing.ts'
import { carryingOf, finalizable, readingOf } from '../../src/organizations/standing.ts'
import { at, contextOf, declare, hashOf, isClosed, note, type ModelLine, type World } from './sign-on-world.ts'

const some = <T>(world: World, from: readonly T[]): T[] => [
  ...world.dice.some(from, world.dice.between(0, from.length)),
]
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

/** Something that is done to one line, or to everything. */
export type ModelAct = (world: World, n: number, line: ModelLine) => void

/** What happens all the time; the more likely stand more than once. */
export const acts: readonly ModelAct[] = [
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

/** What happens now and then. */
export const rareActs: readonly ModelAct[] = [
  freeze,
  setRule,
  close,
  (world, _n, line) => void (line.withdrawnAt ??= at(world)),
]

/** What is done to one line changes no other; the letter, the rule and the list change all. */
export const wideActs: ReadonlySet<ModelAct> = new Set([approve, freeze, setRule, close])
