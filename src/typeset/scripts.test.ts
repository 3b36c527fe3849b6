import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { LetterSheet, OtherFont } from '#typeset'
import { shippedFonts } from '../../test/kit/fonts.ts'
import { arabicSheet, namesByScript } from '../../test/kit/scripts.ts'
import { organizationNamed, sheetOf } from '../../test/kit/sheets.ts'
import { readFonts } from './fonts.ts'
import { isolator } from './isolate.ts'
import { letterData } from './letter-data.ts'
import { typesetterFor } from './typesetter.ts'

const { letterPdf } = typesetterFor(shippedFonts)
const raw = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1')
const pagesOf = (pdf: Uint8Array) => (raw(pdf).match(/\/Type ?\/Page\b(?!s)/g) ?? []).length
const digest = (pdf: Uint8Array) => createHash('sha256').update(pdf).digest('hex')
const signedBy = (names: readonly string[], language = 'en'): LetterSheet => {
  const sheet = sheetOf(0)
  const groups = [{ heading: undefined, signatories: names.map(organizationNamed) }]
  return { ...sheet, text: { ...sheet.text, language }, letterhead: names, groups }
}

/** The fonts, and which of the others were opened. */
function watched() {
  const opened: string[] = []
  const others = (shippedFonts.others ?? []).map((font): OtherFont => ({
    ...font,
    open: () => (opened.push(font.family), font.open()),
  }))
  return { fonts: { ...shippedFonts, others }, opened: () => [...new Set(opened)] }
}

describe('the scripts that the project ships fonts for', () => {
  test.each(Object.entries(namesByScript))('%s is set without a hole', (_, names) => {
    const { pdf, missing } = letterPdf(signedBy(names))
    expect(missing).toEqual([])
    expect(pagesOf(pdf)).toBeGreaterThan(0)
  })

  test.each(Object.entries(namesByScript))('columns of %s hold the names that were reckoned for them', (_, names) => {
    // Names of one to six words of the script, so that many of them wrap.
    const words = names.join(' ').split(' ')
    const many = Array.from({ length: 300 }, (_none, n) =>
      Array.from({ length: 1 + (n % 6) }, (_each, k) => words[(n * 7 + k * 3) % words.length]).join(' '),
    )
    const sheet = { ...signedBy(many), letterhead: [] }
    const { signatures } = letterData(sheet, readFonts(shippedFonts))
    const letterPages = pagesOf(letterPdf({ ...sheet, groups: [] }).pdf)
    expect(pagesOf(letterPdf(sheet).pdf)).toBe(letterPages + signatures.pages.length)
  })

  test('a font is opened by the letter that needs it, and by no other', () => {
    const { fonts, opened } = watched()
    const typesetter = typesetterFor(fonts)
    typesetter.letterPdf(signedBy([...namesByScript.Latin, ...namesByScript.Greek, ...namesByScript.Cyrillic]))
    expect(opened()).toEqual([])
    typesetter.letterPdf(signedBy(namesByScript.Hebrew))
    expect(opened()).toEqual(['Noto Sans Hebrew'])
    typesetter.letterPdf(signedBy(['no font draws 𓀀 or 😀']))
    expect(opened()).toEqual(['Noto Sans Hebrew'])
  })

  test.each([
    ['ja', '直', 'Noto Sans JP'],
    ['ko', '直', 'Noto Sans KR'],
    ['zh-Hans', '直', 'Noto Sans SC'],
    ['en', '直', 'Noto Sans SC'],
    ['en', '直の', 'Noto Sans JP'],
  ])('in a letter in %s, %s is set as its readers write it', (language, name, family) => {
    const { fonts, opened } = watched()
    typesetterFor(fonts).letterPdf(signedBy([name], language))
    expect(opened()).toEqual([family])
  })

  test('what was printed before changes no byte', () => {
    const here = digest(letterPdf(signedBy(namesByScript.Tamil)).pdf)
    letterPdf(signedBy(Object.values(namesByScript).flat()))
    expect(digest(letterPdf(signedBy(namesByScript.Tamil)).pdf)).toBe(here)
    expect(digest(typesetterFor(shippedFonts).letterPdf(signedBy(namesByScript.Tamil)).pdf)).toBe(here)
  })

  test('without the fonts of its script a letter has holes, says which, and comes out', () => {
    const { serif, sans } = shippedFonts
    const { missing, pdf } = typesetterFor({ serif, sans }).letterPdf(signedBy(['אב']))
    expect(missing.map(({ codePoint }) => codePoint)).toEqual(['U+05D0', 'U+05D1'])
    expect(pagesOf(pdf)).toBeGreaterThan(0)
  })
})

describe('a letter that runs from the right', () => {
  test('is set whole, in its language, and again with the same bytes', () => {
    const { pdf, missing } = letterPdf(arabicSheet(40))
    expect(missing).toEqual([])
    expect(raw(pdf)).toMatch(/\/Lang ?\(ar/)
    expect(digest(letterPdf(arabicSheet(40)).pdf)).toBe(digest(pdf))
  })

  test('has its letterhead at the right', () => {
    const { data } = letterData(arabicSheet(3), readFonts(shippedFonts))
    expect(data.isLeftward).toBe(true)
    expect(data.geometry.near).toBeGreaterThan(data.geometry.far)
  })

  test('isolates what runs against it, and nothing else', () => {
    const { data } = letterData(arabicSheet(3), readFonts(shippedFonts))
    expect(data.letterhead.pages[0]?.names).toEqual([
      'اتحاد المستأجرين',
      'جمعية الحي (الشمال)',
      '\u2068Tenants’ Union (London)\u2069',
    ])
    expect(isolator('ltr')('جمعية (1)')).toBe('\u2068جمعية (1)\u2069')
    expect(isolator('ltr')('Plain (1)')).toBe('Plain (1)')
  })

  test('lets no name turn around what stands beside it', () => {
    expect(isolator('ltr')('Union \u202Edlrow\u2069')).toBe('Union dlrow')
  })
})
