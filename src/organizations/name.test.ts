import fc from 'fast-check'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { corpusBytes, corpusIsHere, corpusJson } from '../../test/kit/corpus.ts'
import { acronymOf, sameName, strictKey } from './name.ts'
import { areInitialsOf } from './key.ts'

const word = fc.stringMatching(/^[A-Z][a-z]{2,8}$/)
const name = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '))

describe('the strict key', () => {
  test('spellings of one name meet under one key, whatever the case, spaces, dashes or marks', () => {
    fc.assert(
      fc.property(name, fc.constantFrom('-', ' - ', '– ', '  ', ', ', '. '), (plain, joint) => {
        const key = strictKey(plain)
        // Nothing but a legal form, "Llc", is no name that another word could stand before.
        fc.pre(strictKey(`Guild ${plain}`) !== 'guild')
        expect(strictKey(plain.toUpperCase())).toBe(key)
        expect(strictKey(plain.toLowerCase())).toBe(key)
        expect(strictKey(plain.replaceAll(' ', joint))).toBe(key)
        expect(strictKey(`  The ${plain}`)).toBe(key)
        expect(strictKey(`“${plain}”`)).toBe(key)
        for (const form of [', Inc.', ' Inc', ' INCORPORATED', ' GmbH', ' e.V.', ' Co., Ltd.'])
          expect(strictKey(plain + form)).toBe(key)
      }),
    )
  })
  test('an ampersand reads as "and"', () => {
    expect(strictKey('Rivers & Roads')).toBe(strictKey('Rivers and Roads'))
  })
  test('a parenthesis goes only if it is the initials of the rest or the rest the initials of it', () => {
    const key = strictKey('Guild of River Pilots')
    expect(strictKey('Guild of River Pilots (GRP)')).toBe(key)
    expect(strictKey('GRP (Guild of River Pilots)')).toBe(key)
    expect(strictKey('Guild of River Pilots, Inc. (G.R.P.)')).toBe(key)
    expect(strictKey('Guild of River Pilots (GORP)')).toBe(key)
    expect(strictKey('Guild of River Pilots (Ostmark)')).not.toBe(key)
    expect(strictKey('Guild of River Pilots (OST)')).not.toBe(key)
    expect(strictKey('Guild of River Pilots (GRP) of Ostmark')).not.toBe(key)
  })
  test('a place, a chapter or a number is never lost: it would merge two bodies', () => {
    fc.assert(fc.property(name, word, (plain, place) => strictKey(`${plain} of ${place}`) !== strictKey(plain)))
    expect(strictKey('Pilots - North Chapter')).not.toBe(strictKey('Pilots - South Chapter'))
    expect(strictKey('Lodge 44')).not.toBe(strictKey('Lodge 45'))
  })
  test('a name with a visible character has a key, in any script, even when it is all form and marks', () => {
    for (const odd of ['The', 'Company', 'Limited', '!!!', 'Inc.', 'The Company', '(…)', '&', 'कि', 'Совет'])
      expect(strictKey(odd)).not.toBe('')
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (text) => (strictKey(text) === '') === /^\s*$/u.test(text.normalize('NFKC')),
      ),
    )
    expect(strictKey('कि')).not.toBe(strictKey('का'))
  })
})

test('initials skip little words and read hyphenated words as one or two', () => {
  expect(acronymOf('Guild of the River Pilots')).toBe('GRP')
  expect(areInitialsOf('OECD', 'Order for Early Co-operation and Duty')).toBe(true)
  expect(areInitialsOf('OECOD', 'Order for Early Co-operation and Duty')).toBe(true)
  expect(areInitialsOf('OECX', 'Order for Early Co-operation and Duty')).toBe(false)
})

