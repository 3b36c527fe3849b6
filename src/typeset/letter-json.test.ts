import { expect, test } from 'vitest'
import { organizationNamed, personNumber, sheetOf } from '../../test/kit/sheets.ts'
import { letterCsv } from './letter-csv.ts'
import { letterJson } from './letter-json.ts'

test('a letter as JSON has everything that is printed, and nothing that only the paper needs', () => {
  const sheet = sheetOf(3)
  const read = JSON.parse(letterJson(sheet))
  expect(read.format).toBe('undersigned-letter/1')
  const { date, salutation, closing, recipient } = sheet.text
  expect(read).toMatchObject({ language: 'en', date, salutation, closing, recipient, letterhead: sheet.letterhead })
  expect(read.state).toEqual({ kind: 'frozen', version: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(read.blocks).toHaveLength(sheet.text.blocks.length)
  expect(read.groups[0].signatories.map(({ name }: { name: string }) => name)).toEqual(sheet.letterhead)
  expect(read).not.toHaveProperty('title')
  expect(read).not.toHaveProperty('paper')
})

test('a link keeps its target, and one whose target is lost says so', () => {
  const links = JSON.parse(letterJson(sheetOf(1)))
    .blocks.flatMap(({ inlines }: { inlines: object[] }) => inlines)
    .filter((one: object) => 'href' in one)
  expect(links).toContainEqual({ text: 'our first letter', href: 'https://tenants.example/letters/1' })
  expect(links).toContainEqual({ text: 'sounded the alarm', href: null })
})

test('any name comes back from the JSON as it was signed', () => {
  const names = ['A, “B” (C)', '', '1', '\u0000\uD800', 'שלום', '\u2028', '</script>']
  const groups = [{ heading: undefined, signatories: names.map(organizationNamed) }]
  const read = JSON.parse(letterJson(sheetOf(0, { groups })))
  expect(read.groups[0].signatories.map(({ name }: { name: string }) => name)).toEqual(names)
})

test('the list as CSV stands in printed order with its groups, and no cell is a formula', () => {
  const groups = [
    { heading: 'Experts', signatories: [personNumber(1)] },
    { heading: undefined, signatories: [organizationNamed('=HYPERLINK("x")')] },
  ]
  const { name, title, affiliation } = personNumber(1)
  expect(letterCsv(sheetOf(0, { groups })).split('\n')).toEqual([
    'position,name,kind,title,affiliation,representative,group,country,note',
    `1,${name},person,${title},${affiliation},,Experts,,`,
    `2,"'=HYPERLINK(""x"")",organization,,,,,,`,
    '',
  ])
})
