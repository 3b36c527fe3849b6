import fc from 'fast-check'
import { expect, test } from 'vitest'
import { balance, paginate, type Row } from './columns.ts'

const row = fc.record({
  most: fc.integer({ min: 5, max: 60 }),
  above: fc.integer({ min: 0, max: 12 }),
  isHeading: fc.boolean(),
})
// At most one heading follows another, the remark of its group: a group without names has neither.
const rowsOf = fc.array(row, { maxLength: 400 }).map((rows): readonly Row[] =>
  rows.map((one, index) => ({
    ...one,
    likely: one.most * 0.9,
    isHeading: one.isHeading && index % 3 !== 2,
  })),
)
const tall = (rows: readonly Row[]) =>
  rows.reduce((sum, one, index) => sum + one.most + (index === 0 ? 0 : one.above), 0)

test('every row stands in exactly one column, in order, and no column is taller than its page', () => {
  fc.assert(
    fc.property(rowsOf, fc.integer({ min: 1, max: 4 }), (rows, count) => {
      let from = 0
      for (const [index, ends] of paginate(rows, { first: 300, other: 400 }, count).entries()) {
        expect(ends).toHaveLength(count)
        let start = from
        for (const end of ends) {
          expect(from + end).toBeGreaterThanOrEqual(start)
          const column = rows.slice(start, from + end)
          if (column.length > 1) expect(tall(column)).toBeLessThanOrEqual(index === 0 ? 300 : 400)
          start = from + end
        }
        expect(start).toBeGreaterThan(from)
        from = start
      }
      expect(from).toBe(rows.length)
    }),
  )
})

test('a heading never stands alone at the foot of a column', () => {
  fc.assert(
    fc.property(rowsOf, (rows) => {
      let from = 0
      for (const ends of paginate(rows, { first: 300, other: 400 }, 3)) {
        for (const [column, end] of ends.entries()) {
          const [start, last] = [from + (ends[column - 1] ?? 0), from + end]
          if (last === rows.length || last - start < 2) continue
          expect(rows[last - 1]?.isHeading).not.toBe(true)
        }
        from += ends.at(-1) ?? 0
      }
    }),
  )
})

test('columns of like rows end together', () => {
  const rows = Array.from({ length: 91 }, () => ({ most: 10, likely: 10, above: 3, isHeading: false }))
  expect(balance(rows, 3).ends).toEqual([31, 62, 91])
})
