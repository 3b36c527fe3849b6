import fc from 'fast-check'
import { expect, test } from 'vitest'
import { visitBudget } from './visit-budget.ts'

const budgetAt = (limits: { readonly atMost: number; readonly groupsAtMost?: number }) => {
  const clock = { now: new Date('2026-04-01T00:00:00Z') }
  const budget = visitBudget({
    atMost: limits.atMost,
    seconds: 10,
    groupsAtMost: limits.groupsAtMost ?? 1000,
    now: () => clock.now,
  })
  const pass = (seconds: number) => {
    clock.now = new Date(clock.now.getTime() + seconds * 1000)
  }
  return { budget, pass }
}

test('a client may ask so many times in ten seconds, then not before the ten seconds are over', () => {
  const { budget, pass } = budgetAt({ atMost: 3 })
  const asked = Array.from({ length: 5 }, () => budget.spend('203.0.113.9').kind)
  expect(asked).toEqual(['spent', 'spent', 'spent', 'used-up', 'used-up'])
  pass(4)
  expect(budget.spend('203.0.113.9')).toEqual({ kind: 'used-up', waitSeconds: 6 })
  pass(6)
  expect(budget.spend('203.0.113.9').kind).toBe('spent')
})

test('neighbors in a /24 or a /64 share a budget, others do not', () => {
  const { budget } = budgetAt({ atMost: 1 })
  expect(budget.spend('203.0.113.9').kind).toBe('spent')
  expect(budget.spend('203.0.113.200').kind).toBe('used-up')
  expect(budget.spend('203.0.114.9').kind).toBe('spent')
  expect(budget.spend('2001:db8:1:2::1').kind).toBe('spent')
  expect(budget.spend('2001:db8:1:2:ffff::1').kind).toBe('used-up')
  expect(budget.spend('2001:db8:1:3::1').kind).toBe('spent')
})

test('a flood of addresses cannot fill the memory: beyond the bound, newcomers share one budget and those known keep theirs', () => {
  fc.assert(
    fc.property(fc.array(fc.ipV4(), { minLength: 50, maxLength: 200 }), (flood) => {
      const { budget } = budgetAt({ atMost: 2, groupsAtMost: 10 })
      budget.spend('198.51.100.1')
      for (const address of flood) budget.spend(address)
      expect(budget.groups()).toBeLessThanOrEqual(11)
    }),
    { numRuns: 30 },
  )
  const { budget } = budgetAt({ atMost: 1, groupsAtMost: 1 })
  expect(budget.spend('198.51.100.1').kind).toBe('spent')
  expect(budget.spend('203.0.113.1').kind).toBe('spent')
  expect(budget.spend('192.0.2.1').kind).toBe('used-up')
})
