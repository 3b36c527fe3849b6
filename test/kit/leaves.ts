import fc from 'fast-check'
import type { Leaf } from '#proof'

const hexDigit = fc.constantFrom(...'0123456789abcdef')
const letterOf64 = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')

export const someBytes = (length: number): fc.Arbitrary<string> =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Buffer.from(bytes).toString('base64url'))

const someHash: fc.Arbitrary<string> = fc.string({ unit: hexDigit, minLength: 64, maxLength: 64 })

export const someDay: fc.Arbitrary<string> = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

const someText = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .map((text) => text.normalize('NFC').replaceAll(/[\p{Cc}\p{Cs}]/gu, '') || 'x')

const someCount = fc.maxSafeNat()
const someHashes = fc.uniqueArray(someHash, { minLength: 1, maxLength: 4 }).map((hashes) => hashes.toSorted())
const someIndexes = fc
  .uniqueArray(someCount, { minLength: 1, maxLength: 5 })
  .map((indexes) => indexes.toSorted((a, b) => a - b))

const maybe = (key: string, value: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
  fc.option(value).map((given) => (given === null ? {} : { [key]: given }))

const leafOf = (fields: Record<string, fc.Arbitrary<unknown>>, extra = fc.constant({})): fc.Arbitrary<Leaf> =>
  fc.tuple(fc.record(fields), extra).map(([must, may]) => ({ ...must, ...may, v: 1 }) as Leaf)

const [d, h, r, w, i, e, c, o] = [
  someDay,
  someHash,
  someText,
  someText,
  someIndexes,
  someHashes,
  someBytes(32),
  someText,
]
const t = (...types: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...types)

/** A `sig` leaf, whatever it names. */
export const someSignature: fc.Arbitrary<Leaf> = leafOf({ t: t('sig'), c, d, e }, maybe('r', someCount))

/** A leaf of any type. */
export const someLeaf: fc.Arbitrary<Leaf> = fc.oneof(
  leafOf({ t: t('version'), d, e: someText, h, l: someText, n: someCount, r }),
  someSignature,
  leafOf({ t: t('org'), c, d, e, o }, maybe('r', someCount)),
  leafOf({ t: t('wd'), d, i: someCount }, maybe('s', someBytes(64))),
  leafOf({ t: t('er'), d, i: someCount }),
  leafOf({ t: t('hold', 'free', 'inv', 'uninv'), d, i, w }),
  leafOf({ t: t('wkey'), b: w, c, d, f: d, g: d, k: someBytes(80), m: someCount, q: fc.tuple(w) }),
  leafOf({ t: t('wcount'), d, h: c, n: someCount }),
  leafOf({ t: t('wsig'), e, k: c, p: someBytes(354), s: someBytes(64) }, maybe('x', w)),
  leafOf({ t: t('sent'), d, e, h, r }),
  leafOf({ t: t('reply'), d, h, r }),
  leafOf({ t: t('event'), d, h, w }),
  leafOf({ t: t('close'), d, e: fc.tuple(h), m: fc.tuple(someCount), n: someCount }, maybe('b', w)),
)

/** Bytes near a leaf's: a few of them changed, doubled or gone. */
export const nearly = (leaf: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(
      leaf,
      fc.nat(),
      fc.oneof(
        fc.nat({ max: 255 }),
        letterOf64.map((l) => l.charCodeAt(0)),
      ),
      fc.nat({ max: 3 }),
    )
    .map(([bytes, place, byte, how]) => {
      const at = place % bytes.length
      const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)]
      if (how === 0) return Uint8Array.from([...before, byte, ...after.subarray(1)])
      if (how === 1) return Uint8Array.from([...before, ...after.subarray(1)])
      if (how === 2) return Uint8Array.from([...before, byte, ...after])
      return Uint8Array.from([...after, ...before])
    })
