import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findSpans, textBetween } from './quote.ts'

const page =
  'Halden\u2019s chief executive said: \u201CWe will not sell the scores \u2014 until the questions are worked through.\u201D\nElsewhere: we will not sell the scores. \u{1F512} Locked.'

test('words are found whatever their quotation marks, dashes and spaces, and told as they stand there', () => {
  const [span, ...others] = findSpans(page, { exact: '"We  will not sell\nthe scores - until' })
  expect(others).toEqual([])
  expect(span?.exact).toBe('\u201CWe will not sell the scores \u2014 until')
  expect(span?.prefix).toBe('Halden\u2019s chief executive said: ')
  expect(span?.suffix).toBe(' the questions are worked throug')
})

test('words that stand in several places are told with each place, and what is before or after settles it', () => {
  expect(findSpans(page, { exact: 'sell the scores' })).toHaveLength(2)
  const [second, ...others] = findSpans(page, { exact: 'sell the scores', prefix: 'Elsewhere: we will not' })
  expect(others).toEqual([])
  expect(second?.suffix.startsWith('.')).toBe(true)
  expect(findSpans(page, { exact: 'sell the scores', suffix: 'for ever' })).toEqual([])
})

test('other words, another case, and no words at all are not found', () => {
  for (const exact of ['We will sell', 'WE WILL NOT SELL', '', ' \u200B\n'])
    expect(findSpans(page, { exact })).toEqual([])
})

test('positions count code points, as the W3C wants it, and lead back to the words', () => {
  const [span] = findSpans(page, { exact: 'Locked.' })
  expect(span && [...page].slice(span.start, span.end).join('')).toBe('Locked.')
  expect(span && textBetween(page, span.start, span.end)).toBe('Locked.')
})

test('whatever stands in a text is found in it, and every place told holds exactly the words told', () => {
  const texts = fc.string({
    unit: fc.constantFrom('a', 'b', ' ', '\n', '\u2019', "'", '\u00AD', '\u{1F600}', '\u2014', 'é'),
    maxLength: 60,
  })
  fc.assert(
    fc.property(texts, fc.nat(60), fc.nat(20), (raw, from, size) => {
      const text = raw.normalize('NFC')
      const exact = [...text].slice(from, from + size).join('')
      const spans = findSpans(text, { exact })
      const isSomething = exact.replaceAll(/[\s\u00AD]/gu, '') !== ''
      expect(spans.length > 0).toBe(isSomething)
      for (const span of spans) expect(textBetween(text, span.start, span.end)).toBe(span.exact)
    }),
  )
})
