import { expect, test } from 'vitest'
import { alarmsOf, checkSource, evidenceJobs, sourcesOf, workCapture, type EvidenceMeans } from '#evidence'
import { prepareJobs } from '#platform'
import { testDatabase } from '../../test/kit/database.ts'
import { everythingIn } from '../../test/kit/everything.ts'
import { recordDesk } from '../../test/kit/record-desk.ts'

const database = await testDatabase()
await prepareJobs(database, evidenceJobs)
const desk = await recordDesk(database)
const { upload, path, lead, editor, reviewer, viewer, outsider, send, page, ask, said, means, keep } = desk
const campaign = desk.place.campaign.id
const sources = () => database.read((tx) => sourcesOf(tx, campaign))
const hostile = '"><script>alert(1)</script>'

test('an empty list says what to do next, to those who can do it; others only read', async () => {
  expect(await page(path('sources'), editor)).toContain('Add the address of a page')
  const read = await page(path('sources'), viewer)
  expect(read).toContain('An editor of the campaign adds them')
  expect(read).not.toContain('sources/new')
  for (const who of [viewer, reviewer]) expect((await ask(path('sources/new'), who)).status).toBe(403)
  expect((await ask(path('sources'), outsider)).status).toBe(404)
})

test('an address is added and fetched in the background, and the page says how far it is', async () => {
  const typed = { url: 'https://halden.example/news', title: 'Halden’s news' }
  const answer = await send(path('sources/new'), typed, editor)
  expect(said(answer)).toBe('added')
  const one = answer.headers.get('location') ?? ''
  expect(await page(one, viewer)).toContain('waiting to be fetched')
  const [source] = await sources()
  const capture = source?.captures[0]
  if (!source || !capture) throw new Error('nothing was asked for')
  const again = await send(`${path('sources')}/${source.id}/capture`, {}, editor)
  expect([said(again), (await sources())[0]?.captures.length]).toEqual(['asked', 1])
  const work = {
    ...means,
    capturer: {
      capture: async () => ({ kind: 'failed', trouble: 'too-slow' }),
      look: async () => ({ kind: 'failed' }),
    },
  } as unknown as EvidenceMeans
  await workCapture(database, { campaign, capture: capture.id }, work)
  expect(await page(one, viewer)).toContain('The site took longer than 15 seconds')
  expect(said(await send(path('sources/new'), typed, lead))).toBe('known')
})

test('what is wrong with an address or a title is said beside it, and everything that was typed stays', async () => {
  const before = await everythingIn(database)
  for (const [field, typed] of [
    ['url', { url: 'file:///etc/passwd', title: hostile }],
    ['url', { url: 'halden.example', title: 'Halden' }],
    ['title', { url: 'https://halden.example/other', title: ' ' }],
  ] as const) {
    const answer = await send(path('sources/new'), typed, editor)
    const text = await answer.text()
    expect([answer.status, text.includes(`href="#${field}"`), text.includes('<script>alert')]).toEqual([
      422,
      true,
      false,
    ])
    expect(text).toContain(typed.url)
  }
  expect((await send(path('sources/new'), { url: '', title: 'x' }, viewer)).status).toBe(403)
  expect(await everythingIn(database)).toEqual(before)
})

test('exact words of a capture are quoted; words that are not there, or stand twice, are not', async () => {
  const { source, capture } = await keep(
    `<title>Pledge</title><p>We will not “dim” the lamps. Again: the lamps.<p>${'x'.repeat(9000)} end ${hostile.replaceAll('<', '&lt;')}`,
  )
  const one = `${path('sources')}/${source}/captures/${capture}`
  expect(await page(one, viewer)).toContain('We will not “dim” the lamps.')
  expect(await page(`${one}?from=8000`, editor)).not.toContain('<script>alert')
  const wrong = await send(one, { exact: 'We will dim', prefix: '' }, editor)
  const text = await wrong.text()
  expect([wrong.status, text.includes('do not stand in the text'), text.includes('We will dim')]).toEqual([
    422,
    true,
    true,
  ])
  expect((await send(one, { exact: ' ' }, editor)).status).toBe(422)
  const before = await everythingIn(database)
  const several = await (await send(one, { exact: 'the lamps', prefix: '' }, editor)).text()
  expect(several).toContain('They stand in several places')
  expect(await everythingIn(database)).toEqual(before)
  const prefixes = [...several.matchAll(/name="prefix" value="([^"]+)"/g)].map(([, prefix = '']) => prefix)
  expect(said(await send(one, { exact: 'the lamps', prefix: prefixes.at(-1) ?? '' }, editor))).toBe('quoted')
  expect(said(await send(one, { exact: 'will not "dim"' }, editor))).toBe('quoted')
  const quoted = await page(one, viewer)
  expect(quoted).toContain('<mark>will not “dim”</mark>')
  expect(quoted).not.toContain('commitments/new')
  expect((await send(one, { exact: 'the lamps', prefix: 'Again:' }, viewer)).status).toBe(403)
})

