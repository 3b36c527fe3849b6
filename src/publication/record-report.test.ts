import { expect, test } from 'vitest'
import { systemMeans } from '#platform'
import { recordSheet, reportSheet } from '#publication'
import { typesetterFor, type ReportBlock } from '#typeset'
import { testDatabase } from '../../test/kit/database.ts'
import { firstOperator, tickingMeans } from '../../test/kit/accounts.ts'
import { shippedFonts } from '../../test/kit/fonts.ts'
import { publicRecord } from '../../test/kit/public-record.ts'
import { on } from '../../test/kit/recorded.ts'

const database = await testDatabase()
const means = tickingMeans()
await firstOperator(database, means)
const { slug, recipient } = await publicRecord(database, 'server', means)
const { reportPdf } = typesetterFor(shippedFonts)

const sheetOn = async (day: string) => {
  const wish = { campaign: slug, address: 'https://letters.example/c/x', day: on(day) }
  const sheet = await database.read((tx) => reportSheet(tx, wish, systemMeans().now()))
  if (!sheet) throw new Error('the campaign is public')
  return sheet
}
const textOf = (blocks: readonly ReportBlock[]) => JSON.stringify(blocks)

test('a report holds what had happened by its day: demands, commitments in their words, and where they fall short', async () => {
  const before = textOf((await sheetOn('2026-03-05')).blocks)
  expect(before).toContain('Stop & <desist>.')
  expect(before).not.toContain('We will not sell it in Calderra.')
  const after = textOf((await sheetOn('2026-03-31')).blocks)
  for (const words of [
    'We will not sell it in Calderra.',
    'limited in time',
    'Calderra',
    'January 31, 2027',
    recipient.name,
  ])
    expect(after).toContain(words)
  expect(after).toContain('A commitment meets it in part.')
})

test('the same record on the same day is the same bytes, a tagged PDF/UA-1 with title and language', async () => {
  const one = reportPdf(await sheetOn('2026-03-31'))
  const other = reportPdf(await sheetOn('2026-03-31'))
  expect(Buffer.compare(one, other)).toBe(0)
  const file = Buffer.from(one).toString('latin1')
  expect(file).toMatch(/<pdfuaid:part>1</)
  expect(file).toMatch(/\/Lang ?\(en/)
  expect(file).toContain('D:20260331')
})

test('nothing that anybody typed is a command, and no character stops the press', async () => {
  const sheet = await sheetOn('2026-03-31')
  const hostile = ['#panic("x")', '$ * _ ` < @', '\u4E2D\u{1F600}', 'x'.repeat(500), ' ']
  const blocks = hostile.flatMap((text): readonly ReportBlock[] => [
    { kind: 'heading', level: 1, text },
    { kind: 'lead', text },
    { kind: 'paragraph', text, isQuiet: true },
    { kind: 'quote', runs: [{ text, isMarked: true }], by: text },
    { kind: 'table', heads: [text, 'b'], rows: [[text, text]] },
  ])
  expect(reportPdf({ ...sheet, title: hostile.join(' '), blocks }).length).toBeGreaterThan(1000)
})

test('there is no record of a campaign that strangers may not read', async () => {
  expect(await database.read((tx) => recordSheet(tx, 'nothing', systemMeans().now()))).toBeUndefined()
})
