import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readListText } from './list-kind.ts'
import { delimiterOf, readCsv } from './read-csv.ts'

const read = (text: string) => {
  const list = readListText(undefined, text)
  const letter = list?.reading.proposal.letters[0]
  return { format: list?.format, signatories: letter?.signatories ?? [], warnings: letter?.warnings ?? [] }
}
const namesIn = (text: string) => read(text).signatories.map(({ name }) => name)

test('the cells of a table come back as they were written, whatever stands between them', () => {
  const cell = fc.stringMatching(/^[A-Za-z]{1,6}[",;|\n ]{0,3}[A-Za-z]{0,4}$/u)
  const rows = fc
    .integer({ min: 2, max: 5 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 9 }))
  fc.assert(
    fc.property(rows, fc.constantFrom(',', ';', '\t', '|'), (table, delimiter) => {
      const text = table.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(delimiter)).join('\r\n')
      expect(delimiterOf(text)).toBe(delimiter)
      const plain = (one: string) => one.replace(/\s+/gu, ' ').trim()
      expect(readCsv(`\uFEFF${text}`).rows.map(({ cells }) => cells)).toEqual(table.map((row) => row.map(plain)))
    }),
  )
})

test('no text makes the reader of tables fail', () => {
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => void read(text)))
})

test('head words of several languages say what a column holds', () => {
  const heads = ['Name,Country', 'Nombre;País', 'Nom\tPays', 'Nome;Paese', 'Naam,Land', 'Organisation;Land']
  for (const head of heads) {
    const [, mark = ','] = /([,;\t])/u.exec(head) ?? []
    const rows = ['Quiet Rivers', 'Lantern Society', 'Open Fields Trust'].map((name) => `${name}${mark}Kenya`)
    const { signatories } = read([head, ...rows].join('\n'))
    expect(signatories.map(({ name, country }) => [name, country])).toEqual([
      ['Quiet Rivers', 'Kenya'],
      ['Lantern Society', 'Kenya'],
      ['Open Fields Trust', 'Kenya'],
    ])
  }
})

test('mail addresses and telephone numbers are left out and said, in columns and within cells', () => {
  const { signatories, warnings } = read(
    'Full name;Contact e-mail;Tel.;Affiliation\nAna Poole <ana@harbor.example>;ana@harbor.example;+44 1632 960001;Harbor Works\nBo Reed;bo@reed.example;+44 1632 960002;\n',
  )
  expect(signatories).toMatchObject([
    { name: 'Ana Poole', affiliation: 'Harbor Works', kind: 'person' },
    { name: 'Bo Reed', affiliation: null, kind: 'person' },
  ])
  expect(JSON.stringify(signatories)).not.toMatch(/example|96000/u)
  expect(warnings.join('\n')).toContain('“Contact e-mail”, “Tel.”')
})

test('columns without a head are known by what stands in them', () => {
  const { signatories } = read(
    'ana@harbor.example,Ana Poole,Kenya\nbo@reed.example,Bo Reed,Peru\nci@lane.example,Cira Lane,Norway\n',
  )
  expect(signatories).toMatchObject([
    { name: 'Ana Poole', country: 'Kenya' },
    { name: 'Bo Reed', country: 'Peru' },
    { name: 'Cira Lane', country: 'Norway' },
  ])
})

test('first and last names are joined, also where one of the columns is only called "name"', () => {
  expect(namesIn('First name,Last name\nAna,Poole\nBo,Reed')).toEqual(['Ana Poole', 'Bo Reed'])
  expect(namesIn('Nom;Prénom;Ville\nPoole;Ana;Lyon\nReed;Bo;Lille')).toEqual(['Ana Poole', 'Bo Reed'])
  expect(namesIn('Nombre;Apellidos\nAna María;Poole Ruiz\nBo;Reed')).toEqual(['Ana María Poole Ruiz', 'Bo Reed'])
})

test('of a body and the person who signs for it the body is the signatory, and the choice is said', () => {
  const { signatories, warnings } = read(
    'Organization,Contact person,Position,Country\nQuiet Rivers,Ana Poole,Director,Kenya\nLantern Society,Bo Reed,Chair,Peru\n',
  )
  expect(signatories[0]).toMatchObject({
    name: 'Quiet Rivers',
    kind: 'organization',
    representative: 'Ana Poole',
    title: 'Director',
    country: 'Kenya',
  })
  expect(warnings.join('\n')).toContain('“Organization” was taken as who signs')
})

