import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseField, parseName } from './name.ts'

test.each([
  'O',
  'Madonna',
  "Siobhán O'Neil-D’Arcy",
  'Zoe\u0308',
  'Nguyễn Thị Ánh',
  '王伟',
  'محمد علی\u200Cنژاد',
  'क्\u200Dष',
  'ശ്രീ ന\u0D4D\u200D',
  'ᠪᠠᠲᠤ\u180Eᠠ',
  'Ægir Þór',
  'ʻOkina Kealoha',
  'Jean  Luc\tPicard',
  'Martin Luther King, Jr.',
  'X Æ A-12',
  '7',
  '李',
  'Łukasz (Luke)',
])('%s is a name', (typed) => {
  expect(parseName(typed)).toEqual({ kind: 'read', name: typed.normalize('NFC').replace(/\s+/g, ' ') })
})

test.each([
  ['', 'empty'],
  [' \t ', 'empty'],
  ['---', 'no-letter'],
  ['Ada\u202EelaV', 'direction'],
  ['Ada\u200F', 'direction'],
  ['\u2066Ada\u2069', 'direction'],
  ['Ada\0Vale', 'control'],
  ['Ada\u0085', 'control'],
  ['Ada\uD800', 'control'],
  ['A\u200Bda', 'invisible'],
  ['A\u200Dda', 'invisible'],
  ['\u200Cعلی', 'invisible'],
  ['A\u180Eda', 'invisible'],
  ['A\u034Fda', 'invisible'],
  ['A\uFEFFda', 'invisible'],
  ['A\u00ADda', 'invisible'],
  ['A\u{E0041}da', 'invisible'],
  ['\u3164', 'invisible'],
  ['x'.repeat(101), 'too-long'],
])('%j is refused: %s', (typed, why) => {
  expect(parseName(typed)).toEqual({ kind: 'wrong', why })
})

test('a hundred characters are a hundred, however many code units they take', () => {
  expect(parseName('𝒜'.repeat(100)).kind).toBe('read')
  expect(parseName('𝒜'.repeat(101))).toEqual({ kind: 'wrong', why: 'too-long' })
})

test('what reads is one line without anything hidden, and reads as itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (typed) => {
      const read = parseName(typed)
      if (read.kind === 'wrong') return
      expect(read.name).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\u200B\uFEFF]/u)
      expect(read.name).not.toMatch(/^\s|\s$|\s\s|[^\S ]/u)
      expect(parseName(read.name)).toEqual(read)
    }),
    { numRuns: 2000 },
  )
})

test('a field may be left empty; a comment may be longer than a name', () => {
  expect(parseField('  ')).toEqual({ kind: 'read', text: undefined })
  expect(parseField('Oskerra\non Sea')).toEqual({ kind: 'read', text: 'Oskerra on Sea' })
  expect(parseField('y'.repeat(101))).toEqual({ kind: 'wrong', why: 'too-long' })
  expect(parseField('y'.repeat(500), 500)).toEqual({ kind: 'read', text: 'y'.repeat(500) })
})
