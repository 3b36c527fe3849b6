import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { safeCell } from '#kernel'
import { readSignatoriesCsv, writeSignatoriesCsv, type SignatoryRow } from './csv.ts'

const awkward = [
  '"',
  '""',
  ',',
  '\n',
  '\r\n',
  '\r',
  ' ',
  '=1+1',
  '+',
  '-',
  '@x',
  "'",
  '\u202E',
  '\uFEFF',
  '|',
  '\\',
  '\\|',
  '\\0',
  '\u0000',
  '#',
  'é',
]
const text = fc
  .array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.constantFrom(...awkward)), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join(''))
  .filter((joined) => joined !== '')
const optional = fc.option(text, { nil: undefined })
const row = fc.record({
  position: fc.nat(999_999_999),
  kind: fc.constantFrom<SignatoryRow['kind']>('organization', 'person'),
  name: text,
  letterheadName: optional,
  signatureName: optional,
  title: optional,
  affiliation: optional,
  representative: optional,
  group: optional,
  country: optional,
  note: optional,
  leadPosition: fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined }),
  sortKey: optional,
  aliases: fc.array(fc.oneof(text, fc.constant('')), { maxLength: 3 }),
  editions: fc.array(text, { maxLength: 3 }),
})

const problemsOf = (csv: string): readonly string[] => {
  const outcome = readSignatoriesCsv(csv)
  return outcome.kind === 'unreadable' ? outcome.problems : []
}

describe('the signatories of a campaign folder', () => {
  test('what was written comes back unchanged: quotes, line ends, formulas, direction marks and all', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
        expect(readSignatoriesCsv(writeSignatoriesCsv(rows))).toEqual({ kind: 'read', rows })
      }),
      { numRuns: 300 },
    )
  })
  test('the header says in plain words what each column is', () => {
    expect(writeSignatoriesCsv([])).toBe(
      'position,kind,name,letterhead,signature,title,affiliation,representative,group,country,note,lead,sort key,aliases,editions\n',
    )
  })
  test('a table typed by hand needs names only, and may come from a spreadsheet', () => {
    const outcome = readSignatoriesCsv('\uFEFFCountry,Name\r\n,Oak\r\nOstmark,"Elm, Inc."\r\n')
    expect(
      outcome.kind === 'read' && outcome.rows.map((one) => [one.position, one.kind, one.name, one.country]),
    ).toEqual([
      [1, 'organization', 'Oak', undefined],
      [2, 'organization', 'Elm, Inc.', 'Ostmark'],
    ])
  })
  test('every problem is named with its line, and nothing is read by halves', () => {
    expect(problemsOf('name,kind,position,lead\nOak,tree,1,\n,person,one,0\nElm\n')).toEqual([
      'Line 2: the kind is “tree”; it must be organization or person.',
      'Line 3: the name is missing.',
      'Line 3: the position “one” is not a whole number.',
      'Line 3: the lead “0” is not a whole number from 1.',
      'Line 4: it has 1 cells where the header has 4.',
    ])
    expect(problemsOf('name,color\nOak,red\n')[0]).toContain('No column is called “color”')
    expect(problemsOf('name,name\n')).toEqual(['The column “name” stands there twice.'])
    expect(problemsOf('')).toEqual(['The column “name” is missing.'])
    expect(problemsOf('name\n"Oak\n')[0]).toContain('a quotation mark is out of place')
  })
  test('any text at all is read or refused with a sentence', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          text.map((rest) => `name,kind\n${rest}`),
        ),
        (csv) => {
          const outcome = readSignatoriesCsv(csv)
          return outcome.kind === 'read' || outcome.problems.length > 0
        },
      ),
    )
  })
})

test('a cell for a spreadsheet never begins as a formula', () => {
  fc.assert(
    fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r', ' ='), text, (lead, rest) => {
      expect(safeCell(lead + rest)).toBe(`'${lead}${rest}`)
    }),
  )
  expect(safeCell('Oak - North')).toBe('Oak - North')
})
