import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readListText } from './list-kind.ts'
import { readTables } from './read-tables.ts'
import { readXlsx } from './read-xlsx.ts'

const listed = (format: 'json' | 'yaml', text: string) =>
  readListText(format, text)?.reading.proposal.letters[0]?.signatories ?? []

test('lists nested under any key are found, each under the heading it stands under', () => {
  const text = `
coalition:
  signed:
    - name: Ana Poole
      role: Director
      organization:
        name: Quiet Rivers
        url: https://rivers.example
    - name: Bo Reed
      role: Chair
      organization: Lantern Society
  supported_by:
    - name: Cira Lane
      role: Founder
      organization: { name: Open Fields Trust, url: null }
  menu:
    - name: Home
      url: /
`
  expect(listed('yaml', text).map(({ name, representative, group }) => [name, representative, group])).toEqual([
    ['Quiet Rivers', 'Ana Poole', 'signed'],
    ['Lantern Society', 'Bo Reed', 'signed'],
    ['Open Fields Trust', 'Cira Lane', 'supported by'],
  ])
})

test('arrays of texts, arrays of records, headings with members and maps from names are all lists', () => {
  const wanted = ['Quiet Rivers', 'Lantern Society', 'Open Fields Trust']
  const texts = [
    JSON.stringify(wanted),
    JSON.stringify({ title: 'A letter', signatories: wanted }),
    JSON.stringify({ data: { signers: wanted.map((name) => ({ name, country: 'Kenya' })) } }),
    JSON.stringify([
      { group: 'North', members: wanted.slice(0, 1) },
      { group: 'South', members: wanted.slice(1) },
    ]),
    JSON.stringify(Object.fromEntries(wanted.map((name) => [name, { country: 'Kenya' }]))),
  ]
  for (const text of texts) expect(listed('json', text).map(({ name }) => name)).toEqual(wanted)
})

test('somebody called No or Null keeps the name', () => {
  expect(listed('yaml', 'signatories:\n  - name: No\n  - name: Null\n').map(({ name }) => name)).toEqual(['No', 'Null'])
})

test('aliases that unfold without end are no list', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
  for (const [one, other] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh'].map((pair) => [pair[0], pair[1]]))
    bomb.push(`${other}: &${other} [${Array.from({ length: 9 }, () => `*${one}`).join(', ')}]`)
  expect(readListText('yaml', bomb.join('\n'))).toBeUndefined()
})

test('every name of any array of records is found, in order', () => {
  const name = fc.stringMatching(/^[A-Z][a-z]{2,8} [A-Z][a-z]{2,8}$/u)
  fc.assert(
    fc.property(
      fc.array(name, { minLength: 1, maxLength: 40 }),
      fc.constantFrom('signers', 'signatures'),
      (names, key) => {
        const found = listed(
          'json',
          JSON.stringify({ [key]: names.map((one) => ({ fullName: one, country: 'Peru' })) }),
        )
        const persons = new Set(found.filter(({ kind }) => kind === 'person').map((one) => one.name))
        expect(new Set(found.map((one) => one.name))).toEqual(new Set(names))
        expect(persons.size === 0 || found.length === names.length).toBe(true)
      },
    ),
  )
})

test('no JSON value makes the reader fail', () => {
  fc.assert(fc.property(fc.json({ maxDepth: 6 }), (text) => void listed('json', text)))
})

/** A workbook as small as one can be: texts stand in the cells themselves. */
function workbook(sheets: Readonly<Record<string, readonly (readonly string[])[]>>): Uint8Array {
  const names = Object.keys(sheets)
  const xml = (body: string) => strToU8(`<?xml version="1.0" encoding="UTF-8"?>${body}`)
  const office = 'http://schemas.openxmlformats.org'
  const main = `${office}/spreadsheetml/2006/main`
  const links = `${office}/officeDocument/2006/relationships`
  const cell = (text: string, row: number, column: number) =>
    `<c r="${String.fromCharCode(65 + column)}${row + 1}" t="inlineStr"><is><t>${text}</t></is></c>`
  const sheetOf = (rows: readonly (readonly string[])[]) =>
    rows.map((row, at) => `<row r="${at + 1}">${row.map((text, column) => cell(text, at, column)).join('')}</row>`)
  return zipSync({
    '[Content_Types].xml': xml(
      `<Types xmlns="${office}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    ),
    'xl/workbook.xml': xml(
      `<workbook xmlns="${main}" xmlns:r="${links}"><sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': xml(
      `<Relationships xmlns="${office}/package/2006/relationships">${names.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${links}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}</Relationships>`,
    ),
    ...Object.fromEntries(
      names.map((name, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        xml(`<worksheet xmlns="${main}"><sheetData>${sheetOf(sheets[name] ?? []).join('')}</sheetData></worksheet>`),
      ]),
    ),
  })
}

test('the sheets of a workbook are one list with the names of the sheets as headings', async () => {
  const tables = await readXlsx(
    workbook({
      Organizations: [
        ['Signatories of the harbor letter'],
        ['Organization', 'Country'],
        ['Quiet Rivers', 'Kenya'],
        ['Lantern Society', 'Peru'],
      ],
      Individuals: [
        ['First name', 'Last name'],
        ['Ana', 'Poole'],
      ],
    }),
  )
  const { signatories, warnings } = readTables(tables ?? [], { title: null, date: null }).proposal.letters[0] ?? {}
  expect(signatories?.map(({ name, group, country }) => [name, group, country])).toEqual([
    ['Quiet Rivers', 'Organizations', 'Kenya'],
    ['Lantern Society', 'Organizations', 'Peru'],
    ['Ana Poole', 'Individuals', null],
  ])
  expect(warnings?.join('\n')).toContain('“Signatories of the harbor letter”')
})

test('what is no workbook is no table', async () => {
  expect(await readXlsx(strToU8('PK\u0003\u0004 not really'))).toBeUndefined()
})
