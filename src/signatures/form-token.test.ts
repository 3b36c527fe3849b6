import fc from 'fast-check'
import { expect, test } from 'vitest'
import { marksForTests } from '../../test/kit/marks.ts'
import { formReader, makeFormToken, slotSeconds } from './form-token.ts'

const vault = marksForTests()
const letter = 'example/open-letter'
const opened = new Date('2026-11-23T08:00:01.500Z')
const token = makeFormToken(vault, opened, letter)
const after = (seconds: number) => new Date(opened.getTime() + seconds * 1000)

test('a form says how long it stood open, never less than it was and at most a slot more', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 86_000_000 }), fc.integer({ min: 0, max: 1e12 }), (stood, at) => {
      const read = formReader(vault)(new Date(at + stood), letter, makeFormToken(vault, new Date(at), letter))
      if (read.kind !== 'opened') return false
      return read.seconds >= Math.floor(stood / 1000) && read.seconds <= Math.ceil(stood / 1000) + slotSeconds
    }),
  )
})

test('all who open a form within one slot get the same page', () => {
  expect(makeFormToken(vault, after(3), letter)).toBe(token)
  expect(makeFormToken(vault, after(6), letter)).not.toBe(token)
})

test('a form of yesterday is stale, and a clock that was set back a little makes no form of the future', () => {
  expect(formReader(vault)(after(86_300), letter, token)).toMatchObject({ kind: 'opened' })
  expect(formReader(vault)(after(86_500), letter, token)).toEqual({ kind: 'stale' })
  expect(formReader(vault)(after(-30), letter, token)).toEqual({ kind: 'opened', seconds: 0 })
  expect(formReader(vault)(after(-3600), letter, token)).toEqual({ kind: 'none' })
})

test('a token of another letter, another key, or another time than was signed is as good as none', () => {
  const none = { kind: 'none' }
  expect(formReader(vault)(after(9), 'example/other', token)).toEqual(none)
  expect(formReader(marksForTests('other'))(after(9), letter, token)).toEqual(none)
  expect(formReader(vault)(after(9), letter, token.replace(/^./, 'z'))).toEqual(none)
  expect(formReader(vault)(after(9), letter, undefined)).toEqual(none)
  fc.assert(fc.property(fc.string(), (text) => formReader(vault)(after(9), letter, text).kind === 'none'))
})

test('a token that was found good is good for its letter alone and grows old like any other', () => {
  const read = formReader(vault)
  const looks = (at: Date, of: string, text: string) => [read(at, of, text), formReader(vault)(at, of, text)]
  for (const seconds of [3, 3, 200, 86_500, -3600]) {
    const [remembered, computed] = looks(after(seconds), letter, token)
    expect(remembered).toEqual(computed)
  }
  expect(read(after(9), 'example/other', token)).toEqual({ kind: 'none' })
  expect(read(after(9), letter, `${token}x`)).toEqual({ kind: 'none' })
})
