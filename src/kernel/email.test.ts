import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseEmail } from './email.ts'

test.each([
  ['ada@mail.example', 'ada@mail.example'],
  ['  Ada.Vale+x@Mail.Example.  ', 'Ada.Vale+x@mail.example'],
  ["o'neil!#$%&*/=?^_`{|}~-@mail.example", "o'neil!#$%&*/=?^_`{|}~-@mail.example"],
  ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
  ['ada@BÜCHER.example', 'ada@xn--bcher-kva.example'],
  ['ada@例え.テスト', 'ada@xn--r8jz45g.xn--zckzah'],
  ['用户@mail.example', '用户@mail.example'],
  ['zoe\u0308@mail.example', 'zoë@mail.example'],
  ['a@b.co', 'a@b.co'],
  ['first..last@mail.example', 'first..last@mail.example'],
])('%s reads as %s', (typed, email) => {
  expect(parseEmail(typed)).toEqual({ kind: 'read', email })
})

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['ada', 'no-at'],
  ['@mail.example', 'no-at'],
  ['ada@', 'no-at'],
  ['ada@vale@mail.example', 'no-at'],
  ['ada vale@mail.example', 'characters'],
  ['"ada"@mail.example', 'characters'],
  ['ada,bo@mail.example', 'characters'],
  ['ada<b@mail.example', 'characters'],
  ['ada\r\nBcc: x@mail.example', 'characters'],
  ['ada\u200B@mail.example', 'characters'],
  ['ada\u202E@mail.example', 'characters'],
  ['ada@localhost', 'host'],
  ['ada@[127.0.0.1]', 'host'],
  ['ada@127.0.0.1', 'host'],
  ['ada@mail..example', 'host'],
  ['ada@-mail.example', 'host'],
  ['ada@mail.example:25', 'host'],
  ['ada@mail.example/x', 'host'],
  ['ada@ma%69l.example', 'host'],
  ['ada@mail.example\r\nBcc: x', 'host'],
  [`${'a'.repeat(65)}@mail.example`, 'too-long'],
  [`a@${'b.'.repeat(130)}example`, 'too-long'],
])('%j is refused: %s', (typed, why) => {
  expect(parseEmail(typed)).toEqual({ kind: 'wrong', why })
})

test('whatever is typed, what reads can stand in a header of a mail, and reads as itself', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.emailAddress()), (typed) => {
      const read = parseEmail(typed)
      if (read.kind === 'wrong') return
      expect(read.email).not.toMatch(/[\s\p{C}<>,;:"()[\]\\]/u)
      expect(Buffer.byteLength(read.email)).toBeLessThanOrEqual(254)
      expect(parseEmail(read.email)).toEqual(read)
    }),
    { numRuns: 2000 },
  )
})
