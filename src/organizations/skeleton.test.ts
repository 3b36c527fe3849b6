import { expect, test } from 'vitest'
import { corpusIsHere, corpusJson } from '../../test/kit/corpus.ts'
import { diceOf, type Dice } from '../../test/kit/dice.ts'
import { sameName } from './name.ts'
import { nameTrouble, skeletonRegister } from './skeleton.ts'

const english: readonly string[] = [
  'Guild of River Pilots',
  'Harbor Legal Aid',
  'The Open Archive',
  'Millbrook Tenants Union',
  'Lantern Foundation, Inc.',
  'Center for Quiet Streets',
  'Chapter 1 of the Stair Keepers',
  'Chapter 7 of the Stair Keepers',
  'Zebra & Finch Co-op',
]
const others: readonly string[] = [
  'Общество речных лоцманов',
  'Союз соседей у маяка',
  'Сова',
  'Кров',
  'Кровь',
  'Σύλλογος Φίλων του Ποταμού',
  'Ένωση Πολιτών για το Νερό',
  'جمعية أصدقاء النهر',
  'اتحاد سكان الميناء',
  'שכנים למען המדרגות',
  'ארגון הסירות',
  'Товариство «Ліхтар»',
  '河の友の会',
  '강 친구들',
  'नदी मित्र संघ',
  'สมาคมเพื่อนแม่น้ำ',
  'Գետի ընկերներ',
]

// Chosen apart from the room's own table: what a forger finds in a character map.
const swaps: readonly (readonly [string, readonly [string, ...string[]]])[] = [
  ['a', ['а', 'α', 'ａ', '𝐚', 'ɑ', 'á', '4', '@']],
  ['c', ['с', 'ϲ', 'ｃ', '𝐜', 'ç']],
  ['e', ['е', 'ｅ', '𝒆', 'é', '3', 'ė']],
  ['i', ['і', 'ι', '1', 'l', 'ı', 'í', '|']],
  ['l', ['1', 'I', 'ⅼ', 'ｌ', 'ł']],
  ['o', ['о', 'ο', '0', 'ｏ', '𝗼', 'ö', 'օ']],
  ['p', ['р', 'ρ', 'ｐ']],
  ['s', ['ѕ', '5', '$', 'ｓ', 'ş']],
  ['x', ['х', 'χ', '×']],
  ['y', ['у', 'γ', 'ý']],
  ['n', ['ո', 'ñ', '𝓷']],
  ['t', ['т', 'τ', '7']],
  ['m', ['rn', 'м', 'ⅿ']],
  ['w', ['vv', 'ԝ', 'ա']],
  ['A', ['А', 'Α', 'Ꭺ']],
  ['B', ['В', 'Β', '8']],
  ['C', ['С', 'Ϲ', 'Ⅽ']],
  ['H', ['Н', 'Η', 'Ꮋ']],
  ['K', ['К', 'Κ']],
  ['M', ['М', 'Μ', 'Ϻ']],
  ['O', ['О', 'Ο', '0', 'Օ']],
  ['P', ['Р', 'Ρ']],
  ['T', ['Т', 'Τ']],
  ['X', ['Х', 'Χ']],
]
const hidden = [
  '\u200b',
  '\u200c',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\u202e',
  '\u2066',
  '\u200f',
  '\u034f',
] as const

/** The name with one to three letters exchanged, or something in it that is not drawn. */
function forgedName(name: string, dice: Dice): string {
  const letters = [...name]
  const places = letters.flatMap((letter, at) => {
    const [, twins] = swaps.find(([one]) => one === letter) ?? []
    return twins ? [{ at, twins }] : []
  })
  for (const { at, twins } of dice.some(places, dice.between(1, 3))) letters[at] = dice.pick(twins)
  if (places.length === 0 || dice.chance(0.2)) letters.splice(dice.between(1, letters.length), 0, dice.pick(hidden))
  return letters.join('')
}

test('of 20,000 look-alikes of names that are there, at least 99.5 % are caught', () => {
  const register = skeletonRegister([...english, ...others])
  const dice = diceOf(17)
  const missed: string[] = []
  let unlike = 0
  for (let n = 0; n < 20_000; n += 1) {
    const name = english[n % english.length] ?? ''
    const forged = forgedName(name, dice)
    // What is the same by spelling (an accent more, a letter in bold) is recognized as the organization that is there.
    if (sameName(forged, name).kind === 'different' || sameName(forged, name).kind === 'look-alike') unlike += 1
    else if (nameTrouble(forged) === undefined) continue
    if (!register.twinsOf(forged).includes(name)) missed.push(forged)
  }
  expect(unlike).toBeGreaterThan(14_000)
  expect(missed.length / 20_000, missed.slice(0, 20).join('\n')).toBeLessThanOrEqual(0.005)
})

test('a name is compared with names that are there, never found odd by itself', () => {
  const none = skeletonRegister([])
  for (const name of [...others, 'W0RLD W1DE', 'Cаfé mixed']) expect(none.twinsOf(name), name).toEqual([])
})

test('plain names in any script are twins of none, and numbers tell chapters apart', () => {
  const register = skeletonRegister([...english, ...others])
  for (const name of [...english, ...others]) expect(register.twinsOf(name), name).toEqual([])
  expect(skeletonRegister(['Local 1', 'Local 2', 'Local 6']).twinsOf('Local 8')).toEqual([])
})

test('case, dashes and accents make another spelling, not a twin', () => {
  const register = skeletonRegister(['Élan-Vital', 'HARBOR LEGAL AID'])
  expect(register.twinsOf('elan vital')).toEqual([])
  expect(register.twinsOf('Harbor Legal Aid')).toEqual([])
})

test('controls of direction and characters that are not drawn are told, and joiners of scripts that join are not', () => {
  expect(nameTrouble('Harbor \u202eLegal')).toBe('direction')
  expect(nameTrouble('Harbor\u200f')).toBe('direction')
  for (const one of ['\u200b', '\u2060', '\ufeff', '\u00ad', '\u200d', '\u200c', '\u034f', '\u3164', '\u{e0041}'])
    expect(nameTrouble(`Harbor${one}Legal`), one.codePointAt(0)?.toString(16)).toBe('invisible')
  expect(nameTrouble('خانه\u200cها')).toBeUndefined()
  expect(nameTrouble('क्\u200dष')).toBeUndefined()
  for (const name of [...english, ...others]) expect(nameTrouble(name), name).toBeUndefined()
})

type Listed = { readonly signatories?: readonly { readonly name: string }[] }

test.skipIf(!corpusIsHere)('of the names on real letters, at most one in a thousand is sent to review', () => {
  const folders = [
    'climate-community-letter-2024',
    'save-the-internet-act-2019',
    'un-human-rights-council-internet-2016',
    'unctad13-2012',
    'wto-ldc-extension-2021',
    'microsoft-ice-contract-2018',
    'open-source-chips-europe',
    'columbus-researcher-2024',
  ]
  const names = folders.flatMap((folder) =>
    (corpusJson<Listed>(`corpus/letters/${folder}/truth.json`).signatories ?? []).map(({ name }) => name),
  )
  const register = skeletonRegister(names)
  const flagged = names.filter((name) => register.twinsOf(name).length > 0 || nameTrouble(name) !== undefined)
  expect(names.length).toBeGreaterThan(1500)
  expect(flagged.length / names.length, flagged.slice(0, 10).join('\n')).toBeLessThanOrEqual(0.001)
})
