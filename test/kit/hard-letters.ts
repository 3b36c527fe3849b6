import fc from 'fast-check'
import { parsePartialDate, type Block, type Signatory, type SignatoryGroup } from '#kernel'
import type { LetterSheet } from '#typeset'
import { letterBlocks, organizationNamed, sheetOf } from './sheets.ts'

const first = fc.constantFrom(
  ...['Alder', 'Bright Harbor', 'Commonweal', 'Dunmore', 'Eastgate', 'Fernhill', 'Greywater', 'Hollin', 'Juniper'],
  ...[
    'Kestrel',
    'Longmeadow',
    'Millrace',
    'Northwater',
    'Quarry Lane',
    'Saltmarsh',
    'Tidewater',
    'Valewood',
    'Östervik',
  ],
)
const second = fc.constantFrom(
  ...['Alliance', 'Legal Aid Society', 'Coalition for Fair Housing', 'Tenants’ Union', "Women's League", 'Network'],
  ...[
    'Center for Public Space',
    'Council on Disability Rights',
    'Project on Government Records',
    'Library Association',
  ],
)
const plain = fc.tuple(first, second).map(([one, other]) => `${one} ${other}`)

/** Names that are hard to read back: every kind of mark and shape that lists of signatories have. */
const hard = fc.oneof(
  plain.map((name) => `The ${name}`),
  plain.map((name) => `${name}, Inc.`),
  plain.map((name) => `${name}, Eastern Region`),
  fc.tuple(plain, first).map(([name, place]) => `${name} of ${place}, ${place} and ${place} County`),
  plain.map((name) => `${name} (${name.replaceAll(/[^A-ZÖ]/g, '')})`),
  plain.map((name) => `${name} [formerly the Assembly]`),
  plain.map((name) => `“${name}”`),
  plain.map((name) => `The "${name}" Fund`),
  fc.tuple(first, first).map(([one, other]) => `${one} & ${other}`),
  first.map((one) => `${one}-${one}- Action`),
  fc.tuple(first, second).map(([one, other]) => `${one} – ${other}`),
  fc.nat(2100).map((n) => `${n} Doors`),
  fc.nat(99).map((n) => `${n}. Street Assembly`),
  fc.constantFrom('A', 'Q', 'X', 'Ö'),
  fc.constantFrom('اتحاد المستأجرين', 'رابطة الجيران (ر.ج)', 'איגוד הדיירים', 'מרכז 17 לזכויות'),
  fc.tuple(fc.constantFrom('اتحاد', 'איגוד'), first).map(([one, other]) => `${one} ${other}`),
  fc
    .array(fc.tuple(first, second), { minLength: 3, maxLength: 5 })
    .map((all) => all.map(([one, other]) => `${one} ${other}`).join(' and ')),
  plain.map((name) => `${name}: Housing for All!`),
  plain.map((name) => `${name}/${name}`),
  fc.constantFrom('Halt!', 'Who Decides?', 'eastgate.example', '#OpenDoors', '@doors', '*Doors*', '_doors_', '<Doors>'),
  plain.map((name) => name.toUpperCase()),
  plain.map((name) => name.toLowerCase()),
)

const organization = (name: string): Signatory => organizationNamed(name)
const given = fc.constantFrom('Ada', 'Bram', 'Celeste', 'Dario', 'Esi', 'Goran', 'Hana', 'Ivo', 'Jun', 'Liv')
const family = fc.constantFrom('Abernale', 'Brightwater', 'Castellan', 'Dovrefeld', 'Estrada Lume', 'Galloway-Finch')
const personName = fc.oneof(
  fc.tuple(given, family).map(([one, other]) => `${one} ${other}`),
  fc.tuple(given, family).map(([one, other]) => `Dr. ${one} ${other}, PhD`),
  fc.tuple(given, family).map(([one, other]) => `${one} M. ${other}, Jr.`),
)
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined })
const post = fc.constantFrom(
  'Professor of Housing Law',
  'Nurse',
  'Director, Research and Policy',
  'Retired judge',
  'Chair',
)
const house = fc.tuple(fc.constantFrom('University of ', 'School of Law, '), first).map(([one, other]) => one + other)
const country = fc.constantFrom('Norway', 'Kenya', 'Korea, Republic of', 'Chile')
const note = fc.constantFrom('signs for herself alone', 'affiliation, for identification only')

const person: fc.Arbitrary<Signatory> = fc
  .record({
    name: personName,
    title: maybe(post),
    affiliation: maybe(house),
    country: maybe(country),
    note: maybe(note),
  })
  .map((one) => ({ ...organization(one.name), ...one, kind: 'person' }))
const represented: fc.Arbitrary<Signatory> = fc
  .record({ name: fc.oneof(plain, hard), representative: personName, title: maybe(post), country: maybe(country) })
  .map((one) => ({ ...organization(one.name), ...one }))

/** Two names of which one is the beginning of the other, one under the other, and one name twice. */
const neighbors: fc.Arbitrary<readonly Signatory[]> = plain.map((name) =>
  [name, `${name} of Eastgate`, `${name} of Eastgate County`, name].map(organization),
)

const organizations = (count: number): fc.Arbitrary<readonly Signatory[]> =>
  fc
    .tuple(
      fc.array(fc.oneof({ weight: 2, arbitrary: plain }, { weight: 3, arbitrary: hard }), {
        minLength: count,
        maxLength: count,
      }),
      neighbors,
    )
    .map(([names, near]) => [...near, ...names.map(organization)].slice(0, count))

const groupsOf = (count: number): fc.Arbitrary<readonly SignatoryGroup[]> => {
  const part = Math.floor(count / 3)
  const only = organizations(count).map((signatories) => [{ heading: undefined, signatories }])
  const grouped = fc
    .tuple(
      organizations(count - 2 * part),
      fc.array(represented, { minLength: part, maxLength: part }),
      fc.array(person, { minLength: part, maxLength: part }),
    )
    .map(([one, other, third]) => [
      { heading: 'Organizations', signatories: one },
      { heading: 'Local groups, with who signed for them', signatories: other },
      { heading: 'Experts', signatories: third },
    ])
  return fc.oneof(only, grouped)
}

/** The letter of the kit in pieces that can stand alone: an asking paragraph with its list, a heading with its text. */
const pieces: readonly (readonly Block[])[] = [
  [0],
  [1],
  [2],
  [3, 4, 5, 6, 7],
  [8],
  [9],
  [10, 11, 12, 13],
  [14],
  [15],
].map((at) => at.flatMap((index) => letterBlocks[index] ?? []))

/** A letter with this many signatories whose names are as hard as names are. */
export const hardLetter = (count: number): fc.Arbitrary<LetterSheet> =>
  fc
    .record({
      groups: groupsOf(count),
      body: fc.subarray([...pieces.slice(1)]),
      date: fc.constantFrom('2032-01-15', '2031-12-03'),
      paper: fc.constantFrom('us-letter' as const, 'a4' as const),
      hasLetterhead: fc.boolean(),
    })
    .map(({ groups, body, date, paper, hasLetterhead }) => {
      const base = sheetOf(0)
      const letterhead = hasLetterhead ? groups.flatMap((one) => one.signatories.map(({ name }) => name)) : []
      const blocks = [...(pieces[0] ?? []), ...body.flat()]
      return { ...base, paper, groups, letterhead, text: { ...base.text, date: parsePartialDate(date), blocks } }
    })
