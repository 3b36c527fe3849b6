import fc from 'fast-check'
import { assert, expect, test } from 'vitest'
import { encodeLeaf, parseLeaf, type Leaf } from '#proof'
import { nearly, someBytes, someDay, someLeaf, someSignature } from '../../test/kit/leaves.ts'
import { startSignatureScan } from './signature-scan.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = (leaf: Uint8Array): string => new TextDecoder().decode(leaf)
const C = 'A'.repeat(43)
const E = 'a'.repeat(64)

test('a leaf reads back as it was written, and its bytes are its only spelling', () => {
  fc.assert(
    fc.property(someLeaf, (leaf) => {
      expect(parseLeaf(encodeLeaf(leaf))).toEqual(leaf)
    }),
  )
  fc.assert(
    fc.property(nearly(someLeaf.map(encodeLeaf)), (changed) => {
      const leaf = parseLeaf(changed)
      if (leaf !== undefined) expect(encodeLeaf(leaf)).toEqual(changed)
    }),
  )
})

test('keys stand in order however the leaf was put together, and an absent replacement leaves no trace', () => {
  const leaf = { v: 1, t: 'sig', e: [E], d: '2026-11-23', c: C } as const
  expect(text(encodeLeaf(leaf))).toBe(`{"c":"${C}","d":"2026-11-23","e":["${E}"],"t":"sig","v":1}`)
})

test.each([
  ['white space', `{"d":"2026-11-23", "i":1,"t":"wd","v":1}`],
  ['another order of keys', `{"i":1,"d":"2026-11-23","t":"wd","v":1}`],
  ['a key twice', `{"d":"2026-11-23","i":1,"i":1,"t":"wd","v":1}`],
  ['an unknown key', `{"a":1,"d":"2026-11-23","i":1,"t":"wd","v":1}`],
  ['a missing key', `{"i":1,"t":"wd","v":1}`],
  ['another version', `{"d":"2026-11-23","i":1,"t":"wd","v":2}`],
  ['an unknown type', `{"d":"2026-11-23","i":1,"t":"toString","v":1}`],
  ['a fraction', `{"d":"2026-11-23","i":1.0,"t":"wd","v":1}`],
  ['an exponent', `{"d":"2026-11-23","i":1e1,"t":"wd","v":1}`],
  ['a negative zero', `{"d":"2026-11-23","i":-0,"t":"wd","v":1}`],
  ['a number of 2^53', `{"d":"2026-11-23","i":9007199254740992,"t":"wd","v":1}`],
  ['a day no calendar has', `{"d":"2026-02-29","i":1,"t":"wd","v":1}`],
  ['an escape that is not needed', String.raw`{"d":"2026-11-23","i":1,"t":"\u0077d","v":1}`],
  ['text that is not in NFC', `{"d":"2026-11-23","i":[1],"t":"hold","v":1,"w":"e\u0301"}`],
  ['an empty reason', `{"d":"2026-11-23","i":[1],"t":"hold","v":1,"w":""}`],
  ['a control character', String.raw`{"d":"2026-11-23","i":[1],"t":"hold","v":1,"w":"a\nb"}`],
  ['half a surrogate pair', String.raw`{"d":"2026-11-23","i":[1],"t":"hold","v":1,"w":"\ud800"}`],
  ['indexes out of order', `{"d":"2026-11-23","i":[2,1],"t":"hold","v":1,"w":"x"}`],
  ['an index twice', `{"d":"2026-11-23","i":[1,1],"t":"hold","v":1,"w":"x"}`],
  ['no version', `{"c":"${C}","d":"2026-11-23","e":[],"t":"sig","v":1}`],
  ['a version twice', `{"c":"${C}","d":"2026-11-23","e":["${E}","${E}"],"t":"sig","v":1}`],
  ['a commitment with spare bits', `{"c":"${'A'.repeat(42)}B","d":"2026-11-23","e":["${E}"],"t":"sig","v":1}`],
  ['a close without a count for each version', `{"d":"2026-11-23","e":["${E}"],"m":[1,2],"n":3,"t":"close","v":1}`],
  ['a byte order mark', `\uFEFF{"d":"2026-11-23","i":1,"t":"wd","v":1}`],
  ['something else than an object', '[]'],
  ['nothing', ''],
])('an entry with %s is not a leaf', (_what, entry) => {
  expect(parseLeaf(bytes(entry))).toBeUndefined()
})

test('bytes that are not UTF-8 are not a leaf', () => {
  const leaf = encodeLeaf({ t: 'event', d: '2026-11-23', h: E, w: 'é', v: 1 })
  const at = leaf.indexOf(0xc3)
  expect(parseLeaf(leaf.with(at + 1, 0x28))).toBeUndefined()
})

test('a leaf that could not be read back is never written', () => {
  const leaf: Leaf = { t: 'wd', d: '2026-13-01', i: 1, v: 1 }
  expect(() => encodeLeaf(leaf)).toThrow('not well formed')
})

test('the quick reading of signatures takes exactly the entries that the plain one takes', () => {
  const scan = startSignatureScan()
  const same = (entry: Uint8Array): void => {
    const leaf = parseLeaf(entry)
    // Alone, and between others, whose bytes must not complete it.
    for (const [before, after] of [
      ['', ''],
      ['{"c":"', '","t":"sig","v":1}'],
    ] as const) {
      const among = Buffer.concat([Buffer.from(before), entry, Buffer.from(after)])
      const read = scan.read(among, before.length, before.length + entry.length)
      assert(read === (leaf?.t === 'sig'), text(entry))
      if (leaf?.t !== 'sig') continue
      expect(text(among.subarray(scan.listStart, scan.listEnd))).toBe(JSON.stringify(leaf.e))
      expect(scan.replaces).toBe(leaf.r ?? -1)
    }
  }
  const signature = someSignature.map(encodeLeaf)
  fc.assert(fc.property(someLeaf.map(encodeLeaf), same))
  fc.assert(fc.property(signature, same))
  fc.assert(fc.property(nearly(signature), same), { numRuns: 2000 })
  const day = fc.oneof(someDay, fc.stringMatching(/^[12]\d{3}-[01]\d-[0-3]\d$/))
  const spelled = fc
    .tuple(
      someBytes(32),
      day,
      fc.constantFrom('0', '00', '01', '-0', '9007199254740991', '9007199254740992', '1e3', ''),
    )
    .map(([c, d, r]) => bytes(`{"c":"${c}","d":"${d}","e":["${E}"],"r":${r},"t":"sig","v":1}`))
  fc.assert(fc.property(spelled, same), { numRuns: 1000 })
})
