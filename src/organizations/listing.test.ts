import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainSignatory } from '../../test/kit/signatories.ts'
import { letterheadNames, signatureGroups, type ListedSignatory } from './listing.ts'
import type { OrderSettings } from './order.ts'

const settings: OrderSettings = { ordering: 'alphabetical', articles: 'kept', language: 'en' }
const listed = (name: string, more: Partial<ListedSignatory> = {}): ListedSignatory => ({
  ...plainSignatory,
  name,
  position: 0,
  ...more,
})

test('each place prints the name as it is spelled there', () => {
  const list = [
    listed('River Pilots Guild', { letterheadName: 'River Pilots Guild (RPG)', signatureName: 'River Pilots' }),
  ]
  expect(letterheadNames(list, settings)).toEqual(['River Pilots Guild (RPG)'])
  expect(signatureGroups(list, settings)[0]?.signatories[0]?.name).toBe('River Pilots')
})

test('those without heading stand first, then the groups as they were printed, each in its own order', () => {
  const list = [
    listed('Zoe Ahl', { kind: 'person', group: 'Experts', position: 1 }),
    listed('Weavers', { group: 'Unions', position: 2 }),
    listed('Abe Zorn', { kind: 'person', group: 'Experts', position: 3 }),
    listed('Miners', { position: 4 }),
  ]
  expect(
    signatureGroups(list, settings).map((group) => [group.heading, group.signatories.map((one) => one.name)]),
  ).toEqual([
    [undefined, ['Miners']],
    ['Experts', ['Abe Zorn', 'Zoe Ahl']],
    ['Unions', ['Weavers']],
  ])
  expect(letterheadNames(list, settings)).toEqual(['Miners', 'Weavers'])
})

test('nobody is lost or printed twice', () => {
  const some = fc.array(
    fc.record({ name: fc.string(), group: fc.constantFrom(undefined, 'One', 'Two'), position: fc.nat(5) }),
  )
  fc.assert(
    fc.property(some, (entries) => {
      const list = entries.map((entry) => listed(entry.name, entry))
      const names = signatureGroups(list, settings).flatMap((group) => group.signatories.map((one) => one.name))
      const byUnits = (one: string, other: string) => (one < other ? -1 : 1)
      expect(names.toSorted(byUnits)).toEqual(entries.map((entry) => entry.name).toSorted(byUnits))
    }),
  )
})
