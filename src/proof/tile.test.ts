import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decodeBundle,
  encodeBundle,
  growTiles,
  hashBundle,
  hashLeaves,
  leafHash,
  parseTilePath,
  sha256,
  tilePath,
  tilesFor,
  type Hash,
  type TileName,
} from '#proof'
import { tiledLog } from '../../test/kit/tiled-log.ts'

const leavesOf = (count: number): readonly Hash[] =>
  Array.from({ length: count }, (_, i) => sha256(Buffer.from(`leaf ${i}`)))
const entry = fc.uint8Array({ maxLength: 40 })

describe('names of tiles', () => {
  test('reading a path gives back its name, for tiles and bundles, full and partial', () => {
    const name = fc.record({
      level: fc.integer({ min: -1, max: 63 }),
      index: fc.oneof(fc.nat({ max: 2000 }), fc.maxSafeNat()),
      width: fc.integer({ min: 1, max: 256 }),
    })
    fc.assert(
      fc.property(name, (any) => {
        expect(parseTilePath(tilePath(any))).toEqual(any)
      }),
    )
    expect(tilePath({ level: 0, index: 1234, width: 5 })).toBe('tile/0/x001/234.p/5')
    expect(tilePath({ level: -1, index: 0, width: 256 })).toBe('tile/entries/000')
    expect(tilePath({ level: 1, index: 1_000_000, width: 256 })).toBe('tile/1/x001/x000/000')
  })

  test('there is one spelling of every path, and any other text is none', () => {
    for (const path of [
      'tile/00/000',
      'tile/64/000',
      'tile/-1/000',
      'tile/0/x000/001',
      'tile/0/1',
      'tile/0/0001',
      'tile/0/001/234',
      'tile/0/000.p/0',
      'tile/0/000.p/256',
      'tile/0/000.p/05',
      'tile/entries/000.p/',
      '/tile/0/000',
      'tile/0/000\n',
      'tile/entries/000/..',
      'tile/0/x999/x999/x999/x999/x999/999',
    ])
      expect([path, parseTilePath(path)]).toEqual([path, undefined])
    const part = fc.constantFrom('tile', '/', 'entries', '0', '000', 'x', '.p/', '5', '256', '-')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((parts) => parts.join('')),
        ),
        (path) => {
          const name = parseTilePath(path)
          expect(name === undefined || tilePath(name) === path).toBe(true)
        },
      ),
    )
  })
})

/** The tiles of a tree, straight from the definition in tlog-tiles. */
function tilesByTheBook(size: number): readonly TileName[] {
  return [0, 1, 2].flatMap((level) => {
    const hashes = Math.floor(size / 256 ** level)
    return Array.from({ length: Math.ceil(hashes / 256) }, (_, index) => ({
      level,
      index,
      width: Math.min(256, hashes - 256 * index),
    }))
  })
}

describe('tiles of a growing tree', () => {
  test('those that are new or grew are the ones the smaller tree did not have', () => {
    fc.assert(
      fc.property(fc.nat({ max: 140_000 }), fc.nat({ max: 140_000 }), (one, other) => {
        const [before, after] = [Math.min(one, other), Math.max(one, other)]
        const had = new Set(tilesByTheBook(before).map(tilePath))
        expect(tilesFor(before, after).map(tilePath)).toEqual(
          tilesByTheBook(after)
            .map(tilePath)
            .filter((path) => !had.has(path)),
        )
        expect(tilesFor(after, before)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('growing in steps writes the same bytes as growing at once, under the names of tilesFor', async () => {
    const MOST = 1400
    const leaves = leavesOf(MOST)
    const whole = await tiledLog(leaves)
    const steps = fc.array(fc.integer({ min: 1, max: MOST }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(steps, async (sizes) => {
        const files = new Map<string, Uint8Array>()
        let before = 0
        for (const after of sizes.toSorted((one, other) => one - other)) {
          const readTile = (name: TileName) => Promise.resolve(files.get(tilePath(name)) ?? Buffer.of())
          const grown = await growTiles(before, leaves.slice(before, after), readTile)
          expect(grown.map(tilePath)).toEqual(tilesFor(before, after).map(tilePath))
          for (const tile of grown) {
            files.set(tilePath(tile), tile.bytes)
            expect(Buffer.from(tile.bytes).equals(await whole.readTile(tile))).toBe(true)
          }
          before = after
        }
      }),
      { numRuns: 15 },
    )
  })

  test('a partial tile of the wrong length is refused before anything is built on it', async () => {
    await expect(growTiles(5, leavesOf(1), () => Promise.resolve(Buffer.alloc(4 * 32)))).rejects.toMatchObject({
      code: 'bad-state',
    })
  })
})

describe('bundles of entries', () => {
  test('reading a bundle gives back its entries, and hashing it the hash of each', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 256 }), (entries) => {
        const bundle = encodeBundle(entries)
        expect(decodeBundle(bundle)?.map((each) => Buffer.from(each))).toEqual(entries.map((each) => Buffer.from(each)))
        expect(hashBundle(bundle)).toEqual(entries.map((each) => leafHash(each)))
        expect(hashBundle(bundle)).toEqual(hashLeaves(entries))
        expect(encodeBundle(decodeBundle(bundle) ?? [])).toEqual(bundle)
      }),
      { numRuns: 50 },
    )
  })

  test('any bytes are a bundle of 1 to 256 entries to the last byte, or none', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 600 }),
      fc
        .array(entry, { maxLength: 5 })
        .chain((entries) =>
          fc
            .nat({ max: 20 })
            .map((cut) => encodeBundle(entries).subarray(0, Math.max(0, encodeBundle(entries).length - cut))),
        ),
    )
    fc.assert(
      fc.property(bytes, (any) => {
        const entries = decodeBundle(any)
        expect(hashBundle(any)?.length).toBe(entries?.length)
        if (entries) expect(Buffer.from(encodeBundle(entries)).equals(any)).toBe(true)
      }),
    )
    expect(decodeBundle(Buffer.of())).toBeUndefined()
    expect(decodeBundle(Buffer.alloc(2 * 256))).toHaveLength(256)
    expect(decodeBundle(Buffer.alloc(2 * 257))).toBeUndefined()
  })

  test('hashing a bundle leaves its bytes as they were', () => {
    const bundle = encodeBundle([Buffer.from('one'), Buffer.from('two')])
    hashBundle(bundle)
    expect(Buffer.from(bundle).toString('hex')).toBe('00036f6e65000374776f')
  })

  test('an entry may have 65,535 bytes and not one more', () => {
    expect(decodeBundle(encodeBundle([Buffer.alloc(65_535)]))?.[0]).toHaveLength(65_535)
    expect(() => encodeBundle([Buffer.alloc(65_536)])).toThrow('65,535')
  })
})
