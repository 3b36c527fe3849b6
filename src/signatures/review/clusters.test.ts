import { describe, expect, test } from 'vitest'
import { attacks } from '../../../test/kit/bots.ts'
import { people, surges, type Visit } from '../../../test/kit/crowds.ts'
import { diceOf, type Dice } from '../../../test/kit/dice.ts'
import { reviewed } from '../../../test/kit/review.ts'

const minute = 60_000
const hour = 60 * minute
const usual = (dice: Dice, count: number): readonly Visit[] => people(dice, { count, from: 0, milliseconds: 2 * hour })
const seeds = [1, 2]

describe.each(Object.entries(attacks))('%s', (_, attack) => {
  test('at least 99 % of its signatures leave the count, and of people at most one in a thousand', () => {
    for (const seed of seeds) {
      const dice = diceOf(seed)
      const bots = attack(dice, { count: 200, from: hour / 2, milliseconds: hour })
      const found = reviewed([...usual(dice, 2000), ...bots], 15 * minute)
      expect(found.heldBots).toBeGreaterThanOrEqual(0.99 * found.bots)
      expect(found.heldPeople).toBeLessThanOrEqual(0.001 * found.people)
      expect(found.reasons.length).toBeGreaterThanOrEqual(2)
    }
  })
})

test.each(Object.entries(surges))('nobody is held for being one of many: %s', (_, surge) => {
  for (const seed of seeds) {
    const dice = diceOf(seed)
    const alone = reviewed(surge(dice, 500), 15 * minute)
    const among = reviewed([...usual(dice, 1000), ...surge(dice, 500)], 40 * minute)
    expect([alone.heldPeople, among.heldPeople]).toEqual([0, 0])
  }
})

test('tens of thousands from one hosting network with a catch-all domain are seen within a minute', () => {
  const dice = diceOf(2016)
  const flood = attacks['tens of thousands from one hosting network (2016)']
  // 39,000 in three hours, of which the first five minutes.
  const bots = flood?.(dice, { count: 1080, from: 10 * minute, milliseconds: 5 * minute }) ?? []
  const found = reviewed([...people(dice, { count: 500, from: 0, milliseconds: 15 * minute }), ...bots], 30_000)
  expect(found.alarm).toBeLessThanOrEqual(minute)
  expect(found.heldBots).toBe(found.bots)
  expect(found.heldPeople).toBe(0)
})

test('a cluster keeps its name while it grows, and no signature stands in two', () => {
  const dice = diceOf(3)
  const attack = attacks['a script on one host with a catch-all domain']
  const bots = attack?.(dice, { count: 200, from: 0, milliseconds: hour }) ?? []
  const found = reviewed([...usual(dice, 500), ...bots], 10 * minute)
  expect(found.keys).toHaveLength(1)
  expect(found.twice).toBe(0)
})
