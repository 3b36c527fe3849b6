import { createHash } from 'node:crypto'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import { parsePartialDate, type Signatory } from '#kernel'
import { typesetterFor, type ListPaper, type ListStep } from '#typeset'
import { shippedFonts as fonts } from '../../test/kit/fonts.ts'

const { listPdf } = typesetterFor(fonts)
const raw = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1')
const digest = (pdf: Uint8Array) => createHash('sha256').update(pdf).digest('hex')

const signatory = (name: string): Signatory => ({
  ...{ kind: 'person', name, title: undefined, affiliation: undefined, representative: undefined },
  ...{ country: undefined, note: undefined },
})

const day = parsePartialDate('2032-01-15')
if (day === undefined) throw new Error('no day')

const paperOf = (groups: ListPaper['groups']): ListPaper => ({
  ...{ language: 'en', paper: 'a4', campaign: 'Rent scores', title: 'Who signed “January”', day },
  lead: ['It holds everybody.'],
  head: 'January · all names',
  foot: 'List as of 15 January 2032 · log of 12 entries',
  groups,
})

const many = (count: number, name: string) => Array.from({ length: count }, (_, n) => signatory(`${name} ${n}`))
const two = paperOf([
  { heading: 'Organizations', signatories: many(300, 'Lamp Keepers') },
  { heading: 'People who signed', remark: 'In the order of the public log.', signatories: many(500, 'Ada Alder') },
])

async function textOfPages(pdf: Uint8Array): Promise<readonly string[]> {
  const document = await getDocument({ data: pdf.slice(), verbosity: 0 }).promise
  const texts: string[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent()
    texts.push(items.map((item) => ('str' in item ? item.str : '')).join('\n'))
  }
  return texts
}

test('a printed list is a tagged PDF with its day, and the same sheet gives the same bytes', () => {
  const { pdf } = listPdf(two, () => {})
  expect(raw(pdf)).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/)
  expect(raw(pdf)).toMatch(/<pdfuaid:part>1</)
  expect(raw(pdf)).toContain('D:20320115')
  expect(digest(typesetterFor(fonts).listPdf(two, () => {}).pdf)).toBe(digest(pdf))
})

test('every name is printed once, and the first page says on which page each heading stands', async () => {
  const { pdf, pages } = listPdf(two, () => {})
  const texts = await textOfPages(pdf)
  expect(texts).toHaveLength(pages)
  const lines = texts.join('\n').split('\n')
  for (const { signatories } of two.groups)
    for (const { name } of signatories) expect(lines.filter((line) => line === name)).toHaveLength(1)
  const at = texts.findIndex((text, index) => index > 0 && text.includes('People who signed'))
  expect(texts[0]).toContain(`500 · page ${at + 1}`)
  for (const text of texts.slice(1)) expect(text).toContain(two.head)
  for (const text of texts) expect(text).toContain(two.foot)
})

test('it tells how many names have their places on how many pages before they are set', () => {
  const told: ListStep[] = []
  const { pages } = listPdf(two, (step) => told.push(step))
  expect(told).toEqual([{ names: 800, pages }])
})

test('names of any script, of none, and with the signs of markup are printed as they are written', async () => {
  const names = ['王小明', 'ليلى', 'Ñusta #let x', '*Bold* _Name_', 'A']
  const { pdf } = listPdf(paperOf([{ heading: undefined, signatories: names.map(signatory) }]), () => {})
  const text = (await textOfPages(pdf)).join('\n')
  for (const name of names.filter((one) => one !== 'ليلى')) expect(text).toContain(name)
  expect(listPdf(paperOf([]), () => {}).pages).toBe(1)
  expect(listPdf({ ...two, language: 'ar' }, () => {}).pages).toBeGreaterThan(1)
  expect(listPdf(paperOf([{ heading: '\u200b', signatories: [signatory('\u0007')] }]), () => {}).pages).toBe(2)
})
