import type { VersionHash } from '../../src/kernel/index.ts'
import { lineStanding } from '../../src/organizations/line-standing.ts'
import { signOnSubjects } from '../../src/organizations/sign-on-subjects.ts'
import { leafStep } from '../../src/organizations/standing.ts'
import { acts, rareActs, wideActs } from './sign-on-acts.ts'
import { lookAt, recount } from './sign-on-watch.ts'
import { at, contextOf, isClosed, note, worldOf, type ModelLine, type World } from './sign-on-world.ts'

/** What a walk came to: what was seen to be wrong (nothing, by law), and how often each thing was seen at all. */
export type Walk = { readonly problems: readonly string[]; readonly seen: ReadonlyMap<string, number> }

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
    const touched = wideActs.has(act) ? [...world.lines.keys()] : [n]
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
