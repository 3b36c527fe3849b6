import { expect, test } from 'vitest'
import { openHealth } from './health.ts'

test('a server in trouble is left alone, then tried with one mail, for longer each time', () => {
  const health = openHealth([1, 60])
  for (let i = 0; i < 3; i += 1) health.troubled(0)
  expect([health.allows(999), health.allows(1000)]).toEqual(['none', 'one'])
  health.troubled(1000)
  expect([health.allows(2999), health.allows(3000)]).toEqual(['none', 'one'])
  expect(health.troubledSince()).toBe(0)
  health.accepted(3000)
  expect([health.allows(3000), health.troubledSince()]).toEqual(['all', undefined])
})

test('what fails while the pause runs does not make it longer: those mails were under way', () => {
  const health = openHealth([1, 60])
  for (let i = 0; i < 10; i += 1) health.troubled(i)
  expect(health.allows(1002)).toBe('one')
})

test('no pause is longer than the longest', () => {
  const health = openHealth([1, 60])
  let at = 0
  for (let i = 0; i < 50; i += 1) {
    health.troubled(at)
    if (health.allows(at) !== 'none') continue
    expect(health.allows(at + 60_000)).toBe('one')
    at += 60_000
  }
})

test('a refusal is believed only of a server that lately accepted, and not when it refuses one after the other', () => {
  const health = openHealth([1, 60])
  expect(health.refused(0)).toBe(false)
  health.accepted(1)
  expect([2, 3, 4, 5, 6].map((at) => health.refused(at))).toEqual([true, true, true, true, false])
  health.accepted(7)
  expect(health.refused(8)).toBe(true)
  expect(health.refused(3_600_000)).toBe(false)
})
