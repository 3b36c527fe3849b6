import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Fault, parsePartialDate } from '#kernel'
import { typesetterFor, type LetterFonts, type LetterSheet } from '#typeset'
import { shippedFonts as fonts } from '../../test/kit/fonts.ts'
import { letterBlocks, organizationNamed, personNumber, sheetOf } from '../../test/kit/sheets.ts'

const { letterPdf: print } = typesetterFor(fonts)
const raw = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1')
const pagesOf = (pdf: Uint8Array) => (raw(pdf).match(/\/Type ?\/Page\b(?!s)/g) ?? []).length
const digest = (pdf: Uint8Array) => createHash('sha256').update(pdf).digest('hex')

describe('a printed letter', () => {
  test('is a tagged PDF/UA-1 with language, title and the date of the letter', () => {
    const file = raw(print(sheetOf(5)).pdf)
    expect(file.startsWith('%PDF-1.7')).toBe(true)
    expect(file).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/)
    expect(file).toMatch(/\/Lang ?\(en/)
    expect(file).toMatch(/<pdfuaid:part>1</)
    expect(file).toContain('Letter to Halden Systems')
    expect(file).toContain('D:20320115')
  })

  test('keeps a link that leads somewhere, and prints one that leads nowhere as text', () => {
    const file = raw(print(sheetOf(5)).pdf)
    const leading = letterBlocks.flatMap((block) => block.inlines).filter((run) => run.kind === 'link' && run.href)
    for (const run of leading) if (run.kind === 'link') expect(file).toContain(`/URI (${run.href})`)
    expect(new Set(file.match(/\/URI \([^)]*\)/g)).size).toBe(leading.length)
  })

  test('carries itself as JSON and its list as CSV', () => {
    const file = raw(print(sheetOf(5)).pdf)
    for (const name of ['letter.json', 'signatories.csv']) expect(file).toContain(`/UF (${name})`)
    expect(file.match(/\/Type ?\/EmbeddedFile/g)).toHaveLength(2)
  })

  test('is a PDF/A-3a for archives, whatever date it has or lacks, with the same bytes each time', () => {
    const { letterArchive } = typesetterFor(fonts)
    for (const date of [undefined, parsePartialDate('2032-01'), parsePartialDate('2032-01-15')]) {
      const sheet = { ...sheetOf(90), text: { ...sheetOf(90).text, date } }
      const { pdf } = letterArchive(sheet)
      expect(raw(pdf)).toMatch(/<pdfaid:part>3</)
      expect(raw(pdf)).toMatch(/<pdfaid:conformance>A</)
      expect(digest(letterArchive(sheet).pdf)).toBe(digest(pdf))
    }
    expect(letterArchive({ ...sheetOf(0), state: { kind: 'draft' } }).pdf.length).toBeGreaterThan(1000)
  })

  test('lists after the signatures where what it cites can be read, and without such a list is what it was', () => {
    const sheet = sheetOf(5)
    const sources = ['“a page”: https://was.example/1, archived on January 15, 2032, https://kept.example/1/']
    const tagged = (one: LetterSheet, tag: string) =>
      (raw(print(one).pdf).match(new RegExp(`/S ?/${tag}\\b`, 'g')) ?? []).length
    expect(tagged({ ...sheet, sources }, 'LI')).toBe(tagged(sheet, 'LI') + 1)
    expect(digest(print({ ...sheet, sources: [] }).pdf)).toBe(digest(print(sheet).pdf))
    // Also where the names fill pages of their own.
    expect(pagesOf(print({ ...sheetOf(400), sources }).pdf)).toBeGreaterThanOrEqual(pagesOf(print(sheetOf(400)).pdf))
  })

  test('is read once: names in the signature block, not in the letterhead', () => {
    const paragraphs = (sheet: LetterSheet) => (raw(print(sheet).pdf).match(/\/S ?\/P\b/g) ?? []).length
    const sheet = sheetOf(20)
    expect(paragraphs({ ...sheet, letterhead: [] })).toBe(paragraphs(sheet))
    expect(paragraphs(sheet) - paragraphs({ ...sheet, groups: [] })).toBe(20)
  })

  test('makes no link of a script or a file', () => {
    const link = (href: string) => ({ kind: 'link', text: 'press here', href }) as const
    const sheet = sheetOf(1)
    const inlines = ['javascript:app.alert(1)', 'file:///etc/passwd', 'data:text/html,x', ' ', 'https://'].map(link)
    const text = { ...sheet.text, blocks: [{ kind: 'paragraph', inlines }] } as const
    expect(raw(print({ ...sheet, text }).pdf)).not.toContain('/URI (')
  })

  test('has the same bytes when it is printed again, and in another process', () => {
    const program = `
      import { createHash } from 'node:crypto'
      import { typesetterFor } from '#typeset'
      import { shippedFonts } from './test/kit/fonts.ts'
      import { sheetOf } from './test/kit/sheets.ts'
      console.log(createHash('sha256').update(typesetterFor(shippedFonts).letterPdf(sheetOf(90)).pdf).digest('hex'))`
    const elsewhere = () =>
      execFileSync(process.execPath, ['--conditions=source', '--input-type=module-typescript', '--eval', program], {
        encoding: 'utf8',
        env: { ...process.env, TZ: 'Asia/Kathmandu', LANG: 'de_DE.UTF-8' },
      }).trim()
    const here = digest(print(sheetOf(90)).pdf)
    expect(digest(print(sheetOf(90)).pdf)).toBe(here)
    expect(elsewhere()).toBe(here)
  })

  test('puts a short signature block under the letter and a long one on pages of its own', () => {
    const short = { ...sheetOf(5), text: { ...sheetOf(5).text, blocks: letterBlocks.slice(0, 2) } }
    expect(pagesOf(print(short).pdf)).toBe(1)
    expect(pagesOf(print({ ...short, groups: sheetOf(200).groups }).pdf)).toBeGreaterThan(2)
    expect(pagesOf(print(sheetOf(90)).pdf)).toBe(3)
  })

  test('comes out however much room the text leaves for the names', () => {
    for (const blocks of [letterBlocks.slice(0, 3), letterBlocks.slice(0, 5)])
      for (let names = 1; names <= 24; names += 1) {
        const sheet = sheetOf(names)
        expect(pagesOf(print({ ...sheet, text: { ...sheet.text, blocks } }).pdf)).toBeLessThanOrEqual(3)
      }
  })

  test('does not grow by a long letterhead: what the letter’s own pages cannot hold is counted', () => {
    const pages = pagesOf(print(sheetOf(5)).pdf)
    expect(pagesOf(print({ ...sheetOf(5), letterhead: sheetOf(1500).letterhead }).pdf)).toBe(pages)
  })

  test('comes out whatever is missing: no signatory, no letterhead, no date, no addressee, no closing', () => {
    const bare = {
      language: 'en',
      title: undefined,
      date: undefined,
      recipient: '',
      addressees: [],
      copies: [],
      salutation: undefined,
      blocks: [],
      closing: undefined,
    } as const
    const sheet = { ...sheetOf(0), text: bare, documentTitle: '', groups: [{ heading: 'Nobody', signatories: [] }] }
    expect(pagesOf(print(sheet).pdf)).toBe(1)
    expect(pagesOf(print({ ...sheetOf(0), state: { kind: 'draft' }, paper: 'a4' }).pdf)).toBe(2)
  })

  test('is not stopped by a character no font draws: it prints a substitute and says so', () => {
    const names = ['𓀀𓁐 Tenants', 'Zoë Ångström', 'Family 👩‍👩‍👧 League', 'Plain\u200Fname']
    const { pdf, missing } = print({
      ...sheetOf(0),
      groups: [{ heading: undefined, signatories: names.map(organizationNamed) }],
    })
    expect(pagesOf(pdf)).toBe(2)
    expect(missing.map(({ codePoint, places }) => `${codePoint} ${places}`)).toEqual([
      'U+13000 1',
      'U+13050 1',
      'U+1F467 1',
      'U+1F469 2',
    ])
    expect(print(sheetOf(5)).missing).toEqual([])
  })

  test('takes names of one endless word, and letters that run from the right', () => {
    const endless = 'Überwachungs'.repeat(30)
    const groups = [{ heading: endless, signatories: [organizationNamed(endless), personNumber(1)] }]
    const text = { ...sheetOf(5).text, language: 'he', title: endless, salutation: 'שלום' }
    expect(pagesOf(print({ ...sheetOf(5), letterhead: [endless], groups, text }).pdf)).toBeGreaterThan(0)
  })

  test('prints any text as text: nothing a signatory types is a command, nothing stops the letter', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        '#panic()',
        '*bold*',
        '$x$',
        '\\',
        '#read("/etc/passwd")',
        '\uD800',
        '\u0000\u0007',
        ' ',
        '@a',
        '{page}',
      ),
    )
    fc.assert(
      fc.property(typed, typed, typed, (name, title, sentence) => {
        const sheet = sheetOf(1)
        const signatory = { ...organizationNamed(name), title, note: sentence }
        const { pdf } = print({
          ...sheet,
          documentTitle: title,
          letterhead: [name],
          groups: [{ heading: title, signatories: [signatory] }],
          text: {
            ...sheet.text,
            title,
            salutation: name,
            closing: title,
            blocks: [
              { kind: 'bullet', inlines: [{ kind: 'link', text: sentence, href: `https://a.example/${name}` }] },
            ],
          },
        })
        return pdf.length > 1000
      }),
      { numRuns: 60 },
    )
  })

  test('refuses to be set in other fonts than its own', () => {
    const printIn = (others: LetterFonts) => () => typesetterFor(others).letterPdf(sheetOf(1))
    expect(printIn({ serif: [], sans: fonts.sans })).toThrow(Fault)
    expect(printIn({ serif: fonts.sans.concat(fonts.sans), sans: fonts.sans })).toThrow(Fault)
    expect(printIn({ ...fonts, sans: [new Uint8Array(40)] })).toThrow(Fault)
  })
})

test('one letter leaves nothing behind for the next: neither names nor length nor language', () => {
  const first = digest(print(sheetOf(7)).pdf)
  print(sheetOf(400))
  print({ ...sheetOf(30), text: { ...sheetOf(7).text, language: 'he' } })
  expect(digest(print(sheetOf(7)).pdf)).toBe(first)
})
