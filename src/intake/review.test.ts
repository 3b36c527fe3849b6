import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Proposal, ProposedSignatory } from './proposal.ts'
import type { ReviewAct } from './review-act.ts'
import { reviewOf } from './review.ts'
import { appliedText, paragraphsTyped } from './review-text.ts'
import { sourceFinder, splitsOf } from './review-source.ts'

const unknown = { title: null, affiliation: null, representative: null, group: null, country: null, note: null }
const body = (name: string, doubt = 0): ProposedSignatory => ({ kind: 'organization', name, ...unknown, doubt })

const letter = (signatories: readonly ProposedSignatory[], leftOut: readonly string[] = []) => ({
  title: null,
  date: '2026-03-01',
  language: 'en',
  recipient: 'Tallow Works',
  addressees: [],
  cc: [],
  salutation: 'Dear all,',
  paragraphs: [
    { text: 'Please mend the stairs at once.', links: [{ text: 'the stairs', href: 'https://a.example/' }] },
  ],
  closing: null,
  signatories,
  warnings: [],
  leftOut,
})
const proposal = (...letters: readonly ReturnType<typeof letter>[]): Proposal => ({ letters, passages: [] })

const names = (of: Proposal, acts: readonly ReviewAct[]) =>
  reviewOf(of, acts).letters.flatMap((one) => one.names.flatMap((it) => (it.isDropped ? [] : [it.signatory.name])))
const openNames = (of: Proposal, acts: readonly ReviewAct[]) =>
  reviewOf(of, acts).open.map(({ signatory }) => signatory.name)

const list = proposal(
  letter([body('Reeds Together'), body('Hill Farmers of', 0.6), body('the North', 0.4), body('Quay Aid')]),
)

test('what is doubtful is open until somebody decides, the most doubtful first', () => {
  expect(openNames(list, [])).toEqual(['Hill Farmers of', 'the North'])
  expect(openNames(list, [{ act: 'keep', name: '0-1' }])).toEqual(['the North'])
  expect(openNames(list, [{ act: 'keep-all' }])).toEqual([])
})

test('two names become one, one becomes two, and one is renamed, each in its place', () => {
  const joined: ReviewAct = { act: 'set', names: ['0-1', '0-2'], to: [{ name: 'Hill Farmers of the North' }] }
  expect(names(list, [joined])).toEqual(['Reeds Together', 'Hill Farmers of the North', 'Quay Aid'])
  expect(openNames(list, [joined])).toEqual([])
  const split: ReviewAct = { act: 'set', names: ['0-3'], to: [{ name: 'Quay' }, { name: 'Aid' }] }
  expect(names(list, [joined, split])).toEqual(['Reeds Together', 'Hill Farmers of the North', 'Quay', 'Aid'])
})

test('a name that was taken out can be put back in its place', () => {
  const out: ReviewAct = { act: 'drop', name: '0-1' }
  expect(names(list, [out])).toEqual(['Reeds Together', 'the North', 'Quay Aid'])
  expect(names(list, [out, { act: 'restore', name: '0-1' }])).toEqual(names(list, []))
})

test('two people who decide at once do each other no harm: what an earlier act replaced cannot be changed again', () => {
  const joined: ReviewAct = { act: 'set', names: ['0-1', '0-2'], to: [{ name: 'Hill Farmers of the North' }] }
  const late: ReviewAct = { act: 'set', names: ['0-2', '0-3'], to: [{ name: 'the North Quay Aid' }] }
  expect(names(list, [joined, late])).toEqual(names(list, [joined]))
})

test('a line that was not used becomes a name or a paragraph, or is set aside, and may be decided again', () => {
  const of = proposal(letter([body('Quay Aid')], ['Marsh Singers', 'We wait for your answer.']))
  const placed: readonly ReviewAct[] = [
    { act: 'line', edition: 0, line: 0, as: 'name' },
    { act: 'line', edition: 0, line: 1, as: 'paragraph' },
  ]
  const [one] = reviewOf(of, placed).letters
  expect(names(of, placed)).toEqual(['Quay Aid', 'Marsh Singers'])
  expect(one?.editions[0]?.draft.paragraphs.map(({ text }) => text)).toContain('We wait for your answer.')
  const undone: ReviewAct = { act: 'line', edition: 0, line: 0, as: 'open' }
  expect(names(of, [...placed, undone])).toEqual(['Quay Aid'])
})

