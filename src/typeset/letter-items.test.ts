import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Block } from '#kernel'
import { gatherItems } from './letter-items.ts'

const paragraph = (text: string): Block => ({ kind: 'paragraph', inlines: [{ kind: 'text', text }] })
const runsOf = (text: string) =>
  gatherItems([paragraph(text)], (inline) => inline.text).flatMap((item) => ('runs' in item ? item.runs : []))

test('the last words of a paragraph stand in one piece, so that none stands alone on the last line', () => {
  const ends = (text: string) => runsOf(text).filter((run) => run.isWhole)
  expect(ends('They know it, and so do you.').map(({ text }) => text)).toEqual(['so do you.'])
  // A piece too long for the end of a line would leave a hole there instead.
  expect(ends('It is the whole of telecommunications.')).toEqual([])
  expect(ends('Stop.')).toEqual([])
})

test('no character is lost or changed by it', () => {
  const words = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('we', 'ask', 'you', ' ', '\u200B')))
  fc.assert(
    fc.property(words, (all) => {
      const text = all.join(' ')
      const printed = runsOf(text)
      if (printed.length > 0) expect(printed.map((run) => run.text).join('')).toBe(text)
    }),
  )
})
