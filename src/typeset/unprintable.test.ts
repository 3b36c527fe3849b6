import { describe, expect, test } from 'vitest'
import { shippedFonts } from '../../test/kit/fonts.ts'
import { organizationNamed, sheetOf } from '../../test/kit/sheets.ts'
import { readFonts } from './fonts.ts'
import { typesetterFor } from './typesetter.ts'
import { unprintable } from './unprintable.ts'

const { light, small } = readFonts(shippedFonts).setFor([], 'en')

/** The letters of a script in the basic plane, and how many of them the fonts draw. */
function lettersOf(script: string): { readonly all: number; readonly drawn: number } {
  const pattern = new RegExp(`^(?=\\p{L})\\p{Script=${script}}$`, 'u')
  const all = Array.from({ length: 0x10000 }, (_, code) => code).filter((code) =>
    pattern.test(String.fromCodePoint(code)),
  )
  return { all: all.length, drawn: all.filter((code) => light.draws(code) || small.draws(code)).length }
}

describe('the scripts of the first two families', () => {
  test.each(['Latin', 'Greek', 'Cyrillic'])('%s is drawn, if not to its last letter', (script) => {
    const { all, drawn } = lettersOf(script)
    expect(drawn).toBeGreaterThan(all * 0.25)
    expect(drawn).toBeLessThan(all)
  })
  test('the alphabets of Europe and of Vietnamese are whole; Hausa lacks its Ƙ', () => {
    const alphabets =
      'ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ ĄĆĘŁŃÓŚŹŻ ĂÂÎȘȚ ŐŰ ĀĒĢĪĶĻŅŪ ĖĮŲ ÆØÅÐÞ ĞİŞ Əə ẼĨŨ ĈĜĤĴŜŬ ĠĦ ẠẢẤẦẨẪẬẮẰẲẴẶƠƯĐ Ŋŋ Ɓɓ Ɗɗ'
    const greek = 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ άέήίόύώϊϋΐΰς ᾳῥὦ'
    const cyrillic = 'АБВГҐДЂЃЕЁЄЖЗЅИІЇЙЈКЛЉМНЊОПРСТЋЌУЎФХЦЧЏШЩЪЫЬЭЮЯ әғқңөұүһі'
    expect(unprintable([alphabets, greek, cyrillic, 'Ƙungiya'], shippedFonts)).toEqual(['Ƙungiya'])
  })
  test('what the commands take for printable without asking the fonts is drawn', () => {
    const ranges = [
      [0x20, 0x7e],
      [0xa0, 0x17f],
      [0x2010, 0x201e],
    ] as const
    const all = ranges.flatMap(([from, to]) =>
      Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)),
    )
    expect(unprintable(all, shippedFonts)).toEqual([])
  })
})

test('a name is told as unprintable exactly where the PDF has a □ for it', () => {
  const names = [
    'Élan “Vital” — 3',
    'شبكة',
    'Ночь',
    'Ňu\u0301 \u200Dx\u202E',
    'A 😀',
    '東京 Union',
    'Հայերեն',
    'Ὀδύσσεια',
    'e\u0489',
    '',
  ]
  const { letterPdf } = typesetterFor(shippedFonts)
  const holes = names.filter((name) => {
    const groups = [{ heading: undefined, signatories: [organizationNamed(`x${name}`)] }]
    return letterPdf(sheetOf(0, { groups })).missing.length > 0
  })
  expect(unprintable(names, shippedFonts)).toEqual(holes)
  expect(holes).toEqual(['A 😀', 'Հայերեն', 'e\u0489'])
})
