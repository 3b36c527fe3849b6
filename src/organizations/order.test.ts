import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderSignatories, withoutArticle, type Orderable, type OrderSettings } from './order.ts'

const entry = (name: string, more: Partial<Orderable> = {}): Orderable => ({
  name,
  sortKey: undefined,
  leadPosition: undefined,
  position: 0,
  ...more,
})
const alphabetical: OrderSettings = { ordering: 'alphabetical', articles: 'kept', language: 'en' }
const namesIn = (list: readonly Orderable[], settings: Partial<OrderSettings> = {}) =>
  orderSignatories(list, { ...alphabetical, ...settings }).map((one) => one.name)

const anyEntry = fc.record({
  name: fc.oneof(fc.string({ unit: 'grapheme', maxLength: 6 }), fc.constantFrom('The Oak', 'the oak', 'Oak', 'A', 'a')),
  sortKey: fc.option(fc.string({ maxLength: 2 }), { nil: undefined }),
  leadPosition: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  position: fc.integer({ min: 0, max: 3 }),
})
const anySettings = fc.record({
  ordering: fc.constantFrom<OrderSettings['ordering']>('as-printed', 'alphabetical'),
  articles: fc.constantFrom<OrderSettings['articles']>('kept', 'skipped'),
  language: fc.constantFrom('en', 'de', 'fr', 'sv', 'no such language', ''),
})

test('the same signatories give the same list, in whatever order they come', () => {
  const listed = fc.array(anyEntry, { maxLength: 12 })
  const shuffled = listed.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  )
  fc.assert(
    fc.property(shuffled, anySettings, ([list, other], settings) => {
      const ordered = orderSignatories(list, settings)
      expect(orderSignatories(other, settings)).toEqual(ordered)
      expect(orderSignatories(ordered, settings)).toEqual(ordered)
      expect(ordered).toHaveLength(list.length)
    }),
  )
})

test('the lead group stands first in its own order, the rest by the alphabet, digits first', () => {
  const list = [
    entry('Birch'),
    entry('Zelkova', { leadPosition: 2 }),
    entry('9 Elms'),
    entry('Willow', { leadPosition: 1 }),
  ]
  expect(namesIn(list)).toEqual(['Willow', 'Zelkova', '9 Elms', 'Birch'])
})

test('articles count or not, by setting and language', () => {
  const list = [entry('The Ash'), entry('Beech'), entry('Yew')]
  expect(namesIn(list)).toEqual(['Beech', 'The Ash', 'Yew'])
  expect(namesIn(list, { articles: 'skipped' })).toEqual(['The Ash', 'Beech', 'Yew'])
  expect(namesIn([entry('Die Esche'), entry('Buche')], { articles: 'skipped', language: 'de-AT' })).toEqual([
    'Buche',
    'Die Esche',
  ])
  expect(withoutArticle('L’Arbre', 'fr')).toBe('Arbre')
  expect(withoutArticle('La', 'es')).toBe('La')
  expect(withoutArticle('Die Hard', 'en')).toBe('Die Hard')
})

test('a sort key overrides the name', () => {
  expect(namesIn([entry('Ada Zorn', { sortKey: 'Zorn, Ada' }), entry('Bo Adler', { sortKey: 'Adler, Bo' })])).toEqual([
    'Bo Adler',
    'Ada Zorn',
  ])
})

test('each language has its own alphabet', () => {
  const list = [entry('Zypresse'), entry('Ölbaum'), entry('Palme')]
  expect(namesIn(list, { language: 'de' })).toEqual(['Ölbaum', 'Palme', 'Zypresse'])
  expect(namesIn(list, { language: 'sv' })).toEqual(['Palme', 'Zypresse', 'Ölbaum'])
})

test('a list as printed keeps its positions, lead group or not', () => {
  const list = [entry('B', { position: 2, leadPosition: 1 }), entry('A', { position: 3 }), entry('C', { position: 1 })]
  expect(namesIn(list, { ordering: 'as-printed' })).toEqual(['C', 'B', 'A'])
})
