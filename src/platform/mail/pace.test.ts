import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openPace } from './pace.ts'

/** Sends to one domain for some seconds as fast as it may; how many went out. */
function sendFor(seconds: number, perSecond: number, answer: 'accepted' | 'busy' = 'accepted'): number {
  const pace = openPace(perSecond, 10)
  let sent = 0
  for (let at = 0; at < seconds * 1000;) {
    const wait = pace.wait('a.example', at)
    if (wait > 0) at += Math.max(wait, 1e-3)
    else {
      pace.began('a.example', at)
      pace.ended('a.example', at, 1, answer)
      sent += 1
    }
  }
  return sent
}

test('in any time no more goes out than the pace allows, and hardly less', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 200 }), (seconds, perSecond) => {
      const sent = sendFor(seconds, perSecond)
      const burst = Math.max(1, perSecond / 2)
      expect(sent).toBeLessThanOrEqual(seconds * perSecond + burst + 1)
      expect(sent).toBeGreaterThanOrEqual(Math.floor(seconds * perSecond) - 1)
    }),
  )
})

test('a domain that answers "later" gets fewer and fewer, but is never given up', () => {
  expect(sendFor(60, 100, 'busy')).toBeLessThan(60)
  expect(sendFor(600, 100, 'busy')).toBeGreaterThan(20)
})

test('a domain that recovers gets the full pace back', () => {
  const pace = openPace(100, 10)
  for (let i = 0; i < 20; i += 1) answerOnce(pace, 'busy')
  expect(pace.rateOf('a.example', 0)).toBeLessThan(1)
  for (let i = 0; i < 200; i += 1) answerOnce(pace, 'accepted')
  expect(pace.rateOf('a.example', 0)).toBe(100)
})

test('no domain gets all connections, and one that does not answer is left with one', () => {
  const pace = openPace(1000, 10)
  for (let i = 0; i < 6; i += 1) pace.began('slow.example', 0)
  expect(pace.wait('slow.example', 0)).toBe(Infinity)
  expect(pace.wait('fast.example', 0)).toBe(0)
  for (let i = 0; i < 6; i += 1) pace.ended('slow.example', 5000, 5000, 'accepted')
  pace.began('slow.example', 5000)
  expect(pace.wait('slow.example', 5000)).toBe(Infinity)
})

test('the trouble of one domain is not that of another', () => {
  const pace = openPace(100, 10)
  for (let i = 0; i < 20; i += 1) answerOnce(pace, 'busy')
  expect(pace.rateOf('b.example', 0)).toBe(100)
})

function answerOnce(pace: ReturnType<typeof openPace>, what: 'accepted' | 'busy'): void {
  pace.began('a.example', 0)
  pace.ended('a.example', 0, 1, what)
}
