import { expect, test } from 'vitest'
import { testDatabase } from '../../test/kit/database.ts'
import { begunLetter, leadsTo, shownOn, writersDesk } from '../../test/kit/writers.ts'
import { parseTimeZone } from './time-zones.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const desk = await writersDesk(database)
const { ola, page, send, web } = desk

/** A letter whose text is fixed. */
async function fixedLetter(title: string) {
  const { campaign, letter } = await begunLetter(desk, title)
  const place = [campaign, letter] as const
  await send(routes.freeze(...place), { do: 'freeze', shown: shownOn(await page(routes.freeze(...place), ola)) }, ola)
  return place
}

const letterRow = (slug: string) =>
  database.read((tx) =>
    tx
      .selectFrom('letters_letter as l')
      .innerJoin('letters_campaign as c', 'c.campaign_id', 'l.campaign_id')
      .select(['l.state', 'l.embargo_until', 'l.sign_on_until'])
      .where('c.slug', '=', slug)
      .executeTakeFirstOrThrow(),
  )

/** What a stranger is answered at the letter's address. */
const seen = async ([campaign, letter]: readonly [string, string]) => {
  web.shelf.forget(new Set(['*', campaign]))
  return (await web.ask(routes.letter(campaign, letter))).status
}

test('a letter goes from draft over private and embargo to published and closed, and strangers see it from the hour that was named', async () => {
  const place = await fixedLetter('States')
  const set = async (typed: Readonly<Record<string, string>>) =>
    leadsTo(await send(routes.letterState(...place), { do: 'state', ...typed }, ola)).replace(/^.*\?/, '')
  expect(await set({ state: 'private' })).toBe('said=state-set')
  expect(await seen(place)).toBe(404)
  const soon = new Date(desk.means.now().getTime() + 7_200_000)
  const local = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'America/New_York',
    dateStyle: 'short',
    timeStyle: 'short',
  })
  expect(await set({ state: 'embargoed', until: local.format(soon).replace(' ', 'T') })).toBe('said=state-set')
  const { embargo_until: until } = await letterRow(place[0])
  expect(until?.toISOString().slice(0, 16)).toBe(soon.toISOString().slice(0, 16))
  expect(await page(routes.letterState(...place), ola)).toMatch(/Under embargo now\.[^]*(EST|EDT)\./)
  expect(await seen(place)).toBe(404)
  desk.means.pass(7_200_000)
  await page(routes.letterState(...place), ola)
  expect(await seen(place)).toBe(200)
  expect(await set({ state: 'published' })).toBe('said=state-set')
  expect(await set({ state: 'closed' })).toBe('said=state-set')
  expect(await page(routes.letterState(...place), ola)).toContain('It was closed on')
  expect(await seen(place)).toBe(200)
  // What strangers have read is not hidden from them again.
  for (const state of ['draft', 'private', 'embargoed', 'king']) expect(await set({ state })).toBe('status 422')
})

test('strangers only ever read fixed texts: before that a letter is not opened', async () => {
  const { campaign, letter } = await begunLetter(desk, 'Unfixed')
  const answer = await send(routes.letterState(campaign, letter), { do: 'state', state: 'published' }, ola)
  expect([answer.status, (await answer.text()).includes('Fix the text of every edition first')]).toEqual([422, true])
})

test('a moment that has passed, and one that clocks skip, are refused with a sentence that helps', async () => {
  const place = await fixedLetter('Moments')
  const embargo = async (until: string) =>
    await (await send(routes.letterState(...place), { do: 'state', state: 'embargoed', until }, ola)).text()
  expect(await embargo('2020-01-01T09:00')).toContain('That moment has passed already')
  expect(await embargo('2030-03-10T02:30')).toContain('Clocks skip this time. The next that there is: 2030-03-10 03:00')
})

test('the deadline for organizations is meant in the campaign’s time zone, and can be taken away again', async () => {
  const place = await fixedLetter('Deadline')
  const set = (until: string) => send(routes.letterState(...place), { do: 'deadline', 'sign-on-until': until }, ola)
  expect(leadsTo(await set('2030-07-01T18:00'))).toContain('said=deadline-set')
  expect((await letterRow(place[0])).sign_on_until?.toISOString()).toBe('2030-07-01T22:00:00.000Z')
  expect(await page(routes.letterState(...place), ola)).toContain('until July 1, 2030 at 6:00 PM EDT')
  expect(await page(routes.campaignHome(place[0]), ola)).toContain('organizations sign on until July 1, 2030')
  await set('')
  expect((await letterRow(place[0])).sign_on_until).toBeNull()
})

test('a time zone is named by its name or by a city in it; a city that is in two is asked for in full', () => {
  expect(['Europe/Berlin', 'europe/berlin', ' Berlin ', 'new york', 'Sao Paulo', 'utc'].map(parseTimeZone)).toEqual([
    ...['Europe/Berlin', 'Europe/Berlin', 'Europe/Berlin', 'America/New_York', 'America/Sao_Paulo', 'UTC'],
  ])
  for (const typed of ['', 'Nowhere', '+02:00', 'Berlin/Berlin', '../etc', '__proto__'])
    expect([typed, parseTimeZone(typed)]).toEqual([typed, undefined])
})

test('once a letter is closed no page of its organizers says any more until when, or by which link, it can be signed', async () => {
  const place = await fixedLetter('Closed with a deadline')
  const change = (typed: Readonly<Record<string, string>>) => send(routes.letterState(...place), typed, ola)
  await change({ do: 'deadline', 'sign-on-until': '2099-12-24T18:00' })
  await change({ do: 'state', state: 'published' })
  const pages = [routes.letterState(...place), routes.campaignHome(place[0]), routes.asks(...place)]
  const all = async () => Promise.all(pages.map((path) => page(path, ola)))
  const open = await all()
  expect(open.map((one) => /sign on until [^<]*2099|id="open"/.test(one))).toEqual([true, true, true])
  await change({ do: 'state', state: 'closed' })
  const closed = await all()
  expect(closed.map((one) => /sign on until [^<]*2099|id="open"/.test(one))).toEqual([false, false, false])
  expect(closed[2]).toContain('The letter is closed')
})
