import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { corpusIsHere, corpusJson } from '../../test/kit/corpus.ts'
import { isClean, lintLists, type NameList } from './lint.ts'
import { halvesOf, oneSlipApart } from './likeness.ts'
import { lookAlikeGroups } from './lint-look-alikes.ts'
import { orderReport } from './lint-order.ts'
import { lintText } from './lint-text.ts'

const byText = (one: string, other: string) => one.localeCompare(other)
const trees = [
  'Alder',
  'Birch',
  'Cedar',
  'Dogwood',
  'Elm',
  'Fir',
  'Ginkgo',
  'Hazel',
  'Juniper',
  'Larch',
  'Maple',
  'Oak',
]
const list = (names: readonly string[], more: Partial<NameList> = {}): NameList => ({
  letter: 'one',
  where: 'letter 1, signatures',
  names,
  ...more,
})
const letterhead = (names: readonly string[]) => list(names, { where: 'letter 1, letterhead' })

describe('spelling', () => {
  test('a name spelled unlike between lists is found with the lists that print it and the kind of difference', () => {
    const { spelledUnlike } = lintLists([
      list(['Rivers for All', 'Oak']),
      letterhead(['Rivers For All', 'Oak']),
      list(['Rivers for All'], { letter: 'two', where: 'letter 2' }),
    ])
    expect(spelledUnlike).toEqual([
      {
        usual: { name: 'Rivers for All', where: ['letter 1, signatures', 'letter 2'] },
        unlike: { name: 'Rivers For All', where: ['letter 1, letterhead'] },
        differences: ['case'],
      },
    ])
  })
  test('it is found whichever list comes first, and lists that agree are clean', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(trees), fc.nat(), (names, pick) => {
        const other = names.map((name, index) => (index === pick % names.length ? name.toUpperCase() : name))
        expect(lintLists([list(names), letterhead(other)]).spelledUnlike).toHaveLength(names.length === 0 ? 0 : 1)
        expect(lintLists([letterhead(other), list(names)]).spelledUnlike).toHaveLength(names.length === 0 ? 0 : 1)
        expect(isClean({ ...lintLists([list(names), letterhead(names)]), orderSlips: [] })).toBe(true)
      }),
    )
  })
})

describe('presence and number', () => {
  test('a name that one list of a letter has and the other has not is found; another letter is not asked', () => {
    const { missing } = lintLists([
      list(['Oak', 'Elm']),
      letterhead(['Oak']),
      list(['Fir'], { letter: 'two', where: 'letter 2' }),
    ])
    expect(missing).toEqual([
      { name: 'Elm', presentIn: ['letter 1, signatures'], missingFrom: ['letter 1, letterhead'], perhaps: undefined },
    ])
  })
  test('a slip of a finger between the lists is shown as what it perhaps is', () => {
    const { missing } = lintLists([list(['River Pilots']), letterhead(['River Pliots'])])
    expect(missing.map((one) => [one.name, one.perhaps])).toEqual([
      ['River Pilots', 'River Pliots'],
      ['River Pliots', 'River Pilots'],
    ])
  })
  test('a stated number that is not the number found is shown', () => {
    expect(lintLists([list(trees, { stated: 13 })]).numbers).toEqual([
      { where: 'letter 1, signatures', stated: 13, found: 12 },
    ])
    expect(lintLists([list(trees, { stated: 12 })]).numbers).toEqual([])
  })
  test('a name that stands twice in a list is shown in both spellings', () => {
    expect(lintLists([list(['Oak', 'The Oak', 'Elm'])]).listedTwice).toEqual([
      { spellings: ['Oak', 'The Oak'], where: 'letter 1, signatures' },
    ])
  })
})

