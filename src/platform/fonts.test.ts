import { expect, test } from 'vitest'
import { letterFonts } from './fonts.ts'

const isTrueType = (font: Uint8Array): boolean => Buffer.from(font.subarray(0, 4)).toString('hex') === '00010000'

test('the fonts that ship with the project are TrueType files', () => {
  const { serif, sans, others } = letterFonts()
  expect([serif.length, sans.length]).toEqual([3, 2])
  for (const font of [...serif, ...sans]) expect(isTrueType(font)).toBe(true)
  for (const { family, open } of others) expect([family, ...open().map(isTrueType)]).toEqual([family, true, true])
})

test.each(['ع', 'ש', 'क', '字', 'か', '한', 'ก', 'த', 'ქ', 'ሀ'])('there is a font for %s', (character) => {
  expect(letterFonts().others.some(({ scripts }) => scripts.test(character))).toBe(true)
})
