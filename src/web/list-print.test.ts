import { expect, test } from 'vitest'
import type { ListPrinter, PrintState } from '#publication'
import { testDatabase } from '../../test/kit/database.ts'
import { exampleProposal, keepCampaign, webOn } from '../../test/kit/web.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const { slug, letters } = await keepCampaign(database, exampleProposal(), { title: 'Example', publish: true })
const place = [slug, letters[0]?.letter.slug ?? ''] as const
const paths = { page: routes.listPrint(...place), pdf: routes.listPdf(...place), list: routes.signatories(...place) }

const nothing: PrintState = { ready: undefined, now: undefined, failed: undefined, from: undefined }
const ready = {
  ...{ at: '2026-04-01T11:00:00Z', names: 90_123, logSize: 100_001, mark: 'a' },
  ...{ pages: 512, bytes: 15_200_000, took: 20_000 },
}
let state = nothing
let answer: Awaited<ReturnType<ListPrinter['ask']>> = 'asked'
let asked = 0
const printer: ListPrinter = {
  state: async () => state,
  ask: async () => {
    asked += 1
    return answer
  },
  take: async () =>
    state.ready && { printed: state.ready, size: 5, stream: new Response('%PDF-').body ?? new ReadableStream() },
  close: async () => {},
}
const web = webOn(database, { printer })
const post = () => web.ask(paths.page, { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin' } })

test('the list leads to a page where its PDF is asked for; only the form asks, and no other site’s', async () => {
  expect(await web.page(paths.list)).toContain(`href="${paths.page}"`)
  state = nothing
  const page = await web.page(paths.page)
  expect(page).toContain('Make the file')
  expect((await web.ask(paths.pdf)).status).toBe(404)
  expect(asked).toBe(0)
  const sent = await post()
  expect([sent.status, sent.headers.get('location'), asked]).toEqual([303, paths.page, 1])
  const forged = await web.ask(paths.page, { method: 'POST', headers: { 'Sec-Fetch-Site': 'cross-site' } })
  expect([forged.status, asked]).toEqual([403, 1])
})

test('while it is made the page says how far it is and looks again by itself, and offers nothing to ask for', async () => {
  for (const [now, said] of [
    [{ kind: 'waiting' }, 'Other lists are printed first.'],
    [{ kind: 'reading' }, 'Step 1 of 3'],
    [{ kind: 'placing', names: 90_123 }, '90,123 names are being given their places'],
    [{ kind: 'setting', names: 90_123, pages: 512 }, '512 pages are being set'],
  ] as const) {
    state = { ...nothing, now }
    const answered = await web.ask(paths.page)
    expect(answered.headers.get('refresh')).toBe('4')
    expect(answered.headers.get('cache-control')).toBe('no-store')
    const page = await answered.text()
    expect(page).toContain(said)
    expect(page).not.toContain('<button>')
  }
})

test('what is ready is offered with its size, pages and moment, and the page no longer looks again', async () => {
  state = { ...nothing, ready, from: new Date('2026-04-01T12:30:00Z') }
  const answered = await web.ask(paths.page)
  expect(answered.headers.get('refresh')).toBeNull()
  const page = await answered.text()
  for (const said of ['15.2 MB', '90,123 names on 512 pages', 'April 1, 2026', 'A new one can be asked for from'])
    expect(page).toContain(said)
  // This campaign has no log.
  expect(page).not.toContain('100,001')
  expect(page).not.toContain('<button>')
  const file = await web.ask(paths.pdf)
  expect([file.status, file.headers.get('content-type'), file.headers.get('content-length')]).toEqual([
    ...[200, 'application/pdf', '5'],
  ])
  expect(await file.text()).toBe('%PDF-')
})

test('why it did not come is said with the limit, and it can be asked for again', async () => {
  for (const [failed, said] of [
    ['too-long', '150,000 names'],
    ['too-big', '1,500 MB'],
    ['too-slow', '180 seconds'],
    ['ended', 'Nothing else is affected'],
    ['fault', 'it was written down'],
  ] as const) {
    state = { ...nothing, failed }
    const page = await web.page(paths.page)
    expect(page).toContain(said)
    expect(page).toContain('Make the file')
  }
  answer = 'busy'
  const busy = await post()
  expect(busy.status).toBe(503)
  expect(await busy.text()).toContain('Please ask again in some minutes')
})

test('of a letter that strangers may not read there is no such page, nor on a server that prints none', async () => {
  for (const path of [routes.listPrint(slug, 'nothing-here'), routes.listPdf(slug, 'nothing-here')])
    expect((await web.ask(path)).status).toBe(404)
  const without = webOn(database)
  expect((await without.ask(paths.page)).status).toBe(404)
  expect(await without.page(paths.list)).not.toContain(paths.page)
})