describe('order', () => {
  test('one name moved far in an alphabetical list is the one slip, with its right neighbors', () => {
    const moved = [
      'Alder',
      'Birch',
      'Cedar',
      'Dogwood',
      'Maple',
      'Elm',
      'Fir',
      'Ginkgo',
      'Hazel',
      'Juniper',
      'Larch',
      'Oak',
    ]
    expect(orderReport(moved, 'en')).toEqual({
      kind: 'alphabetical',
      lead: 0,
      slips: [{ name: 'Maple', belongsAfter: 'Larch', belongsBefore: 'Oak' }],
    })
  })
  test('a sorted list has no slip, and taking the slips out of any list leaves a sorted one', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(trees, { minLength: 5 }), (names) => {
        expect(orderReport(names.toSorted(), 'en')).toMatchObject({ lead: 0, slips: [] })
        const report = orderReport(names, 'en', 0)
        if (report.kind !== 'alphabetical') return
        const left = names.filter((name) => report.slips.every((slip) => slip.name !== name))
        expect(left).toEqual(left.toSorted())
      }),
    )
  })
  test('a lead group is recognized, or taken as given', () => {
    const led = ['Maple Union', 'Willow', ...trees]
    expect(orderReport(led, 'en')).toEqual({ kind: 'alphabetical', lead: 2, slips: [] })
    expect(orderReport(['Birch', ...trees], 'en', 1)).toEqual({ kind: 'alphabetical', lead: 1, slips: [] })
  })
  test('whether "The" counts is read from the list', () => {
    expect(orderReport([...trees, 'Pine', 'The Quince', 'Rowan'], 'en')).toMatchObject({ slips: [] })
    expect(orderReport([...trees, 'Pine', 'Rowan', 'The Quince'], 'en')).toMatchObject({ slips: [] })
  })
  test('a list in no order is left as it is', () => {
    const shuffled = ['Oak', 'Fir', 'Birch', 'Maple', 'Alder', 'Larch', 'Elm', 'Cedar', 'Hazel', 'Dogwood']
    expect(orderReport(shuffled, 'en')).toEqual({ kind: 'not-alphabetical' })
  })
})

describe('dashes and spaces within a list', () => {
  const joints = (...names: string[]) =>
    lintLists([list(names)]).joints.map((slip) => [slip.kind, slip.oneJoins, slip.otherJoins])
  test('the same words joined unlike are found', () => {
    expect(joints('Anglo Danish Club, North', 'Anglo-Danish Club, South')).toEqual([
      ['dash', 'Anglo Danish', 'Anglo-Danish'],
    ])
    expect(joints('River Pilots Guild - North', 'River Pilots Guild- South')).toEqual([
      ['spacing', 'Guild - North', 'Guild- South'],
    ])
    expect(joints('Weavers - North', 'River Pilots Guild- South')).toEqual([
      ['spacing', 'Weavers - North', 'Guild- South'],
    ])
  })
  test('words joined alike, and hyphens within a word, are fine', () => {
    expect(
      joints('Anglo-Danish Club', 'Anglo-Danish Union', 'Weavers - North', 'River Pilots - South', 'X-Ray Lab'),
    ).toEqual([])
  })
})

