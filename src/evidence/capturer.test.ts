import { randomBytes } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { anyId } from '../../test/kit/archives.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { serving, testSite, type SiteFile } from '../../test/kit/site.ts'
import type { CampaignId } from '#kernel'
import { systemMeans } from '#platform'
import {
  addSource,
  alarmsOf,
  askCapture,
  captureText,
  checkDueSources,
  checkEvidence,
  checkSource,
  openCapturer,
  publicSources,
  quoteIn,
  replayOf,
  verifyWacz,
  workCapture,
} from './index.ts'

const database = await testDatabase()
const site = await testSite()
const capturer = openCapturer(site.allowed)
afterAll(async () => {
  await capturer.close()
  site.close()
})
const means = { ...systemMeans(), capturer }
const by = 'server' as const
const said = '<title>Halden</title><p>We will not sell the scores.</p>'

/** A source of a campaign of its own, captured, with its words quoted. */
async function captured(path: string, exact?: string) {
  const campaign = anyId<CampaignId>()
  const asked = await database.transaction(async (tx) => {
    const added = await addSource(tx, { campaign, by, url: site.url(path), title: 'Principles' }, means)
    if (added.kind !== 'added') throw new Error(added.kind)
    const capture = await askCapture(tx, { campaign, by, source: added.source }, means)
    if (capture.kind !== 'asked') throw new Error(capture.kind)
    return { source: added.source, capture: capture.capture }
  })
  await workCapture(database, { campaign, capture: asked.capture }, means)
  const quote = await database.transaction(async (tx) =>
    exact === undefined ? undefined : await quoteIn(tx, { campaign, by, capture: asked.capture, exact }, means),
  )
  return { campaign, ...asked, quote: quote?.kind === 'found' ? quote.quote : undefined }
}

test('a page is captured in a process of its own with its redirects, style sheets and images, and nothing that runs', async () => {
  const image = randomBytes(3000)
  const files: Record<string, SiteFile> = {
    '/page': `${said}<link rel=stylesheet href=a.css><img src=i.png><img src=gone.png><script src=no.js></script><iframe src=no.html></iframe><img src="http://127.0.0.1/inside.png">`,
    '/a.css': { type: 'text/css', body: '@import "b.css"; p{background:url(i.png)}' },
    '/b.css': { type: 'text/css', body: 'p{color:red}' },
    '/i.png': { type: 'image/png', body: image },
  }
  site.answer((request, response) => {
    if (request.url === '/old') response.writeHead(302, { Location: '/page', 'Set-Cookie': 'id=secret' }).end()
    else serving(files)(request, response)
  })
  site.asked()
  const { campaign, capture } = await captured('/old')
  expect(site.asked().toSorted()).toEqual(['/a.css', '/b.css', '/gone.png', '/i.png', '/old', '/page'])
  await database.read(async (tx) => {
    const [one] = (await publicSources(tx, campaign))[0]?.captures ?? []
    expect([one?.state, one?.finalUrl, one?.status]).toEqual(['partial', site.url('/page'), 200])
    expect(await captureText(tx, campaign, capture)).toBe('Halden\nWe will not sell the scores.')
    expect(await checkEvidence(tx, campaign)).toEqual([])
    const shown = await replayOf(tx, campaign, capture, '')
    const html = Buffer.from(shown?.body ?? []).toString()
    expect(html).not.toMatch(/script|iframe|127\.0\.0\.1/)
    const [, style = '', picture = ''] = /href="\.\/(\d+)">.*?src="\.\/(\d+)"/.exec(html) ?? []
    expect(Buffer.from((await replayOf(tx, campaign, capture, picture))?.body ?? [])).toEqual(image)
    const css = Buffer.from((await replayOf(tx, campaign, capture, style))?.body ?? []).toString()
    expect(css).toContain(`url("./${picture}")`)
    expect(await replayOf(tx, campaign, capture, '99')).toBeUndefined()
    expect(await replayOf(tx, campaign, capture, '../1')).toBeUndefined()
    expect((await replayOf(tx, campaign, capture, '0'))?.headers['Location']).toBe('./1')
    // What was prepared when it was captured is what the archive still gives.
    expect(Buffer.from((await replayOf(tx, campaign, capture, '1'))?.body ?? []).toString()).toBe(html)
  })
})

test('what an archive holds is what was sent, without cookies', async () => {
  site.answer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Encoding': 'gzip', 'Set-Cookie': 'id=secret' })
    response.end(gzipSync(said))
  })
  const result = await capturer.capture(site.url('/'))
  if (result.kind === 'failed') throw new Error(result.trouble)
  expect(result.text).toContain('We will not sell')
  expect(await verifyWacz(result.wacz)).toEqual([])
  expect(Buffer.from(result.wacz).includes('secret')).toBe(false)
})

