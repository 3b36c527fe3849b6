import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainText } from '#kernel'
import { readFile, type ProposedLetter } from '#intake'
import { letterDocx, letterPage, type LetterSheet } from '#typeset'
import { hardLetter } from '../kit/hard-letters.ts'

const written = {
  html: async (sheet: LetterSheet) => new TextEncoder().encode(letterPage(sheet)),
  docx: letterDocx,
} as const

async function readBack(format: keyof typeof written, sheet: LetterSheet): Promise<ProposedLetter> {
  const read = await readFile(null, await written[format](sheet))
  if (read.kind !== 'letters') throw new Error(read.sentence)
  expect(read.format).toBe(format)
  expect(read.proposal.letters).toHaveLength(1)
  expect(read.lists[0]?.signatures).toEqual(signatoriesOf(sheet).map(({ name }) => name))
  return read.proposal.letters[0] ?? expect.fail('no letter')
}

const signatoriesOf = ({ groups }: LetterSheet) =>
  groups.flatMap(({ heading, signatories }) =>
    signatories.map(({ name, kind, title, affiliation, representative, country, note }) => ({
      ...{ name, kind, group: heading ?? null, title: title ?? null, affiliation: affiliation ?? null },
      ...{ representative: representative ?? null, country: country ?? null, note: note ?? null },
      doubt: 0,
    })),
  )

function expectSame(read: ProposedLetter, sheet: LetterSheet): void {
  const { text } = sheet
  expect(read.signatories.map(({ lines: _lines, ...rest }) => rest)).toEqual(signatoriesOf(sheet))
  expect(read).toMatchObject({
    date: text.date,
    language: text.language,
    recipient: text.recipient,
    salutation: text.salutation,
    closing: text.closing,
  })
  expect(read.addressees.map(({ name, title }) => [name, title])).toEqual(
    text.addressees.map(({ name, title }) => [name, title]),
  )
  expect(read.paragraphs.map((one) => one.text)).toEqual(text.blocks.map(({ inlines }) => plainText(inlines)))
  expect(read.paragraphs.flatMap(({ links }) => links.flatMap(({ href }) => href ?? []))).toEqual(
    text.blocks.flatMap(({ inlines }) => inlines.flatMap((one) => (one.kind === 'link' ? (one.href ?? []) : []))),
  )
}

describe.each(['html', 'docx'] as const)('a letter written as %s is read back', (format) => {
  test('as the same letter with the same list, whatever the names are', async () => {
    await fc.assert(
      fc.asyncProperty(hardLetter(90), async (sheet) => expectSame(await readBack(format, sheet), sheet)),
      { numRuns: 8 },
    )
  }, 120_000)

  test('with ten thousand names, each as it was', async () => {
    const [sheet] = fc.sample(hardLetter(10_000), { numRuns: 1, seed: 6 })
    if (sheet) expectSame(await readBack(format, sheet), sheet)
  }, 120_000)
})
