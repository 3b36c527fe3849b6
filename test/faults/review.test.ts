import { expect, test } from 'vitest'
import { attacks } from '../kit/bots.ts'
import { people } from '../kit/crowds.ts'
import { diceOf } from '../kit/dice.ts'
import { reviewed, type Reviewed } from '../kit/review.ts'

const hour = 3_600_000
const [seeds, size] = [20, 10_000]

/** An attack of a tenth of the size among people, over two hours. */
function round(attack: (typeof attacks)[string], seed: number, count: number): Reviewed {
  const dice = diceOf(seed)
  const bots = attack(dice, { count: count / 10, from: hour / 2, milliseconds: hour })
  return reviewed([...people(dice, { count, from: 0, milliseconds: 2 * hour }), ...bots], hour / 4)
}

// Every test run has two seeds of each at a smaller size, beside the code.
test.runIf(process.env['FAULTS'] === '1')(
  'over all attacks and seeds at least 99 % of bots are held, and at most one person in a thousand',
  () => {
    const found = Object.values(attacks).flatMap((attack) => [
      ...Array.from({ length: seeds }, (_, seed) => round(attack, seed + 100, size)),
      round(attack, 999, 100_000),
    ])
    const sum = (of: (one: Reviewed) => number): number => found.reduce((total, one) => total + of(one), 0)
    const [bots, heldBots] = [sum((one) => one.bots), sum((one) => one.heldBots)]
    const [persons, heldPeople] = [sum((one) => one.people), sum((one) => one.heldPeople)]
    console.log(`${heldBots} of ${bots} bots held, ${heldPeople} of ${persons} people held`)
    expect(heldBots).toBeGreaterThanOrEqual(0.99 * bots)
    expect(heldPeople).toBeLessThanOrEqual(0.001 * persons)
  },
)
