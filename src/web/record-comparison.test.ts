import { expect, test } from 'vitest'
import type { PartialDate } from '#kernel'
import { builtRecord } from '../../test/kit/built-record.ts'
import { corpusIsHere } from '../../test/kit/corpus.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { readText, rowsUnder } from '../../test/kit/page-text.ts'
import { expectPromiseCell } from '../../test/kit/promise-cell.ts'
import { realSheet, recordedExample } from '../../test/kit/record-sheets.ts'
import { webOn } from '../../test/kit/web.ts'
import { recordComparisonPage } from './record-comparison-page.ts'
import { routes } from './routes.ts'
import { shortDate } from './record-words.ts'

test.skipIf(!corpusIsHere)('the real record reads as its nine cells, as of each of the three days', () => {
  const { real } = builtRecord()
  const sheet = realSheet()
  const before = new Map<string, string>()
  let seen = 0
  for (const [day, cells] of real.cells) {
    const page = recordComparisonPage(sheet, day as PartialDate)
    const rows = rowsUnder(page.main.toString(), 'Do not provide it to governments')
    for (const { slug, name } of real.recipients) {
      const [promise = '', answer = ''] = rows.get(name) ?? []
      const words = cells.get(slug) ?? ''
      if (words === 'as before') expect(promise).toBe(before.get(slug))
      else expectPromiseCell(promise, words)
      before.set(slug, promise)
      // No deadline was ever stated: however long nobody answered, nothing is called late.
      expect(answer).toBe(
        `Awaiting a response · since ${shortDate(real.sentOn as PartialDate, 'en')} · the letter names no deadline`,
      )
      seen += 1
    }
    expect(readText(page.main.toString())).not.toMatch(/overdue/i)
  }
  expect(seen).toBe(9)
})

const database = await testDatabase()
const { slug } = await recordedExample(database, 'Compared in words')
const web = webOn(database)
web.setNow('2026-11-23T12:00:00Z')

test('the comparison reads as sentences, the state first and the recipient’s own words below', async () => {
  const page = await web.page(routes.compared(slug))
  const [promise, answer] = rowsUnder(page, 'Do not sell tenant scores').get('Verrolane') ?? []
  expect(promise).toMatch(
    /^◐ Promised in part · May 12, 2026 · only for landlords with fewer than fifty homes · open-ended · exceptions: Members of the Verified Owners program · end date taken out on Oct 20, 2026 “The pause .*as they are.” Pause for small landlords/,
  )
  expect(answer).toBe(
    'Deflected · Apr 2, 2026 “Tenquil does not decide who gets a home. Landlords do, and they are free to set the score aside.”',
  )
  const text = readText(page)
  for (const rate of ['3 of 3 letters', '2 of 3 delivered', '1 of 3 got', '0 of 5 demands', '28 days'])
    expect(text).toContain(rate)
  // Every number behind words leads to a source on the page, and every source has a number.
  const marks = new Set([...page.matchAll(/<sup><a href="#(e\d+)">/g)].map(([, id]) => id))
  expect(marks).toEqual(new Set([...page.matchAll(/<li id="(e\d+)">/g)].map(([, id]) => id)))
  expect(marks.size).toBeGreaterThan(3)
})

test('whoever reads one sentence only reads how much was asked and promised, counted from the tables below it', async () => {
  const said = async (path: string) => readText(await web.page(path))
  expect(await said(routes.compared(slug))).toContain(
    '5 demands were put to 3 recipients: none is promised in full, 4 are promised in part, and on 1 nothing is promised.',
  )
  const early = await said(routes.comparedOn(slug, '2026-03-10'))
  expect(early).toMatch(
    /5 demands were put to 3 recipients: none is promised in full, [^.]+ and on [234] nothing is promised\./,
  )
  expect(await said(routes.comparedOn(slug, '2020-01-01'))).not.toContain('demands were put')
})

test('it is the campaign’s front page, before the letters', async () => {
  const page = readText(await web.page(routes.campaign(slug)))
  expect(page.indexOf('Promised in part')).toBeGreaterThan(0)
  expect(page.indexOf('Promised in part')).toBeLessThan(page.lastIndexOf('Letters'))
})

test('any day can be chosen in a form, and shows what had happened by then', async () => {
  const chosen = await web.ask(`${routes.compared(slug)}?day=2026-03-10`)
  expect([chosen.status, chosen.headers.get('location')]).toEqual([303, routes.comparedOn(slug, '2026-03-10')])
  const page = await web.page(routes.comparedOn(slug, '2026-03-10'))
  const rows = rowsUnder(page, 'Do not sell tenant scores')
  expect(rows.get('Verrolane')?.[0]).toMatch(/^○ No promise/)
  expect(rows.get('Verrolane')?.[1]).toMatch(/^Awaiting a response/)
  expect(rows.get('Oskerra')?.[0]).toMatch(/^◐ Promised in part · Jan 21, 2026/)
  expect(page).toContain('As it stood at the end of March 10, 2026.')
  const earlier = await web.page(routes.comparedOn(slug, '2020-01-01'))
  expect(earlier).toContain('Nobody had been asked for anything by then.')
  // A day to come, or none at all, has no page.
  for (const day of ['2026-11-24', '2026-02-30', '1066-10-14'])
    expect((await web.ask(routes.comparedOn(slug, day))).status).toBe(404)
  expect((await web.ask(`${routes.compared(slug)}?day=tomorrow`)).headers.get('location')).toBe(routes.compared(slug))
})

test('the comparison is at most 20 KB, and less than 14 compressed', async () => {
  for (const path of [routes.campaign(slug), routes.compared(slug)]) {
    const answer = await web.ask(path, { headers: { 'Accept-Encoding': 'gzip' } })
    expect(Number(answer.headers.get('content-length'))).toBeLessThan(14_000)
    expect(Buffer.byteLength(await web.page(path))).toBeLessThanOrEqual(20_000)
  }
})
