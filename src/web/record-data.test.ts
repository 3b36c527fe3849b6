import { createHash } from 'node:crypto'
import { parse } from 'parse5'
import { expect, test } from 'vitest'
import type { RecordEventId } from '#kernel'
import { redact } from '#responses'
import { testDatabase } from '../../test/kit/database.ts'
import { firstOperator, tickingMeans } from '../../test/kit/accounts.ts'
import { publicRecord } from '../../test/kit/public-record.ts'
import { webOn } from '../../test/kit/web.ts'
import { recordTables } from '#publication'
import { routes } from './routes.ts'

const database = await testDatabase()
const means = tickingMeans()
await firstOperator(database, means)
const { slug, campaign, recipient } = await publicRecord(database, 'server', means)
const web = webOn(database)

type Entry = { readonly event: RecordEventId; readonly url: string; readonly hash: string; readonly document?: object }
type Page = { readonly events: readonly Entry[]; readonly next?: string }
const eventsAt = async (path: string): Promise<readonly Entry[]> => {
  const page: Page = JSON.parse(await web.page(path))
  return page.events
}
const pathOf = (url: string) => new URL(url).pathname

test('a feed names each event once, by an id that stays, with a link to where it is told in full', async () => {
  const feed = await web.page(routes.recordFeed(slug))
  const events = await eventsAt(routes.recordEvents(slug))
  expect(events.length).toBeGreaterThan(3)
  for (const { event } of events) expect(feed.split(`<id>urn:uuid:${event}</id>`)).toHaveLength(2)
  expect(feed).toContain(`<id>urn:uuid:${campaign}</id>`)
  expect(feed).toContain(`${recipient.name} commits: No score for now`)
  expect(feed).toMatch(/<link rel="self" [^>]*href="https:\/\/letters\.example\/c\/[^"]+\/record\/feed\.atom"/)
  expect(feed).toMatch(/href="https:\/\/letters\.example\/c\/[^"]+\/record\/commitments\/[0-9a-f-]{36}"/)
  const answer = await web.ask(routes.recordFeed(slug))
  expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
  // Well formed: what opens closes, in order.
  const open: string[] = []
  for (const [tag, name = ''] of feed.matchAll(/<\/?([a-z]+)[^>]*>/g))
    if (tag.startsWith('</')) expect(open.pop()).toBe(name)
    else if (!tag.endsWith('/>')) open.push(name)
  expect(open).toEqual([])
})

test('a feed of a recipient holds what is about it, and readers find both feeds from the campaign’s page', async () => {
  const feed = await web.page(routes.recipientFeed(slug, recipient.slug))
  expect(feed).toContain(`<id>urn:uuid:${recipient.id}</id>`)
  expect(feed.match(/<entry>/g)).toHaveLength((await eventsAt(routes.recordEvents(slug))).length)
  expect((await web.ask(routes.recipientFeed(slug, 'nobody'))).status).toBe(404)
  const page = await web.page(routes.campaign(slug))
  expect(page).toMatch(new RegExp(`<link rel="alternate" type="application/atom\\+xml"[^>]*${routes.recordFeed(slug)}`))
  parse(page)
  const own = await web.page(routes.recordRecipient(slug, recipient.slug))
  for (const path of [routes.recordFeed(slug), routes.recipientFeed(slug, recipient.slug), routes.recordReport(slug)])
    expect(own).toContain(`href="${path}"`)
})

test('whoever was away reads on from the last event they know, and every document is the bytes that the log knows', async () => {
  const all = await eventsAt(routes.recordEvents(slug))
  for (const [index, { event, url, hash }] of all.entries()) {
    const rest = await eventsAt(routes.recordEventsAfter(slug, event))
    expect(rest.map((one) => one.event)).toEqual(all.slice(index + 1).map((one) => one.event))
    expect(
      createHash('sha256')
        .update(await web.page(pathOf(url)))
        .digest('hex'),
    ).toBe(hash)
  }
  const unknown = routes.recordEventsAfter(slug, '00000000-0000-4000-8000-000000000000')
  expect((await web.ask(unknown)).status).toBe(404)
  expect((await web.ask(`${routes.recordEvents(slug)}?since=1`)).status).toBe(404)
})

test('tables open in a spreadsheet without running anything, and hold what the JSON holds', async () => {
  const data = JSON.parse(await web.page(routes.recordData(slug)))
  expect(data).toMatchObject({ format: 'undersigned record data 1', campaign: { slug } })
  expect(data.commitments).toHaveLength(1)
  for (const table of recordTables) {
    const lines = (await web.page(routes.recordTable(slug, table))).split('\n')
    expect(lines[0]).toMatch(/^[a-z]/)
    for (const line of lines) expect(line).not.toMatch(/(?:^|,)"?[=+@-]/)
  }
  expect(await web.page(routes.recordTable(slug, 'notes'))).toContain(`'=HYPERLINK`)
  expect(await web.page(routes.recordTable(slug, 'commitments'))).toContain('no-scores')
  expect((await web.ask(routes.recordTable(slug, 'secrets'))).status).toBe(404)
})

test('the comparison comes as a table as of any day', async () => {
  const table = routes.recordTable(slug, 'comparison')
  expect(await web.page(`${table}?on=2026-03-05`)).toContain('2026-03-05,no-scores')
  expect(await web.page(`${table}?on=2026-03-05`)).not.toContain('time-limited')
  expect(await web.page(`${table}?on=2026-03-15`)).toContain('time-limited')
  expect((await web.ask(`${table}?on=yesterday`)).status).toBe(404)
})

test('what was taken down leaves feed and files; that it was there, its hash and its number stay', async () => {
  const [, , , noted] = await eventsAt(routes.recordEvents(slug))
  if (!noted) throw new Error('a fact was noted')
  const wish = { campaign, by: 'server', event: noted.event, reason: 'It was about somebody else.' } as const
  await database.transaction((tx) => redact(tx, wish, means))
  web.shelf.forget(new Set([slug]))
  const after = await eventsAt(routes.recordEvents(slug))
  expect(after.find(({ event }) => event === noted.event)).toMatchObject({ hash: noted.hash })
  expect(after.find(({ event }) => event === noted.event)?.document).toBeUndefined()
  const gone = await web.ask(pathOf(noted.url))
  expect([gone.status, await gone.text()]).toEqual([410, expect.not.stringContaining('HYPERLINK')])
  expect(await web.page(routes.recordFeed(slug))).not.toContain(noted.event)
  expect(await web.page(routes.recordFeed(slug))).toContain('was taken down')
  expect(await web.page(routes.recordData(slug))).not.toContain('HYPERLINK')
})

test('the report is printed as of today or of the day that is asked for', async () => {
  const answer = await web.ask(routes.recordReport(slug))
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  expect(await answer.text()).toContain('2026-04-01')
  expect(await web.page(routes.recordReportOn(slug, '2026-03-05'))).toContain('2026-03-05')
  expect((await web.ask(routes.recordReportOn(slug, '2026-03'))).status).toBe(404)
})