test('editions of one letter are one letter with one list, which says who stands on which', () => {
  const both = proposal(letter([body('Reeds Together'), body('Quay Aid')]), letter([body('Reeds Together')]))
  const { letters } = reviewOf(both, [])
  expect(letters.map(({ editions }) => editions.length)).toEqual([2])
  expect(letters[0]?.names.map(({ editions }) => editions)).toEqual([[0, 1], [0]])
})

test('links stay at their words when a paragraph is changed, joined or cut', () => {
  const { signatories: _, ...text } = letter([])
  const paragraphs = paragraphsTyped('Now:\r\n\r\nPlease mend the stairs.\n\n')
  const typed = appliedText({ ...text, signatories: [] }, { ...text, paragraphs })
  expect(typed.paragraphs).toEqual([
    { text: 'Now:', links: [] },
    { text: 'Please mend the stairs.', links: [{ text: 'the stairs', href: 'https://a.example/' }] },
  ])
})

test('a name is shown with the lines it was made of, and can be cut where the source breaks the line', () => {
  const lines = ['Reeds Together', 'Hill Farmers', 'of the North', 'Quay Aid'].map((text) => ({ text, page: null }))
  const of = proposal(letter([body('Reeds Together'), body('Hill Farmers of the North', 0.5), body('Quay Aid')]))
  const read = {
    files: [{ name: 'a.txt', hash: '', format: 'text' as const, lines }],
    proposal: of,
    lists: [],
    fileOf: [0],
    warnings: [],
  }
  const [name] = reviewOf(of, []).open
  if (!name) throw new Error('nothing is open')
  const around = sourceFinder(read).around(name, 1)
  expect(around?.lines.map(({ text, isIts }) => [text, isIts])).toEqual([
    ['Reeds Together', false],
    ['Hill Farmers', true],
    ['of the North', true],
    ['Quay Aid', false],
  ])
  expect(splitsOf(name, around)).toEqual([['Hill Farmers', 'of the North']])
})

const anyId = fc.tuple(fc.nat(1), fc.nat(5)).map(([of, place]) => `${of}-${place}`)
const anyAct: fc.Arbitrary<ReviewAct> = fc.oneof(
  fc.record({ act: fc.constant('keep' as const), name: anyId }),
  fc.record({ act: fc.constant('keep-all' as const) }),
  fc.record({ act: fc.constantFrom('drop' as const, 'restore' as const), name: anyId }),
  fc.record({
    act: fc.constant('set' as const),
    names: fc.uniqueArray(anyId, { minLength: 1, maxLength: 2 }),
    to: fc.array(fc.record({ name: fc.string({ minLength: 1 }) }), { minLength: 1, maxLength: 2 }),
  }),
)
const anyList = fc.array(fc.record({ name: fc.string({ minLength: 1 }), doubt: fc.constantFrom(0, 0.2, 0.3, 0.9) }), {
  maxLength: 6,
})

test('whatever is decided, no name disappears but by a decision about it, and nothing doubtful counts as decided by itself', () => {
  fc.assert(
    fc.property(anyList, anyList, fc.array(anyAct, { maxLength: 12 }), (one, other, acts) => {
      const of = proposal(
        letter(one.map((it) => body(it.name, it.doubt))),
        letter(other.map((it) => body(it.name, it.doubt))),
      )
      const before = reviewOf(of, []).letters.flatMap((it) => it.names)
      const review = reviewOf(of, acts)
      const after = review.letters.flatMap((it) => it.names)
      const touched = new Set(acts.flatMap((act) => ('names' in act ? act.names : 'name' in act ? [act.name] : [])))
      for (const name of before) if (!touched.has(name.id)) expect(after.map(({ id }) => id)).toContain(name.id)
      if (!acts.some(({ act }) => act === 'keep-all'))
        for (const name of before)
          if (name.signatory.doubt >= 0.3 && !touched.has(name.id))
            expect(review.open.map(({ id }) => id)).toContain(name.id)
    }),
  )
})
