import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkPaste, fateOf, readPaste } from './board-paste.ts'

const read = (text: string) => readPaste(text).map(({ name, email }) => [name, email])

test('a line is read as people write it: comma, tab, semicolon, quotes, brackets, address first, a comma in the name', () => {
  const typed = [
    'Harbor Lights, mail@harbor.example',
    'River Guild\tguild@river.example',
    'Open Court; court@open.example',
    '"Foundry Row, Inc.",row@foundry.example',
    'Council on Stairs, Westhaven, council@stairs.example',
    'Night School <office@night.example>',
    'first@tenants.example, Tenants First',
    '"The ""Lit"" Window","window@lit.example"',
    'Nobody knows where',
    '',
    '  Spaced   Out ,  mailto:out@spaced.example ',
  ].join('\r\n')
  expect(read(typed)).toEqual([
    ['Harbor Lights', 'mail@harbor.example'],
    ['River Guild', 'guild@river.example'],
    ['Open Court', 'court@open.example'],
    ['Foundry Row, Inc.', 'row@foundry.example'],
    ['Council on Stairs, Westhaven', 'council@stairs.example'],
    ['Night School', 'office@night.example'],
    ['Tenants First', 'first@tenants.example'],
    ['The "Lit" Window', 'window@lit.example'],
    ['Nobody knows where', ''],
    ['Spaced Out', 'out@spaced.example'],
  ])
})

test('a first line that names columns says which cell is what, in any order', () => {
  const rows = readPaste(
    'E-mail\tOrganization\tWebsite\tNotes\na@harbor.example\tHarbor Lights\tharbor.example\tcalled twice',
  )
  expect(rows).toEqual([
    {
      line: 2,
      name: 'Harbor Lights',
      email: 'a@harbor.example',
      domain: 'harbor.example',
      group: undefined,
      note: 'called twice',
    },
  ])
})

test('no line is lost, whatever was pasted', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { maxLength: 12 }), (some) => {
      const typed = some.map((one) => `Name ${one.replaceAll(/[\r\n]/g, '')}`)
      expect(readPaste(typed.join('\n'))).toHaveLength(typed.length)
    }),
  )
})

const checked = (text: string, known: readonly { readonly name: string; readonly email?: string }[] = []) =>
  checkPaste(readPaste(text), known)

test('who is asked already is passed over in any spelling; whoever looks like them is shown with their name', () => {
  const known = [{ name: 'The Harbor-Lights Institute', email: 'mail@harbor.example' }]
  const [same, drawn, other] = checked(
    'harbor lights institute, a@harbor.example\nHarbоr Lights Institute, b@evil.example\nRiver Guild, guild@river.example',
    known,
  )
  expect(same && [fateOf(same), same.findings]).toEqual([
    'pass',
    [{ kind: 'known', as: 'The Harbor-Lights Institute' }],
  ])
  expect(drawn && fateOf(drawn)).toBe('look')
  expect(drawn?.findings[0]).toEqual({
    kind: 'looks-like',
    names: expect.arrayContaining(['The Harbor-Lights Institute']),
  })
  expect(other && fateOf(other)).toBe('plain')
})

test('what cannot be asked is said of its line, and what should be looked at too', () => {
  const lines = checked(
    [
      ', a@harbor.example',
      'Salt Marsh, not an address@',
      'River\u202e Guild, guild@river.example',
      'Open Court',
      'Night School, night@gmail.com',
      'Foundry Row, row@foundry.example',
      'Quite Another Body, ROW@foundry.example',
      'foundry row, again@foundry.example',
    ].join('\n'),
  )
  expect(lines.map((one) => [fateOf(one), one.findings.map(({ kind }) => kind).join(' ')])).toEqual([
    ['stop', 'no-name'],
    ['stop', 'bad-address'],
    ['stop', 'odd-name'],
    ['look', 'no-address'],
    ['look', 'shared-mail'],
    ['plain', ''],
    ['look', 'same-address'],
    ['pass', 'twice'],
  ])
})

test('what stands where an address would and is none is quoted, and asked only after somebody looked', () => {
  const unread = (typed: string) => ['look', { kind: 'unread-address', typed }]
  const told = checked(
    ['Harbor Lights, not-an-address', 'River Guild\tguild at river', 'Council on Stairs, Westhaven', 'Open Court'].join(
      '\n',
    ),
  ).map((one) => [fateOf(one), ...one.findings])
  expect(told).toEqual([
    unread('not-an-address'),
    unread('guild at river'),
    unread('Westhaven'),
    ['look', { kind: 'no-address' }],
  ])
  const [column] = checked('Organization,E-mail\nHarbor Lights,not-an-address')
  expect(column?.findings).toEqual([{ kind: 'bad-address', typed: 'not-an-address' }])
  expect(checked('"Foundry Row, Inc."')[0]?.findings).toEqual([{ kind: 'no-address' }])
})

test('a proof is asked from the host of the address, unless anybody can have a mailbox there', () => {
  const [own, shared, said] = checked(
    'Organization,E-mail,Domain\nA Lit Window,a@lit.example,\nB Row,b@gmail.com,\nC Hall,c@gmail.com,hall.example',
  )
  expect([own?.domain, shared?.domain, said?.domain]).toEqual(['lit.example', undefined, 'hall.example'])
})
