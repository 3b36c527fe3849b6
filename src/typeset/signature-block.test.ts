import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { typesetterFor } from '#typeset'
import { shippedFonts } from '../../test/kit/fonts.ts'
import { personNumber, sheetOf } from '../../test/kit/sheets.ts'
import { readFonts } from './fonts.ts'
import { geometryOf } from './geometry.ts'
import { signaturesHtml } from './letter-html.ts'
import { signatureBlock } from './signature-block.ts'

const fonts = readFonts(shippedFonts).setFor([], 'en')
const remark = 'Affiliations are for identification only.'
const experts = { heading: 'Experts', signatories: Array.from({ length: 40 }, (_, n) => personNumber(n)) }
const sheetWith = (before: number, group: Parameters<typeof signatureBlock>[0][number]) => ({
  ...sheetOf(before),
  groups: [...sheetOf(before).groups, group],
})

test('a remark is printed once, above the names it is about, and the same sheet gives the same bytes', () => {
  const { letterPdf } = typesetterFor(shippedFonts)
  const printed = (more: { readonly remark?: string }) =>
    Buffer.from(letterPdf(sheetWith(5, { ...experts, ...more })).pdf).toString('latin1')
  const digest = (pdf: string) => createHash('sha256').update(pdf).digest('hex')
  const paragraphs = (pdf: string) => (pdf.match(/\/S ?\/P\b/g) ?? []).length
  expect(paragraphs(printed({ remark }))).toBe(paragraphs(printed({})) + 1)
  expect(digest(printed({ remark }))).toBe(digest(printed({ remark })))
  const page = signaturesHtml([{ ...experts, remark }]).join('')
  expect(page.indexOf(remark)).toBeGreaterThan(page.indexOf('Experts'))
  expect(page.indexOf(remark)).toBeLessThan(page.indexOf('<ul'))
})

test('neither a heading nor its remark stands last in a column, wherever the names before them end', () => {
  for (let before = 40; before < 160; before += 1) {
    const sheet = sheetWith(before, { ...experts, remark })
    const setting = { geometry: geometryOf(sheet, before + 40), ...fonts }
    const { pages } = signatureBlock(sheet.groups, 'Signed,', (text) => text, setting)
    const entries = pages.flat(2).map((entry) => (typeof entry === 'string' ? entry : entry.name))
    expect(entries.filter((name) => name === remark)).toHaveLength(1)
    expect(entries[entries.indexOf(remark) - 1]).toBe('Experts')
    for (const column of pages.flat()) {
      const last = column.at(-1)
      expect(typeof last === 'object' && (last.isHeading || last.isRemark)).toBe(false)
    }
  }
})

test('a group without names has no remark either', () => {
  const sheet = sheetWith(5, { heading: 'Experts', remark, signatories: [] })
  const { pages } = signatureBlock(sheet.groups, '', (text) => text, { geometry: geometryOf(sheet, 5), ...fonts })
  expect(JSON.stringify(pages)).not.toContain(remark)
})
