import fc from 'fast-check'
import { expect, test } from 'vitest'
import { marksForTests } from '../../test/kit/marks.ts'
import { makeFormToken, readFormToken, slotSeconds } from './form-token.ts'

const vault = marksForTests()
const letter = 'example/open-letter'
const opened = new Date('2026-11-23T08:00:01.500Z')
const token = makeFormToken(vault, opened, letter)
const after = (seconds: number) => new Date(opened.getTime() + seconds * 1000)

test('a form says how long it stood open, never less than it was and at most a slot more', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 86_000_000 }), fc.integer({ min: 0, max: 1e12 }), (stood, at) => {
      const read = readFormToken(vault, new Date(at + stood), letter, makeFormToken(vault, new Date(at), letter))
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
  expect(readFormToken(vault, after(86_300), letter, token)).toMatchObject({ kind: 'opened' })
  expect(readFormToken(vault, after(86_500), letter, token)).toEqual({ kind: 'stale' })
  expect(readFormToken(vault, after(-30), letter, token)).toEqual({ kind: 'opened', seconds: 0 })
  expect(readFormToken(vault, after(-3600), letter, token)).toEqual({ kind: 'none' })
})

test('a token of another letter, another key, or another time than was signed is as good as none', () => {
  const none = { kind: 'none' }
  expect(readFormToken(vault, after(9), 'example/other', token)).toEqual(none)
  expect(readFormToken(marksForTests('other'), after(9), letter, token)).toEqual(none)
  expect(readFormToken(vault, after(9), letter, token.replace(/^./, 'z'))).toEqual(none)
  expect(readFormToken(vault, after(9), letter, undefined)).toEqual(none)
  fc.assert(fc.property(fc.string(), (text) => readFormToken(vault, after(9), letter, text).kind === 'none'))
})