test('quoted words that are gone stand first in the list, and the source says which', async () => {
  const html = '<p>Here we promise light.'
  const { source, capture } = await keep(html, 'https://halden.example/light')
  await send(`${path('sources')}/${source}/captures/${capture}`, { exact: 'promise light' }, editor)
  const look = {
    kind: 'answered',
    finalUrl: 'https://halden.example/light',
    status: 200,
    text: 'Other words altogether.',
    payloadHash: '00',
  }
  const checking = {
    ...means,
    capturer: { look: async () => look, capture: async () => look },
  } as unknown as EvidenceMeans
  await checkSource(database, { campaign, by: editor.organizer, source }, checking)
  expect((await database.read((tx) => alarmsOf(tx, campaign))).length).toBe(1)
  const list = await page(path('sources'), viewer)
  expect(list.indexOf('Look at these first')).toBeGreaterThan(0)
  const one = await page(`${path('sources')}/${source}`, viewer)
  expect(one).toContain('These quotations are not to be read there any more')
  expect(one).toContain('promise light')
  expect(said(await send(`${path('sources')}/${source}/check`, {}, editor))).toBe('checking')
  expect((await send(`${path('sources')}/${source}/check`, {}, viewer)).status).toBe(403)
})

test('the bytes of a capture are taken away for a reason that everybody is told, and never without one', async () => {
  const { source, capture } = await keep('<p>Private words.', 'https://halden.example/private')
  const one = `${path('sources')}/${source}/captures/${capture}`
  for (const reason of ['', 'because']) expect((await send(`${one}/remove`, { reason }, editor)).status).toBe(422)
  expect((await send(`${one}/remove`, { reason: 'mistake' }, reviewer)).status).toBe(403)
  expect(said(await send(`${one}/remove`, { reason: 'personal-data' }, editor))).toBe('removed')
  const text = await page(one, viewer)
  expect(text).toContain('it held personal data that nobody needs')
  expect(text).not.toContain('Private words')
})

test('a saved page is brought as a file and can be quoted; what is no file, or no day, is said and keeps the rest', async () => {
  const answer = await send(path('sources/new'), { url: '', title: 'The printed report' }, editor)
  expect(said(answer)).toBe('added-only')
  const one = (answer.headers.get('location') ?? '').replace(/\?.*/, '')
  const file = new File(['<p>We promise <b>light</b>.'], '../report.html', { type: 'text/html' })
  const before = await everythingIn(database)
  const none = await upload(`${one}/upload`, editor, undefined, { 'saved-on': '2026-03-09' })
  expect([none.status, (await none.text()).includes('2026-03-09')]).toEqual([422, true])
  for (const day of [hostile, '2026-03', '2026-02-30'])
    expect((await upload(`${one}/upload`, editor, file, { 'saved-on': day })).status).toBe(422)
  expect((await upload(`${one}/upload`, viewer, file)).status).toBe(403)
  const long = new File([new Uint8Array(10_000_001)], 'long.pdf', { type: 'application/pdf' })
  expect((await upload(`${one}/upload`, editor, long)).status).toBe(422)
  expect(await everythingIn(database)).toEqual(before)
  expect(said(await upload(`${one}/upload`, editor, file, { 'saved-on': '2026-03-09' }))).toBe('kept')
  expect(await page(one, viewer)).toContain('brought by hand')
  const kept = (await sources()).find(({ title }) => title === 'The printed report')?.captures[0]
  expect(said(await send(`${one}/captures/${kept?.id}`, { exact: 'We promise light' }, editor))).toBe('quoted')
})

test('addresses of what is not there answer that it is not there, and change nothing', async () => {
  const before = await everythingIn(database)
  for (const id of ['nothing', '00000000-0000-4000-8000-000000000000']) {
    expect((await ask(`${path('sources')}/${id}`, editor)).status).toBe(404)
    expect((await ask(`${path('sources')}/${id}/captures/${id}`, editor)).status).toBe(404)
    expect((await send(`${path('sources')}/${id}/captures/${id}`, { exact: 'x' }, editor)).status).not.toBe(200)
    for (const act of ['capture', 'check'])
      expect((await send(`${path('sources')}/${id}/${act}`, {}, editor)).status).toBeLessThan(500)
  }
  expect(await everythingIn(database)).toEqual(before)
})