test('of a person and where they work the person is the signatory', () => {
  const rows = ['Ana Poole', 'Bo Reed', 'Cira Lane', 'Dan Holt', 'Eva Marsh', 'Finn Boyle'].map(
    (name, at) => `${name},Professor,University of ${at < 3 ? 'Harborside' : 'Millbrook'}`,
  )
  const { signatories } = read(['Name,Title,Organization', ...rows].join('\n'))
  expect(signatories[0]).toMatchObject({
    name: 'Ana Poole',
    kind: 'person',
    title: 'Professor',
    affiliation: 'University of Harborside',
  })
})

test('a column of kinds decides row by row', () => {
  const { signatories } = read(
    'Type,Name,Organization\nindividual,Ana Poole,Harbor Works\norganization,Bo Reed,Quiet Rivers\norganization,Cira Lane,Lantern Society',
  )
  expect(signatories.map(({ name, kind, representative }) => [name, kind, representative])).toEqual([
    ['Ana Poole', 'person', null],
    ['Quiet Rivers', 'organization', 'Bo Reed'],
    ['Lantern Society', 'organization', 'Cira Lane'],
  ])
})

test('rows that give no name are told by their number and reason, and nobody is published against their wish', () => {
  const { signatories, warnings } = read(
    [
      'Name,Country,May we publish your name?',
      'Quiet Rivers,Kenya,yes',
      ',Peru,yes',
      'Name,Country,May we publish your name?',
      'Lantern Society,Peru,no',
      ',,',
      'Open Fields Trust,Norway,yes',
      'Total: 3,,',
    ].join('\n'),
  )
  expect(signatories.map(({ name }) => name)).toEqual(['Quiet Rivers', 'Open Fields Trust'])
  const said = warnings.join('\n')
  expect(said).toContain('No name stands in row 3')
  expect(said).toContain('again in row 4')
  expect(said).toContain('not to be published: row 5')
  expect(said).toContain('A sum stands in row 8')
  expect(said).not.toContain('Lantern')
})

test('a body on several rows is listed once and told; two persons of one name stay two', () => {
  const { signatories, warnings } = read(
    'Organization,District\nQuiet Rivers,North\nLantern Society,North\nquiet  rivers,South\n',
  )
  expect(signatories.map(({ name }) => name)).toEqual(['Quiet Rivers', 'Lantern Society'])
  expect(warnings.join('\n')).toContain('“quiet rivers” stands in rows 2, 4')
  const people = read('First name,Last name,Affiliation\nAna,Poole,Harbor\nAna,Poole,Harbor\n').signatories
  expect(people).toHaveLength(2)
})

test('a heading inside a table is the group of the rows below it', () => {
  const { signatories } = read(
    'Name,Country,Title\nOrganizations:,,\nQuiet Rivers,Kenya,\nLantern Society,Peru,\nIndividuals:,,\nAna Poole,Norway,Professor\n',
  )
  expect(signatories.map(({ name, group }) => [name, group])).toEqual([
    ['Quiet Rivers', 'Organizations'],
    ['Lantern Society', 'Organizations'],
    ['Ana Poole', 'Individuals'],
  ])
})

test('a comma without quotation marks does not push a row out of its columns, and the row is doubtful', () => {
  const { signatories, warnings } = read(
    'Organization,Country\nQuiet Rivers,Kenya\nHarbor Works, Inc.,Peru\nLantern Society,Norway\nOpen Fields,Chile\nStone Bridge,Ghana\nMill Lane,Nepal\nOld Ferry,Benin\nSalt Marsh,Malta\nNorth Pier,Spain\nRed Barn,Italy\n',
  )
  expect(signatories[1]).toMatchObject({ name: 'Harbor Works, Inc.', country: 'Peru', doubt: 0.5 })
  expect(warnings.join('\n')).toContain('row 3')
})

test('a letter with commas is no table', () => {
  expect(
    readListText(
      undefined,
      'Dear Ms. Poole,\n\nWe are writing, with regret, to ask you for help.\nWe, the undersigned, ask again.\n\nSincerely,\nQuiet Rivers, Kenya\n',
    ),
  ).toBeUndefined()
  expect(readListText(undefined, 'Quiet Rivers\nLantern Society\nOpen Fields Trust\n')).toBeUndefined()
})

test('every name of a table is found again on the line of the source it names', () => {
  const reading = readListText(undefined, 'Name;Country\nQuiet Rivers;Kenya\n;\nLantern Society;Peru\n')?.reading
  for (const { name, lines } of reading?.proposal.letters[0]?.signatories ?? [])
    expect(reading?.lines[lines?.[0] ?? -1]).toContain(name)
})