describe('look-alikes', () => {
  test('chapters, acronyms and names within names stand together; bodies that share only their kind or reach do not', () => {
    const names = [
      'National Guild of River Pilots',
      'Center for Barley Policy',
      'Barley Alliance',
      'NGRP Ostmark Chapter',
      'National Weavers Association',
      'Center for Loom Studies',
    ]
    expect(lookAlikeGroups(names)).toEqual([
      ['National Guild of River Pilots', 'NGRP Ostmark Chapter'],
      ['Center for Barley Policy', 'Barley Alliance'],
    ])
  })
  test('the groups do not depend on the order of the list, and no name stands in two', () => {
    const words = fc.constantFrom('Barley', 'Loom', 'River', 'Center', 'National', 'for', 'Pilots', 'Rye', 'NRP')
    const names = fc.uniqueArray(
      fc.array(words, { minLength: 1, maxLength: 4 }).map((some) => some.join(' ')),
      {
        maxLength: 12,
      },
    )
    const both = names.chain((some) =>
      fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
    )
    const asSets = (some: readonly string[]) =>
      lookAlikeGroups(some)
        .map((group) => group.toSorted(byText).join('|'))
        .toSorted(byText)
    fc.assert(
      fc.property(both, ([one, other]) => {
        expect(asSets(one)).toEqual(asSets(other))
        const flat = lookAlikeGroups(one).flat()
        expect(new Set(flat).size).toBe(flat.length)
      }),
    )
  })
  test('two keys one slip apart always share a half, so that none is missed for speed', () => {
    const letters = fc.string({ minLength: 6, maxLength: 14, unit: fc.constantFrom('a', 'b', 'c') })
    fc.assert(
      fc.property(letters, fc.nat(), fc.constantFrom('', 'a', 'b', 'cc', 'swap'), (key, pick, put) => {
        const at = pick % key.length
        const swapped = key.slice(0, at) + key.slice(at + 1, at + 2) + key.slice(at, at + 1) + key.slice(at + 2)
        const slipped = put === 'swap' ? swapped : key.slice(0, at) + put + key.slice(at + 1)
        fc.pre(oneSlipApart(key, slipped))
        const halves = new Set(halvesOf(key))
        expect(halvesOf(slipped).some((half) => halves.has(half))).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
  test('people are not searched for look-alikes', () => {
    expect(lintLists([list(['Ada Barley', 'Ada Rye'], { of: 'people' })]).lookAlikes).toEqual([])
    expect(lintLists([list(['Ada Barley', 'Ada Rye'])]).lookAlikes).toHaveLength(1)
  })
})

describe('in plain words', () => {
  test('every finding is told under its heading with its number', () => {
    const text = lintText(
      lintLists([list([...trees, 'Anglo-Danish Club'], { stated: 90 }), letterhead(['OAK', 'Anglo Danish Club'])]),
    )
    expect(text).toContain('Spelled unlike (2)')
    expect(text).toContain(
      '  - “OAK” in letter 1, letterhead.\n    Elsewhere: “Oak”. The difference: capital letters.\n',
    )
    expect(text).toContain('In one list and not in the other (11)')
    expect(text).toContain('letter 1, signatures: the letter says 90, the list has 13.')
  })
  test('lists that agree are told so', () => {
    expect(lintText(lintLists([list(trees), letterhead(trees)]))).toBe('Nothing to settle: the lists agree.\n')
  })
  test('a name cannot move the cursor or turn the line around', () => {
    const text = lintText(lintLists([list(['Oak\u001B[2J\u202E']), letterhead([])]))
    expect(text).toContain('Oak')
    expect(text).not.toMatch(/[^\P{Cc}\n]|\u202E/u)
  })
})

test('any lists at all are read without a fault', () => {
  const names = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...trees, 'The Oak', ' - ', '()')), {
    maxLength: 20,
  })
  fc.assert(
    fc.property(names, names, (one, other) => lintText(lintLists([list(one), letterhead(other)])).endsWith('\n')),
  )
})

type Truth = {
  readonly letters: readonly { readonly id: string; readonly signatories: readonly string[] }[]
  readonly variants: readonly {
    readonly canonical: string
    readonly variant: string
    readonly where: readonly { readonly letter: string; readonly list: string }[]
  }[]
  readonly notDuplicates: readonly { readonly names: readonly string[] }[]
}

describe.runIf(corpusIsHere)('on the three real letters', () => {
  const truth = corpusJson<Truth>('letters/coalition-2019/truth.json')
  const findings = lintLists(
    truth.letters.flatMap(({ id, signatories }) => {
      const printed = new Map(
        truth.variants
          .filter((one) => one.where.some((place) => place.letter === id && place.list === 'sidebar'))
          .map((one) => [one.canonical, one.variant]),
      )
      const sidebar = signatories.map((name) => printed.get(name) ?? name)
      return [
        { letter: id, where: `${id}, letterhead`, names: sidebar, stated: 90 },
        { letter: id, where: `${id}, signatures`, names: signatories, stated: 90 },
      ]
    }),
  )
  const sorted = (groups: readonly (readonly string[])[]) =>
    groups.map((group) => group.toSorted(byText).join('|')).toSorted(byText)
  test('exactly the four spelling variants', () => {
    expect(sorted(findings.spelledUnlike.map((one) => [one.usual.name, one.unlike.name]))).toEqual(
      sorted(truth.variants.map((one) => [one.canonical, one.variant])),
    )
  })
  test('exactly two order slips, two disagreements of dash and spacing, and nothing missing or twice', () => {
    expect(findings.orderSlips.map((slip) => truth.letters[0]?.signatories.indexOf(slip.name))).toEqual([35, 64])
    expect(findings.joints.map((slip) => slip.kind).toSorted()).toEqual(['dash', 'spacing'])
    expect([findings.missing, findings.listedTwice, findings.numbers, findings.notAlphabetical]).toEqual([
      [],
      [],
      [],
      [],
    ])
  })
  test('exactly the ten groups of look-alikes', () => {
    expect(sorted(findings.lookAlikes)).toEqual(sorted(truth.notDuplicates.map((group) => group.names)))
  })
})
