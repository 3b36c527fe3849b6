import { expect, test } from 'vitest'
import { fateOf, usualBackoff, type Tried } from './fate.ts'
import type { SendOutcome } from './mail.ts'

const at = new Date('2031-05-01T12:00:00Z')
const before = (seconds: number) => new Date(at.getTime() - seconds * 1000)
const tried: Tried = { at, dueAt: before(30), nextAt: before(30), tries: 0, doubts: 0 }
const fate = (
  outcome: Exclude<SendOutcome, { readonly kind: 'accepted' }>,
  more: Partial<Tried> = {},
  believed = false,
) => fateOf(outcome, { ...tried, ...more }, believed, usualBackoff)
const later = (whose: 'server' | 'recipient', inDoubt = false) =>
  ({ kind: 'later', code: '450', whose, inDoubt }) as const
const refused = (sure: boolean) => ({ kind: 'refused', code: '550', sure }) as const
const secondsUntil = (one: ReturnType<typeof fate>) =>
  one.kind === 'again' ? (one.nextAt.getTime() - at.getTime()) / 1000 : NaN

test('greylisting is waited for: a minute, two, four, and an hour at most', () => {
  expect([0, 1, 2, 9].map((tries) => secondsUntil(fate(later('recipient'), { tries })))).toEqual([60, 120, 240, 3600])
})

test('trouble of the server costs a mail neither its place nor, for three days, its life', () => {
  expect(fate(later('server'))).toMatchObject({ kind: 'again', nextAt: tried.nextAt })
  expect(fate(later('server'), { tries: 500, dueAt: before(3 * 86_400 - 1) })).toMatchObject({ kind: 'again' })
  expect(fate(later('server'), { tries: 5, dueAt: before(3 * 86_400 + 1) })).toEqual({
    kind: 'refused',
    code: 'expired',
  })
})

test('a clock that jumps years ahead ends no mail that was hardly tried', () => {
  expect(fate(later('server'), { tries: 4, dueAt: before(3650 * 86_400) })).toMatchObject({ kind: 'again' })
  expect(fate(later('recipient'), { tries: 0, dueAt: before(3650 * 86_400) })).toMatchObject({ kind: 'again' })
})

test('a refusal is final when it speaks of the address or is believed; else the mail waits', () => {
  expect(fate(refused(true))).toEqual({ kind: 'refused', code: '550' })
  expect(fate(refused(false), {}, true)).toEqual({ kind: 'refused', code: '550' })
  expect(fate(refused(false))).toMatchObject({ kind: 'again' })
})

test('a mail in doubt is sent once more after ten minutes; in doubt again, it is taken as accepted', () => {
  const first = fate(later('server', true))
  expect([secondsUntil(first), first]).toEqual([600, expect.objectContaining({ doubts: 1 })])
  expect(fate(later('server', true), { doubts: 1 })).toMatchObject({ kind: 'taken-as-accepted' })
  expect(fate(later('server'), { doubts: 1 })).toMatchObject({ kind: 'again', doubts: 1 })
})
