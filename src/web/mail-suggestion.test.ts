import fc from 'fast-check'
import { expect, test } from 'vitest'
import { meantAddress } from './mail-suggestion.ts'

test.each([
  ['ada@gmial.com', 'ada@gmail.com'],
  ['ada@gmai.com', 'ada@gmail.com'],
  ['ada@gmail.con', 'ada@gmail.com'],
  ['ada@gmaill.com', 'ada@gmail.com'],
  ['Ada.B@GMAIL.CO', 'Ada.B@gmail.com'],
  ['ada@hotmial.com', 'ada@hotmail.com'],
  ['ada@outlok.com', 'ada@outlook.com'],
  ['"odd@part"@yaho.com', '"odd@part"@yahoo.com'],
])('%s is one slip away from %s', (typed, meant) => {
  expect(meantAddress(typed)).toBe(meant)
})

test.each([
  'ada@gmail.com',
  'ada@mail.com',
  'ada@ymail.com',
  'ada@example.org',
  'ada@gmx.at',
  'gmial.com',
  '@gmial.com',
  '',
])('%s needs no question', (typed) => {
  expect(meantAddress(typed)).toBeUndefined()
})

test('a suggestion keeps what stands before the host, and is never itself suggested against', () => {
  fc.assert(
    fc.property(
      fc.emailAddress(),
      fc.nat(12),
      fc.constantFrom('gmail.com', 'web.de', 'icloud.com'),
      (address, at, host) => {
        const local = address.slice(0, address.lastIndexOf('@'))
        const slip = `${local}@${host.slice(0, at)}${host.slice(at + 1)}`
        const meant = meantAddress(slip)
        fc.pre(meant !== undefined)
        expect(meant?.startsWith(`${local}@`)).toBe(true)
        expect(meantAddress(meant ?? '')).toBeUndefined()
      },
    ),
  )
})
