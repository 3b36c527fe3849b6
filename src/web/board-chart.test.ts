import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PartialDate } from '#kernel'
import { chartOf, type ChartDay } from './board-chart.ts'

const dayAfter = (days: number): PartialDate =>
  new Date(Date.UTC(2026, 2, 1) + days * 86_400_000).toISOString().slice(0, 10) as PartialDate

/** Days on which so many came, one after the other. */
function daysOf(added: readonly number[]): readonly ChartDay[] {
  let total = 0
  return added.map((one, index) => ({ day: dayAfter(index), added: one, total: (total += one) }))
}

const drawingsOf = (page: string): readonly string[] => page.match(/<svg[^]*?<\/svg>/g) ?? []
const chart = (days: readonly ChartDay[]) => chartOf([{ of: 'organizations', days }], 'en').toString()

test('sixty days are drawn in at most 2 KB, said at the end of the line and again without the drawing', () => {
  const page = chart(daysOf(Array.from({ length: 60 }, (_, index) => (index * 7919) % 23)))
  const [drawing = ''] = drawingsOf(page)
  expect(Buffer.byteLength(drawing)).toBeLessThanOrEqual(2048)
  expect(drawing).toMatch(/text-anchor="end" font-weight="650">[\d,]+ organizations<\/text>/)
  expect(page).toContain('Most on one day: 22, on')
  expect(page.match(/<th scope="row">/g)).toHaveLength(60)
})

test('organizations and people are drawn apart, each to its own scale, with one table', () => {
  const lines = [
    { of: 'organizations', days: daysOf([3, 0, 2]) },
    { of: 'people', days: daysOf([90_000, 60_000]) },
  ] as const
  const page = chartOf(lines, 'en').toString()
  expect(drawingsOf(page)).toHaveLength(2)
  expect(page).toContain('150,000 people')
  expect(page.match(/<table/g)).toHaveLength(1)
  expect(page).toMatch(/2026-03-03<\/th>\s<td>2<\/td>\s*<td>5<\/td>\s*<td><\/td>/)
})

test('a single day is a slim bar over its date, and its table stands open', () => {
  const page = chart(daysOf([12]))
  const [drawing = ''] = drawingsOf(page)
  expect(drawing).toContain('M0 86H160V22H320')
  expect(drawing).toContain('d="M160 118v-22" stroke-width="24"')
  expect(drawing).toMatch(/text-anchor="middle"\s*>Mar 1<\/text/)
  expect(page).toContain('<details open>')
  expect(chart(daysOf([12, 3]))).not.toContain('<details open>')
})

test('where nobody signed there is a sentence instead of an empty drawing', () => {
  expect(chart([])).toContain('Nobody has signed yet')
  expect(drawingsOf(chart([]))).toEqual([])
})

/** Every number of a path. */
const numbersIn = (page: string): readonly number[] =>
  [...page.matchAll(/ d="([^"]*)"/g)].flatMap(([, path = '']) => (path.match(/-?[\d.]+/g) ?? []).map(Number))

test('whatever the days were, the drawing stays within its frame and small, and its numbers are numbers', () => {
  const days = fc.array(fc.tuple(fc.integer({ min: -5, max: 100_000 }), fc.integer({ min: 1, max: 40 })), {
    minLength: 1,
    maxLength: 120,
  })
  fc.assert(
    fc.property(days, (some) => {
      let [at, total] = [0, 0]
      const page = chart(
        some.map(([wished, gap]) => {
          at += gap
          const added = Math.max(wished, -total)
          return { day: dayAfter(at), added, total: (total += added) }
        }),
      )
      const [drawing = ''] = drawingsOf(page)
      expect(drawing).not.toMatch(/NaN|Infinity|undefined/)
      expect(Buffer.byteLength(drawing)).toBeLessThanOrEqual(2600)
      for (const number of numbersIn(drawing)) expect(Math.abs(number)).toBeLessThanOrEqual(320.5)
    }),
  )
})
