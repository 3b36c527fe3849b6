import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shippedFonts } from '../../test/kit/fonts.ts'
import { organizationName, sheetOf } from '../../test/kit/sheets.ts'
import { readFonts } from './fonts.ts'
import { geometryOf } from './geometry.ts'
import { letterheadOf } from './letterhead.ts'

const { small } = readFonts(shippedFonts).setFor([], 'en')
const geometry = geometryOf(sheetOf(1), 1)
const { sidebarWidth: width, sidebarHang: hang, sidebarSize: size } = geometry
const setting = { geometry, column: { width, hang, size, font: small }, print: (text: string) => text }
const letterhead = (names: readonly string[]) => letterheadOf(names, setting, (count) => `and ${count} more`)
const namesOf = (count: number) => Array.from({ length: count }, (_, n) => organizationName(n))

test('on whatever page a letter ends, each name of its letterhead stood once and in order, or was counted', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 20 }), (count, pageCount) => {
      const { pages, after } = letterhead(namesOf(count))
      const shown = Array.from({ length: pageCount }, (_, index) => {
        const page = pages[index] ?? after
        return index === pageCount - 1 ? page.names.slice(0, page.last) : page.names
      }).flat()
      expect(shown).toEqual(namesOf(shown.length))
      const left = count - shown.length
      expect((pages[pageCount - 1] ?? after).more).toBe(left === 0 ? '' : `and ${left} more`)
    }),
  )
})

test('a page of the letterhead is no taller than the page, nor empty while names are left', () => {
  const { pages } = letterhead(namesOf(500))
  const room = geometry.pageHeight - geometry.top - geometry.bottom
  for (const { names } of pages) {
    expect(names.length * (size + geometry.sidebarGap) - geometry.sidebarGap).toBeLessThanOrEqual(room)
    expect(names.length).toBeGreaterThan(0)
  }
  expect(pages.flatMap((page) => page.names)).toHaveLength(500)
})

test('a name taller than a page does not hold up the letterhead: it and those after it are counted', () => {
  const names = ['First', 'endless '.repeat(2000), 'Last']
  const { pages, after } = letterhead(names)
  expect(pages.map((page) => page.names)).toEqual([['First']])
  expect(after.more).toBe('and 2 more')
})
