import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordsFor } from '#kernel'
import { exampleEditions, joinFacts, listOf } from '../../test/kit/represent.ts'
import { emptyJoinFields, joinTexts, readJoinFields, type JoinFields } from './represent-fields.ts'
import { readJoin } from './represent-wish.ts'

const { errors: words } = wordsFor('en').represent
const facts = joinFacts({ list: listOf([], ['Experts']) })
const read = new Map(exampleEditions.map(({ slug, version }) => [slug, version.hash]))
const [first] = exampleEditions
if (!first) throw new Error('the example has editions')

const complete = emptyJoinFields({
  name: 'Harbor Lights',
  representative: 'Ada Quill',
  role: 'president',
  email: 'ada@harbor-lights.example',
  editions: [first.slug],
  read,
  agrees: true,
})
const judged = (changes: Partial<JoinFields>) => readJoin(facts, { ...complete, ...changes })
const wrong = (changes: Partial<JoinFields>) => {
  const one = judged(changes)
  return one.kind === 'wrong' ? one.errors : []
}

test('a complete form is a wish for the texts of the editions that were ticked, and for no other', () => {
  expect(judged({})).toEqual({
    kind: 'read',
    wish: {
      kind: 'organization',
      name: 'Harbor Lights',
      title: undefined,
      affiliation: undefined,
      group: undefined,
      domain: undefined,
      read: [first.version.hash],
      carries: false,
      representative: {
        name: 'Ada Quill',
        role: 'president',
        email: 'ada@harbor-lights.example',
        deputyEmail: undefined,
      },
    },
  })
})

test('an empty form is told everything that is missing at once, in the order of the form', () => {
  const all = readJoin(facts, emptyJoinFields())
  expect(all.kind === 'wrong' && all.errors.map(({ field }) => field)).toEqual([
    'editions',
    'name',
    'representative',
    'role',
    'email',
    'consent',
  ])
})

test('names of every script are taken as they are typed', () => {
  for (const name of [
    'Σύλλογος Ενοικιαστών',
    'Соседи',
    'جيران السلالم',
    '王伟',
    '40Thresholds.org',
    '—',
    'A+B (C)',
    '7',
  ])
    expect(judged({ name })).toMatchObject({ kind: 'read', wish: { name } })
})

test('a name is refused for what turns the direction of writing or cannot be seen, and for its length', () => {
  for (const name of ['\u202Ebackwards', 'Har\u200Bbor', '\u2066Harbor\u2069', 'Har\u00ADbor'])
    expect(wrong({ name })).toEqual([
      { field: 'name', said: words.hidden('Name of the organization, as it shall be printed') },
    ])
  expect(judged({ name: '𝒜'.repeat(200) }).kind).toBe('read')
  expect(wrong({ name: 'x'.repeat(201) })).toHaveLength(1)
})

test('a website is taken however it is pasted, and what is none is given back', () => {
  for (const domain of ['harbor.example', ' https://www.Harbor.example/about?x#y ', 'http://harbor.example:8080/'])
    expect(judged({ domain })).toMatchObject({ wish: { domain: 'harbor.example' } })
  expect(judged({ domain: 'bücher.example' })).toMatchObject({ wish: { domain: 'xn--bcher-kva.example' } })
  for (const domain of ['harbor', '127.0.0.1', 'two words', 'a..b'])
    expect(wrong({ domain })).toEqual([{ field: 'domain', said: words.badDomain }])
})

test('a deputy may be left out, and is somebody else', () => {
  expect(judged({ deputy: 'bo@harbor-lights.example' })).toMatchObject({
    wish: { representative: { deputyEmail: 'bo@harbor-lights.example' } },
  })
  expect(wrong({ deputy: 'bo' })).toEqual([{ field: 'deputy', said: words.badDeputy }])
  expect(wrong({ deputy: 'ada@harbor-lights.example' })).toEqual([{ field: 'deputy', said: words.sameDeputy }])
})

test('a person signs with a name of their own, a title and an affiliation; what is for organizations is left out', () => {
  const person = { kind: 'person', name: 'Ada Quill', title: 'Professor', affiliation: 'North College' } as const
  expect(judged({ ...person, representative: '', role: '', domain: 'harbor.example', group: 'Experts' })).toMatchObject(
    {
      kind: 'read',
      wish: {
        ...person,
        group: 'Experts',
        domain: undefined,
        representative: { name: 'Ada Quill', role: 'Professor' },
      },
    },
  )
})

test('a heading that the list does not have is none', () => {
  expect(judged({ group: 'Enemies' })).toMatchObject({ kind: 'read', wish: { group: undefined } })
})

test('a form that names no text for a ticked edition is for none', () => {
  expect(judged({ read: new Map() }).kind).toBe('unread')
  expect(judged({ read: new Map([[first.slug, 'nothing']]) }).kind).toBe('unread')
})

test('whatever is posted reads as fields, and a wish never holds a text that was not posted', () => {
  const pair = fc.tuple(
    fc.constantFrom(...joinTexts, 'edition', 'kind', 'carries', 'consent', `read-${first.slug}`, 'read-', 'x'),
    fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom(first.slug, first.version.hash, 'person')),
  )
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 30 }), (pairs) => {
      const posted = new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value]))
      const fields = readJoinFields(posted)
      const one = readJoin(facts, fields)
      if (one.kind !== 'read') return
      expect(fields.agrees).toBe(true)
      for (const hash of one.wish.read) expect([...fields.read.values()]).toContain(hash)
    }),
  )
})
