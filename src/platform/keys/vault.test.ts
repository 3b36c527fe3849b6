import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openVault, type MarkPart, type MarkPurpose } from './vault.ts'

const key = (fill: number) => new Uint8Array(32).fill(fill)
const before = openVault({ identity: key(1), seal: [{ id: 7, key: key(2) }], link: [{ id: 7, key: key(3) }] })
const during = openVault({
  identity: key(1),
  seal: [
    { id: 7, key: key(2) },
    { id: 8, key: key(4) },
  ],
  link: [
    { id: 7, key: key(3) },
    { id: 8, key: key(5) },
  ],
})
const after = openVault({ identity: key(1), seal: [{ id: 8, key: key(4) }], link: [{ id: 8, key: key(5) }] })

const lasting = ['address', 'wish', 'network', 'account'] as const
const passing = ['link', 'code', 'form', 'mail', 'session'] as const
const purposes: readonly MarkPurpose[] = [...lasting, ...passing]
const parts: fc.Arbitrary<readonly MarkPart[]> = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array()), {
  maxLength: 4,
})
const spelled = (all: readonly MarkPart[]) => JSON.stringify(all.map((part) => Buffer.from(part).toString('hex')))

test('two marks are the same exactly when purpose and every part are', () => {
  fc.assert(
    fc.property(parts, parts, fc.constantFrom(...purposes), fc.constantFrom(...purposes), (one, other, p, q) => {
      const same = p === q && spelled(one) === spelled(other)
      expect(before.mark(p, ...one).equals(before.mark(q, ...other))).toBe(same)
      expect(before.holds(q, before.mark(p, ...one), ...other)).toBe(same)
    }),
  )
})

test('where one part ends and the next begins is part of the mark', () => {
  expect(before.mark('link', 'ab', 'c').equals(before.mark('link', 'a', 'bc'))).toBe(false)
  expect(before.mark('link', 'ab').equals(before.mark('link', 'ab', ''))).toBe(false)
})

test('a mark is HMAC-SHA-256 under a key derived for its purpose, each part after its length in four bytes', () => {
  const derived = createHmac('sha256', key(1)).update('undersigned/address/v1').digest()
  const plain = Buffer.concat([Buffer.of(0, 0, 0, 3), Buffer.from('né'), Buffer.of(0, 0, 0, 1, 255)])
  expect(before.mark('address', 'né', Buffer.of(255))).toEqual(createHmac('sha256', derived).update(plain).digest())
})

test('16 bytes or more of a mark hold; fewer, or one changed bit, do not', () => {
  const mark = before.mark('link', 'campaign', 'id')
  for (const length of [16, 20, 32]) expect(before.holds('link', mark.subarray(0, length), 'campaign', 'id')).toBe(true)
  for (const length of [0, 1, 15]) expect(before.holds('link', mark.subarray(0, length), 'campaign', 'id')).toBe(false)
  expect(before.holds('link', Buffer.concat([mark, mark]), 'campaign', 'id')).toBe(false)
  fc.assert(
    fc.property(fc.nat({ max: 255 }), (bit) => {
      const other = Buffer.from(mark)
      other.writeUInt8(other.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      expect(before.holds('link', other, 'campaign', 'id')).toBe(false)
    }),
  )
})

test('links from before a rotation work until the old key is retired; addresses stay findable throughout', () => {
  for (const purpose of passing) {
    const link = before.mark(purpose, 'id')
    expect([during.holds(purpose, link, 'id'), after.holds(purpose, link, 'id')]).toEqual([true, false])
    expect(during.mark(purpose, 'id').equals(link)).toBe(false)
    expect(after.holds(purpose, during.mark(purpose, 'id'), 'id')).toBe(true)
  }
  for (const purpose of lasting) expect(after.mark(purpose, 'x')).toEqual(before.mark(purpose, 'x'))
})

test('whatever is sealed opens again, with the same bond only', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (plain, bound, other) => {
      const sealed = before.seal(plain, bound)
      expect(before.open(sealed, bound)).toBe(plain)
      expect(sealed.length).toBe(Buffer.byteLength(plain) + 29)
      if (other !== bound) expect(before.open(sealed, other)).toBe(undefined)
    }),
  )
})

test('sealing the same twice shows nobody that it is the same', () => {
  const all = Array.from({ length: 1000 }, () => before.seal('ann@example.org', 'a').toString('hex'))
  expect(new Set(all.map((one) => one.slice(2, 26))).size).toBe(1000)
  expect(new Set(all.map((one) => one.slice(26))).size).toBe(1000)
})

test('nothing altered, shortened or made up opens', () => {
  const sealed = before.seal('ann@example.org', 'a')
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const other = Buffer.from(sealed)
    other.writeUInt8(other.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
    expect(before.open(other, 'a')).toBe(undefined)
  }
  for (let length = 0; length < sealed.length; length += 1)
    expect(before.open(sealed.subarray(0, length), 'a')).toBe(undefined)
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => before.open(bytes, 'a') === undefined))
})

test('what was sealed before a rotation opens until the old key is retired, and is known to be stale', () => {
  const sealed = before.seal('ann@example.org', 'a')
  expect(during.open(sealed, 'a')).toBe('ann@example.org')
  expect([before.isStale(sealed), during.isStale(sealed)]).toEqual([false, true])
  expect(after.open(sealed, 'a')).toBe(undefined)
  expect(after.open(during.seal('ann@example.org', 'a'), 'a')).toBe('ann@example.org')
})
