import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { emptyEdge, growEdge, leafHash, rootOf } from '#proof'
import { startGrowingRoot } from './growing-root.ts'
import { startHashCore } from './sha256.ts'

const reference = (...parts: readonly Uint8Array[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

test('our SHA-256 is that of node:crypto, whatever the bytes and however long', () => {
  const core = startHashCore()
  for (let length = 0; length < 300; length += 1) {
    const bytes = new Uint8Array(length).fill(length)
    expect(hex(core.hash(bytes))).toBe(reference(bytes))
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000, size: 'max' }), (bytes) => {
      expect(hex(core.hash(bytes))).toBe(reference(bytes))
    }),
  )
  const long = new Uint8Array(65_535).fill(7)
  expect(hex(core.hash(long))).toBe(reference(long))
})

test('leaves and nodes are hashed with their prefixes, in place', () => {
  const core = startHashCore()
  const bytes = fc.uint8Array({ minLength: 100, maxLength: 400 })
  fc.assert(
    fc.property(bytes, fc.nat({ max: 100 }), fc.nat({ max: 30 }), (entry, start, at) => {
      const out = new Uint8Array(64).fill(9)
      core.leafInto(entry, start, entry.length, out, at)
      expect(hex(out.subarray(at, at + 32))).toBe(reference(Uint8Array.of(0), entry.subarray(start)))
      expect([...out.subarray(0, at), ...out.subarray(at + 32)].every((byte) => byte === 9)).toBe(true)
      const pair = reference(Uint8Array.of(1), out)
      core.joinAt(out, 0)
      expect(hex(out.subarray(0, 32))).toBe(pair)
    }),
  )
})

test('the root that grows without allocation is the root of the tree of the log', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 600, size: 'max' }), (entries) => {
      const growing = startGrowingRoot(startHashCore())
      for (const entry of entries) growing.take(entry, 0, entry.length)
      const edge = growEdge(
        emptyEdge,
        entries.map((entry) => leafHash(entry)),
      )
      expect(hex(growing.root())).toBe(hex(rootOf(edge)))
      expect(growing.size()).toBe(entries.length)
    }),
    { numRuns: 50 },
  )
})
