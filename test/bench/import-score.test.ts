import { expect, test } from 'vitest'
import { readLetters } from '#intake'
import { differences, keyOf, namesScore, scoreLetters } from '../../bench/kit/import/score.ts'
import type { Case } from '../../bench/kit/import/truth.ts'

const known: Case = {
  name: 'invented',
  folder: '',
  title: undefined,
  date: '2031-05-04',
  addressees: [{ words: ['Ana Poole', 'Harbor Works'], implicit: false }],
  signatories: ['Quiet Rivers', 'Lantern Society', 'Open Fields Trust'].map((name) => ({
    name,
    kind: 'organization',
    fields: {},
  })),
  listsIn: ['letter.txt'],
  files: ['letter.txt'],
  answers: [],
}

const letter = `May 4, 2031

Ana Poole
Director
Harbor Works, Inc.

Dear Ana Poole,

We are writing to you because the harbor is closed and nobody has said why it was closed.

Sincerely,

Quiet  Rivers
Lantern Society
Open Fields Trust
`

test('white space, quotation marks and case of a name do not count, words do', () => {
  expect(keyOf('“Quiet”  RIVERS')).toBe(keyOf('quiet rivers'))
  expect(keyOf('Quiet Rivers')).not.toBe(keyOf('Quiet River'))
})

test('a letter read whole scores one in all, and a missing name costs recall alone', () => {
  const { letters } = readLetters(letter)
  const score = scoreLetters(known, letters, { headed: true, printed: letter })
  expect(score).toMatchObject({ precision: 1, recall: 1, f1: 1, listed: 3, found: 3, date: true })
  expect(score.addressees).toEqual({ right: 1, of: 1 })
  expect(score.kinds).toEqual({ right: 3, of: 3 })
  expect(namesScore(['a', 'b'], ['a'])).toEqual({ precision: 1, recall: 0.5, f1: 2 / 3 })
})

test('names that are missing and names too many are told apart', () => {
  expect(differences(['Quiet Rivers', 'Lantern Society'], ['Quiet Rivers Lantern Society', 'Quiet Rivers'])).toEqual({
    missing: ['Lantern Society'],
    superfluous: ['Quiet Rivers Lantern Society'],
  })
})

test('a file that could not be read at all gets nothing for its date and addressees', () => {
  expect(scoreLetters(known, [], { headed: true, printed: letter })).toMatchObject({
    f1: 0,
    date: false,
    addressees: { right: 0, of: 1 },
  })
})

test('what a file does not print in the words of the truth is counted apart, and never as right or wrong', () => {
  const noted = { ...known, title: 'A letter on harbors', addressees: [{ words: ['Hafenwerke'], implicit: false }] }
  const score = scoreLetters(noted, readLetters(letter).letters, { headed: true, printed: letter })
  expect(score).toMatchObject({ title: undefined, addressees: undefined, apart: { right: 0, of: 2 }, extra: undefined })
})

test('an addressee that nobody noted is told, and a body is the same with its country or its adjective', () => {
  const named = (organization: string) => ({ name: null, title: null, organization })
  const letters = readLetters(letter).letters.map((one) => ({
    ...one,
    addressees: [named('Harbor Office of Velmoria'), named('In Every Harbor')],
  }))
  const noted = { ...known, addressees: [{ words: ['Velmorian Harbor Office'], implicit: false }] }
  const score = scoreLetters(noted, letters, { headed: true, printed: 'To the Harbor Office of Velmoria' })
  expect(score).toMatchObject({ addressees: { right: 1, of: 1 }, extra: 1 })
})