describe('the judgement of two names', () => {
  const kinds = (one: string, other: string) => {
    const judgement = sameName(one, other)
    return judgement.kind === 'variant' ? judgement.differences : judgement.kind
  }
  test('a variant says in which ways it differs', () => {
    expect(kinds('Rivers for All', 'Rivers  for All ')).toBe('same')
    expect(kinds('Rivers for All', 'Rivers For All')).toEqual(['case'])
    expect(kinds('Anglo Danish Club', 'Anglo-Danish Club')).toEqual(['dash'])
    expect(kinds('Pilots - North', 'Pilots- North')).toEqual(['spacing'])
    expect(kinds('River Pilots Guild (RPG)', 'River Pilots Guild')).toEqual(['acronym'])
    expect(kinds('Pilots, North', 'Pilots North')).toEqual(['punctuation'])
    expect(kinds('The Pilots', 'Pilots')).toEqual(['the'])
    expect(kinds('Rivers & Roads', 'Rivers and Roads')).toEqual(['and'])
    expect(kinds('Pilots, Inc.', 'Pilots')).toEqual(['legal form'])
    expect(kinds('Économie Verte', 'Economie Verte')).toEqual(['accent'])
    expect(kinds('The RIVERS', 'Rivers')).toEqual(['the', 'case'])
  })
  test('chapters, places and unlike legal forms are look-alikes, never variants', () => {
    expect(kinds('Guild of River Pilots - Northtown Chapter', 'Guild of River Pilots - Southtown Chapter')).toBe(
      'look-alike',
    )
    expect(kinds('Halden Works GmbH', 'Halden Works AG')).toBe('look-alike')
    expect(kinds('RPG Northtown', 'River Pilots Guild')).toBe('look-alike')
    expect(kinds('River Pilots', 'River Pilot')).toBe('look-alike')
    expect(kinds('Weavers Union', 'Miners Federation')).toBe('different')
  })
  test('the judgement does not depend on the order of the two, and a name is the same as itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
        expect(sameName(one, other)).toEqual(sameName(other, one))
        expect(sameName(one, one)).toEqual({ kind: 'same' })
      }),
    )
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(sameName(one, other)).toEqual(sameName(other, one))
      }),
    )
  })
  test('a variant always says at least one difference', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', maxLength: 2 }), (one, more) => {
        const judgement = sameName(one, one + more)
        return judgement.kind !== 'variant' || judgement.differences.length > 0
      }),
    )
  })
})

describe.runIf(corpusIsHere)('on real names', () => {
  test('of labelled pairs, those called one name are one name (but for what no spelling can tell)', () => {
    const [, ...rows] = parse(corpusBytes('corpus/names/company-name-pairs.csv'), { relax_column_count: true })
    const judged = rows.map((row: readonly string[]) => ({
      merged: ['same', 'variant'].includes(sameName(row[2] ?? '', row[3] ?? '').kind),
      match: row[4] === 'true',
    }))
    const right = judged.filter((pair) => pair.merged && pair.match).length
    expect(right).toBeGreaterThanOrEqual(33)
    expect(judged.filter((pair) => pair.merged && !pair.match)).toHaveLength(0)
  })
  test('within the lists of organizations only what is truly one name is merged', () => {
    type Listed = { readonly signatories: readonly { readonly name: string }[] }
    // One body is listed with and without an apostrophe, one with and without "The"; both were looked at.
    const merged = {
      'climate-community-letter-2024': 1,
      'wto-ldc-extension-2021': 1,
      'un-human-rights-council-internet-2016': 0,
      'save-the-internet-act-2019': 0,
      'unctad13-2012': 0,
      'australia-assistance-access-2019': 0,
    }
    for (const [folder, wanted] of Object.entries(merged)) {
      const names = corpusJson<Listed>(`corpus/letters/${folder}/truth.json`).signatories.map((one) => one.name)
      expect([folder, names.length - new Set(names.map(strictKey)).size]).toEqual([folder, wanted])
    }
  })
  test('no two of the ninety signatories are merged, nor any of the known look-alikes', () => {
    type Truth = { readonly letters: readonly { readonly signatories: readonly string[] }[] }
    for (const { signatories } of corpusJson<Truth>('letters/coalition-2019/truth.json').letters)
      expect(new Set(signatories.map(strictKey)).size).toBe(signatories.length)
  })
})
