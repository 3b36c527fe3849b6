import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateInWords, dayOf, directionOf, fold, freshSlug, newId, oneLine, parsePartialDate, slugOf } from '#kernel'

describe('partial dates', () => {
  test('a date is as exact as its source and never invented', () => {
    expect(parsePartialDate('2019-01-15')).toBe('2019-01-15')
    expect(parsePartialDate('2019-01')).toBe('2019-01')
    expect(parsePartialDate('2019')).toBe('2019')
    for (const wrong of ['2019-02-29', '2019-13', '2019-00-01', '19-01-01', '2019-1-1', '', 'soon'])
      expect(parsePartialDate(wrong)).toBeUndefined()
  })
  test('a date is written in full in the language of the letter', () => {
    const date = parsePartialDate('2019-01-15')
    expect(date && dateInWords(date, 'en')).toBe('January 15, 2019')
    expect(date && dateInWords(date, 'de')).toBe('15. Januar 2019')
    const month = parsePartialDate('2019-01')
    expect(month && dateInWords(month, 'en')).toBe('January 2019')
  })
  test('a moment falls on the day of the campaign, not of the server', () => {
    expect(dayOf(new Date('2019-01-15T02:00:00Z'), 'America/New_York')).toBe('2019-01-14')
    expect(dayOf(new Date('2019-01-15T02:00:00Z'), 'Asia/Tokyo')).toBe('2019-01-15')
  })
})

describe('text', () => {
  test('one line of text is a fixed point', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => oneLine(oneLine(text)) === oneLine(text)))
  })
  test('folding ignores case, accents, dashes and quotes', () => {
    expect(fold('Él “Centro” — de  La Raza')).toBe(fold('el "centro" - de la raza'))
  })
  test('a slug holds only letters, digits and single hyphens', () => {
    expect(slugOf('Letter to “Halden”: stop, now!')).toBe('letter-to-halden-stop-now')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) =>
        /^$|^[\p{L}\p{N}\p{M}]+(-[\p{L}\p{N}\p{M}]+)*$/u.test(slugOf(text)),
      ),
    )
  })
  test('a taken slug gets the next free number', () => {
    expect(freshSlug('letter', new Set(['letter', 'letter-2']))).toBe('letter-3')
  })
})

test('ids are UUIDs of version 7 in the order of time', () => {
  const means = (ms: number) => ({ now: () => new Date(ms), random: (n: number) => new Uint8Array(n).fill(255) })
  const early = newId<string & { readonly __kind: 'x' }>(means(1_700_000_000_000))
  const late = newId<string & { readonly __kind: 'x' }>(means(1_700_000_000_001))
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(early < late).toBe(true)
})

test('a language is written in its direction, and a script in its tag says more than the language', () => {
  expect(['en', 'ar', 'he-IL', 'fa', 'ku', 'ku-Arab', 'pa-Arab-PK', 'ar-Latn'].map(directionOf)).toEqual([
    'ltr',
    'rtl',
    'rtl',
    'rtl',
    'ltr',
    'rtl',
    'rtl',
    'ltr',
  ])
})
