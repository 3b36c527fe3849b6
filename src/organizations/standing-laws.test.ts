import { expect, test } from 'vitest'
import { rounds } from '../../test/kit/faults.ts'
import { walkSignOns } from '../../test/kit/sign-on-model.ts'

const perWalk = 500
const actions = rounds(50_000, 1_000_000)

test(`after each of ${actions.toLocaleString('en')} random acts no name is printed without evidence, acceptance, its own yes to those words, and two who agreed where two are wanted`, () => {
  const seen = new Map<string, number>()
  for (let seed = 1; seed <= actions / perWalk; seed += 1) {
    const walk = walkSignOns(seed, perWalk)
    expect(walk.problems).toEqual([])
    for (const [what, times] of walk.seen) seen.set(what, (seen.get(what) ?? 0) + times)
  }
  // A walk that never comes anywhere would hold every law.
  const everything = ['press read', 'press text-changed', 'press nothing-ticked', 'freeze correction', 'freeze change']
  const places = ['carried', 'finalized', 'rule true', 'leaf sign', 'leaf replace', 'leaf withdraw', 'printed']
  for (const what of [...everything, ...places]) expect(seen.get(what) ?? 0, what).toBeGreaterThan(actions / 2000)
}, 600_000)
