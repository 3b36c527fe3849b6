import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openingsFile, parseOpenings, type PlacedOpening } from '#proof'

const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme-ascii' }), fc.constant('quote"d\\'))
const opening = fc.record({ s: text, n: text, q: text, p: text, o: text }, { requiredKeys: ['s', 'n', 'q'] })
const placed = fc.array(fc.tuple(fc.nat({ max: 255 }), opening), { maxLength: 5 }).map((pairs) => {
  const byIndex = new Map(pairs.map(([at, one]) => [768 + at, one]))
  return [...byIndex].map(([index, one]): PlacedOpening => ({ index, opening: one }))
})
const written = (openings: readonly PlacedOpening[]): string => JSON.stringify(openingsFile(3, openings))
const sorted = (openings: readonly PlacedOpening[]) => openings.toSorted((a, b) => a.index - b.index)

test('an openings file reads back as it was written, whatever stands in the names', () => {
  fc.assert(
    fc.property(placed, (openings) => {
      expect(parseOpenings(written(openings), 3)).toEqual(sorted(openings))
      expect(parseOpenings(written(openings), 4)).toBeUndefined()
    }),
  )
})

test('an openings file has one spelling: what reads at all is written the same again', () => {
  const change = fc.tuple(
    placed,
    fc.nat(),
    fc.constantFrom('', ' ', ',', '"', ']', '0', '{"i":768}', '\\u0041', '\uD800'),
  )
  fc.assert(
    fc.property(change, ([openings, place, added]) => {
      const file = written(openings)
      const at = place % (file.length + 1)
      for (const changed of [
        file.slice(0, at) + added + file.slice(at),
        file.slice(0, at) + added + file.slice(at + 1),
      ]) {
        const read = parseOpenings(changed, 3)
        if (read !== undefined) expect(written(read)).toBe(changed)
      }
    }),
    { numRuns: 3000 },
  )
})

test.each([
  ['a row too few', '{"b":3,"k":2,"o":[{"i":768,"n":"A","q":"q","s":"s"}]}'],
  ['rows out of order', '{"b":3,"k":2,"o":[{"i":769,"n":"A","q":"q","s":"s"},{"i":768,"n":"A","q":"q","s":"s"}]}'],
  ['a row twice', '{"b":3,"k":2,"o":[{"i":768,"n":"A","q":"q","s":"s"},{"i":768,"n":"A","q":"q","s":"s"}]}'],
  ['a row of another bundle', '{"b":3,"k":1,"o":[{"i":1024,"n":"A","q":"q","s":"s"}]}'],
  ['a comma at the end', '{"b":3,"k":1,"o":[{"i":768,"n":"A","q":"q","s":"s"},]}'],
  ['no rows where some are promised', '{"b":3,"k":1,"o":[]}'],
  ['a list that never ends', '{"b":3,"k":1,"o":[{"i":768,"n":"A","q":"q","s":"s"}'],
  ['something after it', '{"b":3,"k":0,"o":[]}\n'],
  ['nothing', ''],
])('an openings file with %s is refused', (_what, file) => {
  expect(parseOpenings(file, 3)).toBeUndefined()
})

test('a list without names is one, too', () => {
  expect(parseOpenings('{"b":3,"k":0,"o":[]}', 3)).toEqual([])
})
