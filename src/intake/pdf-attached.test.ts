import { expect, test } from 'vitest'
import { readAttached, withAttached } from './pdf-attached.ts'
import type { SourceText } from './source-text.ts'

const data = (names: readonly string[]): Uint8Array =>
  new TextEncoder().encode(
    JSON.stringify({
      format: 'undersigned-letter/1',
      closing: 'Signed,',
      groups: [{ signatories: names.map((name) => ({ kind: 'organization', name, title: 'Chair' })) }],
    }),
  )
const printed: SourceText = {
  lines: ['Dear all,', 'We ask.', 'Signed,', 'Alder Legal', 'Aid Society', 'Chair', 'Bright Harbor', 'Chair'].map(
    (text) => ({ text }),
  ),
}
const agree = (names: readonly string[]) => {
  const letter = readAttached(data(names))
  return letter && withAttached(printed, letter)
}

test('a list that lies in a PDF as data says what the lines are where the pages print exactly that list', () => {
  const cards = agree(['Alder Legal Aid Society', 'Bright Harbor'])?.lines.flatMap(({ hints }) => hints?.card ?? [])
  expect(cards?.map(({ name, title }) => [name, title])).toEqual([
    ['Alder Legal Aid Society', 'Chair'],
    ['Bright Harbor', 'Chair'],
  ])
})

test.each([
  [['Alder Legal Aid Society', 'Bright Harbour']],
  [['Bright Harbor', 'Alder Legal Aid Society']],
  [['Alder Legal Aid Society', 'Bright Harbor', 'Nobody Ever']],
])('data that says anything else than the pages (%j) is not heard', (names) => {
  expect(agree(names)).toBeUndefined()
})

test('what is no letter as data is nothing', () => {
  for (const text of ['', '{}', '[]', '{"format":"undersigned-letter/2"}', 'null'])
    expect(readAttached(new TextEncoder().encode(text))).toBeUndefined()
})