test('pages that cannot be had say why: an error, a refused address, a bomb, a page too long', async () => {
  const trouble = async (listener: RequestListener, url = site.url('/')) => {
    site.answer(listener)
    const result = await capturer.capture(url)
    return result.kind === 'failed' ? result.trouble : result.kind
  }
  expect(await trouble((_, response) => void response.writeHead(404).end())).toBe('error-status')
  expect(await trouble(() => {}, 'http://169.254.169.254/latest/meta-data/')).toBe('refused')
  expect(await trouble((_, response) => void response.writeHead(302, { Location: 'http://[::1]/' }).end())).toBe(
    'refused',
  )
  const bomb = gzipSync(Buffer.alloc(60_000_000))
  expect(await trouble((_, response) => void response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(bomb))).toBe(
    'too-long',
  )
  expect(await trouble((_, response) => void response.end(randomBytes(10_100_000)))).toBe('too-long')
  expect(await trouble(serving({ '/': said }))).toBe('captured')
})

test('a source looked at again is the same, moved, changed, gone, out of reach, or “not found” without saying so', async () => {
  const start = serving({ '/news/halden.html': said })
  const frame = (words: string) => `<title>Halden</title><nav>Home News Press About us Jobs Contact</nav><p>${words}`
  const missing = frame('Sorry, we looked everywhere: this page does not exist any more on our site.')
  const cases: readonly (readonly [string, RequestListener])[] = [
    ['same', start],
    ['same', serving({ '/news/halden.html': said.replace('</p>', '  </p>\n<script>var now = 1</script>') })],
    [
      'redirected-same-text',
      (request, response) =>
        void (request.url === '/2' ? response.end(said) : response.writeHead(301, { Location: '/2' }).end()),
    ],
    ['changed-with-quote', serving({ '/news/halden.html': `${said}<p>Updated.` })],
    ['changed-without-quote', serving({ '/news/halden.html': '<title>Halden</title><p>We may sell the scores.</p>' })],
    [
      'changed-without-quote',
      (request, response) =>
        void response.end(request.url === '/news/halden.html' ? frame('We may sell the scores, after all.') : missing),
    ],
    ['gone', serving({})],
    ['gone', (_, response) => void response.writeHead(410).end()],
    ['unreachable', (_, response) => void response.writeHead(503).end('<p>Busy.')],
    ['unreachable', (_, response) => void response.writeHead(403).end('<p>We will not sell the scores.')],
    ['unreachable', (request) => void request.socket.destroy()],
    ['soft-404', (_, response) => void response.end(missing)],
    ['soft-404', (request, response) => void response.end(`${missing} You asked for ${request.url}`)],
    [
      'soft-404',
      (request, response) =>
        void (request.url === '/' ? response.end(frame('Welcome.')) : response.writeHead(302, { Location: '/' }).end()),
    ],
  ]
  site.answer(start)
  const { campaign, source, quote } = await captured('/news/halden.html', 'We will not sell the scores.')
  for (const [outcome, listener] of cases) {
    site.answer(listener)
    const checked = await checkSource(database, { campaign, by, source }, means)
    expect(checked.kind === 'checked' && checked.outcome).toBe(outcome)
    const [alarm] = await database.read((tx) => alarmsOf(tx, campaign))
    const isAlarm = ['changed-without-quote', 'gone', 'soft-404'].includes(outcome)
    expect(alarm && [alarm.outcome, alarm.lostQuotes]).toEqual(isAlarm ? [outcome, [quote]] : undefined)
  }
  const [told] = await database.read((tx) => publicSources(tx, campaign))
  expect(told?.lastCheck?.outcome).toBe('soft-404')
})

test('the clock looks at what nobody has looked at for days, and not at it again', async () => {
  site.answer(serving({ '/old-news': said }))
  const { campaign } = await captured('/old-news')
  const later = { ...means, now: () => new Date(Date.now() + 8 * 86_400_000) }
  const options = { days: 7, atMost: 100 }
  expect(await checkDueSources(database, options, means)).toBe(0)
  expect(await checkDueSources(database, options, later)).toBeGreaterThan(0)
  expect(await checkDueSources(database, options, later)).toBe(0)
  const [told] = await database.read((tx) => publicSources(tx, campaign))
  expect(told?.lastCheck?.outcome).toBe('same')
})
