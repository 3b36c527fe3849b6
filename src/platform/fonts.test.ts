import { expect, test } from 'vitest'
import { letterFonts } from './fonts.ts'

test('the fonts that ship with the project are TrueType files', () => {
  const { serif, sans } = letterFonts()
  expect([serif.length, sans.length]).toEqual([3, 2])
  for (const font of [...serif, ...sans]) expect(Buffer.from(font.subarray(0, 4)).toString('hex')).toBe('00010000')
})
