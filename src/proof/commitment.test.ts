import fc from 'fast-check'
import { createHash, createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { commit, openingHolds, openingOf, saltsOf } from '#proof'

const seed = Uint8Array.from({ length: 32 }, (_, i) => i)
const shown = { name: 'Ada Example', place: 'Exampleton' }
const hidden = { email: 'ada@example.org' }

test('a commitment is what docs/formats/leaves.md says, written down here a second time', () => {
  const mac = (key: Uint8Array, text: string): Buffer => createHmac('sha256', key).update(text).digest()
  const salts = { display: mac(seed, 'undersigned/salt/display/v1'), private: mac(seed, 'undersigned/salt/private/v1') }
  expect(saltsOf(seed).display).toEqual(salts.display)
  expect(saltsOf(seed).private).toEqual(salts.private)
  const display = mac(salts.display, 'undersigned/display/v1\n{"n":"Ada Example","p":"Exampleton"}')
  const hiddenHalf = mac(salts.private, 'undersigned/private/v1\n{"e":"ada@example.org"}')
  const whole = createHash('sha256').update('undersigned/signer/v1\n').update(display).update(hiddenHalf)
  expect(commit(seed, shown, hidden)).toBe(whole.digest('base64url'))
  expect(openingOf(seed, shown, hidden).q).toBe(hiddenHalf.toString('base64url'))
})

const facts = fc.record(
  {
    name: fc.string({ unit: 'grapheme', minLength: 1 }),
    place: fc.string({ unit: 'grapheme' }),
    occupation: fc.string({ unit: 'grapheme' }),
  },
  { requiredKeys: ['name'] },
)
const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 })

test('an opening holds for its own commitment and for no other name, place, occupation, salt or half', () => {
  fc.assert(
    fc.property(seeds, facts, facts, (secret, mine, other) => {
      const commitment = commit(secret, mine, hidden)
      const opening = openingOf(secret, mine, hidden)
      expect(openingHolds(opening, commitment)).toBe(true)
      expect(openingHolds(openingOf(secret, mine, { email: 'eve@example.org' }), commitment)).toBe(false)
      expect(openingHolds({ ...opening, q: opening.s }, commitment)).toBe(false)
      expect(openingHolds({ ...opening, s: opening.q }, commitment)).toBe(false)
      expect(openingHolds({ ...opening, n: `${opening.n}x` }, commitment)).toBe(false)
      const same = JSON.stringify(openingOf(secret, other, hidden)) === JSON.stringify(opening)
      expect(openingHolds(openingOf(secret, other, hidden), commitment)).toBe(same)
    }),
  )
})

test('a fact that is absent is not the same as one that is empty', () => {
  expect(commit(seed, { name: 'A' }, hidden)).not.toBe(commit(seed, { name: 'A', place: '' }, hidden))
})

test('a name is committed to in NFC, however it was typed', () => {
  expect(commit(seed, { name: 'Zoe\u0308' }, hidden)).toBe(commit(seed, { name: 'Zo\u00EB' }, hidden))
})

test('an opening tells nothing that could test a guess of the address', () => {
  const opening = openingOf(seed, shown, hidden)
  expect(JSON.stringify(opening)).not.toContain('ada@')
  expect(Object.values(opening)).not.toContain(Buffer.from(saltsOf(seed).private).toString('base64url'))
})

test('a damaged opening does not hold and does not throw', () => {
  const opening = openingOf(seed, shown, hidden)
  const commitment = commit(seed, shown, hidden)
  for (const damaged of ['', 'AA', `${opening.s}=`, opening.s.slice(1), '\uD800'])
    expect([
      openingHolds({ ...opening, s: damaged }, commitment),
      openingHolds({ ...opening, q: damaged }, commitment),
      openingHolds({ ...opening, n: damaged }, commitment),
    ]).toEqual([false, false, false])
})

test('a seed of another length is refused: HMAC would pad it, and two seeds would be one', () => {
  expect(() => commit(seed.subarray(1), shown, hidden)).toThrow('32 bytes')
})
