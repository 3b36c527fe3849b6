import { expect, test } from 'vitest'
import { parsePartialDate } from '#kernel'
import { typesetterFor, type ComparedRun, type ComparedSheet } from '#typeset'
import { shippedFonts } from '../../test/kit/fonts.ts'
import { namesByScript } from '../../test/kit/scripts.ts'

const { comparedPdf } = typesetterFor(shippedFonts)
const raw = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1')
const day = parsePartialDate('2032-01-15') ?? parsePartialDate('2032')

function sheetWith(...runs: readonly ComparedRun[]): ComparedSheet {
  if (day === undefined) throw new Error('no day')
  const same: ComparedRun = { kind: 'same', text: 'We ask the county to open the archive.' }
  const wording = { who: 'Halden', language: 'en', paragraphs: [[same]] }
  return {
    language: 'en',
    paper: 'a4',
    title: 'Open the archive',
    subtitle: 'The editions compared',
    lead: 'Differences are shown against Halden.',
    legend: { inserted: 'only here', deleted: 'only there' },
    day,
    foot: 'January 15, 2032',
    passages: [
      { kind: 'shared', heading: 'The same to both', wordings: [{ ...wording, who: '' }] },
      {
        kind: 'varied',
        heading: 'Other words',
        wordings: [wording, { ...wording, who: 'Orvane', paragraphs: [runs] }],
      },
      { kind: 'tailored', heading: 'Only to Halden', wordings: [wording] },
    ],
  }
}

const decorated = (pdf: Uint8Array, how: string) =>
  raw(pdf).match(new RegExp(`/TextDecorationType ?/${how}`, 'g'))?.length ?? 0

test('a comparison is a tagged PDF/UA-1 that is the same each time', () => {
  const one = comparedPdf(sheetWith({ kind: 'same', text: 'We ask.' }))
  expect(raw(one)).toMatch(/<pdfuaid:part>1</)
  expect(raw(one)).toContain('Open the archive')
  expect(Buffer.from(comparedPdf(sheetWith({ kind: 'same', text: 'We ask.' }))).equals(Buffer.from(one))).toBe(true)
})

test('what differs is marked by more than color, for those who listen, too', () => {
  const plain = comparedPdf(sheetWith({ kind: 'same', text: 'We ask.' }))
  const marked = comparedPdf(sheetWith({ kind: 'deleted', text: 'We ask ' }, { kind: 'inserted', text: 'We beg ' }))
  expect(decorated(marked, 'Underline')).toBe(decorated(plain, 'Underline') + 1)
  expect(decorated(marked, 'LineThrough')).toBe(decorated(plain, 'LineThrough') + 1)
})

test('a paragraph of two versions told as one text has a mark beside it, and what is alike has none', () => {
  const rules = (kind: 'shared' | 'changed') => {
    const wording = { who: '', language: 'en', paragraphs: [[{ kind: 'same', text: 'We ask.' }]] } as const
    const told = { isHeading: false, mark: undefined }
    const sheet = { ...sheetWith(), passages: [{ kind, heading: '', wordings: [wording], told }] }
    return Buffer.from(comparedPdf(sheet)).length
  }
  expect(rules('changed')).not.toBe(rules('shared'))
})

test('it comes out whatever it is given: nothing, any script, a word without end, what no font draws', () => {
  const bare = { ...sheetWith(), title: '', subtitle: '', lead: '', foot: '', passages: [] }
  expect(comparedPdf(bare).length).toBeGreaterThan(1000)
  const texts = [...Object.values(namesByScript).flat(), 'x'.repeat(500), '𓀀', '']
  const runs = texts.map((text, n): ComparedRun => ({ kind: n % 2 === 0 ? 'inserted' : 'deleted', text }))
  expect(comparedPdf({ ...sheetWith(...runs), language: 'ar' }).length).toBeGreaterThan(1000)
})
