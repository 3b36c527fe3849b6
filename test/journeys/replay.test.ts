import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CampaignId, CaptureId } from '#kernel'
import { addSource, askCapture, openCapturer, replayOf, replayPolicy, workCapture, type Capturer } from '#evidence'
import { systemMeans } from '#platform'
import { anyId } from '../kit/archives.ts'
import { launchBrowser } from '../kit/browser.ts'
import { testDatabase } from '../kit/database.ts'
import { serving, testSite, type TestSite } from '../kit/site.ts'

const database = await testDatabase()
const means = systemMeans()
const campaign = anyId<CampaignId>()
// A PNG of one red point.
const red = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
  'base64',
)

/** Whoever is asked here was asked by a page that is only to be shown. */
let leaks: string[] = []
let site: TestSite
let capturer: Capturer
let browser: Browser
const servers: Server[] = []

async function listening(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return (server.address() as AddressInfo).port
}

async function showReplay(capture: CaptureId, path: string, response: ServerResponse): Promise<void> {
  const replayed = await database.read((tx) => replayOf(tx, campaign, capture, path))
  if (!replayed) leaks.push(`not there: ${path}`)
  response.writeHead(replayed?.status ?? 404, replayed?.headers).end(replayed?.body)
}

let outside = 0
let replayPort = 0
let shown: CaptureId

beforeAll(async () => {
  browser = await launchBrowser()
  site = await testSite()
  capturer = openCapturer(site.allowed)
  outside = await listening((request, response) => {
    leaks.push(request.url ?? '')
    response.writeHead(200, { 'Content-Type': 'text/javascript', 'Access-Control-Allow-Origin': '*' }).end('ran()')
  })
  replayPort = await listening((request, response) => {
    const [, capture = '', path = ''] = /^\/replay\/([^/]+)\/(.*)$/.exec(request.url ?? '') ?? []
    void showReplay(capture as CaptureId, path, response)
  })
})
afterAll(async () => {
  await browser?.close()
  await capturer?.close()
  site?.close()
  for (const server of servers) server.close()
})

/** A page that tries everything by which a page runs something or tells somebody that it is read. */
const hostile = (evil: string): string => `<!doctype html><html manifest="${evil}/manifest"><head>
<base href="${evil}/base/"><base href="/"><title>Principles</title>
<meta http-equiv="refresh" content="0; url=${evil}/refresh"><meta http-equiv="refresh" content="0;javascript:ran(1)">
<meta http-equiv="Content-Security-Policy" content="img-src *"><meta name="referrer" content="unsafe-url">
<link rel="preload" as="image" href="${evil}/preload"><link rel="prefetch" href="${evil}/prefetch"><link rel="preconnect" href="${evil}">
<link rel="dns-prefetch" href="${evil}"><link rel="modulepreload" href="${evil}/module"><link rel="stylesheet" href="${evil}/style.css">
<link rel="icon" href="${evil}/icon"><link rel="manifest" href="${evil}/m.json"><link rel="stylesheet" href="SITE/a.css">
<script src="${evil}/script.js"></script><script>ran('inline');fetch('${evil}/fetch');new Image().src='${evil}/image'</script>
<script type="speculationrules">{"prerender":[{"urls":["${evil}/prerender"]}]}</script>
<style>@import "${evil}/import.css"; @import url(${evil}/import2.css); @font-face{font-family:x;src:url(${evil}/font)}
body{background:url("${evil}/background")} p::after{content:url(${evil}/content)} i{background:u\\72l(${evil}/escaped);background-image:image-set("${evil}/set" 1x)}
li{list-style-image:url( '${evil}/list' )} </style><style><!-- </style><img src=x onerror="ran('style')"> --></style></head>
<body background="${evil}/body" onload="ran('onload')" style="background:url(${evil}/attribute)"><h1 style="color:rgb(1, 2, 3)">We will not sell the scores.</h1>
<img src="${evil}/img" srcset="${evil}/set1 1x, ${evil}/set2 2x" onerror="ran('onerror')" lowsrc="${evil}/low" dynsrc="${evil}/dyn">
<img id="red" src="SITE/red.png" alt="red"><picture><source srcset="${evil}/source 1x"><img src="//127.0.0.1:${new URL(evil).port}/picture"></picture>
<iframe src="${evil}/iframe"></iframe><iframe srcdoc="<script>parent.ran('srcdoc')</script><img src='${evil}/srcdoc'>"></iframe>
<object data="${evil}/object"><img src="${evil}/object-inside"></object><embed src="${evil}/embed"><applet code="x" archive="${evil}/applet"></applet>
<video src="${evil}/video" poster="${evil}/poster" autoplay></video><audio src="${evil}/audio" autoplay></audio><track src="${evil}/track">
<svg><image href="${evil}/svg-image"/><use href="${evil}/use#x"/><script>ran('svg')</script><style>*{background:url(${evil}/svg-style)}</style>
<foreignObject><img src="${evil}/foreign"></foreignObject><a xlink:href="javascript:ran('svg-link')"><animate attributeName="href" to="javascript:ran(2)"/></a></svg>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=${evil}/math onerror=ran('math')&gt;"></mglyph></table></mtext></math>
<form id="f" action="${evil}/form" method="post"><input name="q" value="1" autofocus onfocus="ran('focus')"><button formaction="${evil}/button">Send</button><input type="image" src="${evil}/input"></form>
<a id="link" href="javascript:ran('link')" ping="${evil}/ping">One</a><a href="data:text/html,<script>ran(3)</script>">Two</a><a href="${evil}/target" target="_blank">Three</a>
<details open ontoggle="ran('toggle')"><summary>More</summary>Words.</details><marquee onstart="ran('marquee')">Moving</marquee>
<noscript><img src="${evil}/noscript"><p>Seen without scripts.</p></noscript><template><img src="${evil}/template"></template>
<xmp><img src="${evil}/xmp" onerror="ran('xmp')"></xmp><noembed><img src="${evil}/noembed"></noembed><textarea></textarea><img src="${evil}/area"></textarea>
<table background="${evil}/table"><td background="${evil}/cell"></table><p title='"><img src=${evil}/title onerror=ran("title")>'>Quoted</p>
<div style="background:url(&quot;${evil}/quoted&quot;);behavior:url(${evil}/behavior);width:expression(ran(4))"></div><?xml-stylesheet href="${evil}/pi.css"?>
<select><option>a<script>ran('option')</script></select><a href="https://elsewhere.example.org/more">More there</a><a href="#part">Part</a>
<plaintext><script>ran('plaintext')</script><img src="${evil}/plaintext">`

test('a replayed page runs nothing and asks nobody, whatever it tries, and still looks like itself', async () => {
  const evil = `http://127.0.0.1:${outside}`
  site.answer(
    serving({
      '/page': hostile(evil).replaceAll('SITE', site.url('')),
      '/a.css': {
        type: 'text/css',
        body: `@import "${evil}/import3.css"; h1{font-size:33px;background:url("${evil}/h1")}`,
      },
      '/red.png': { type: 'image/png', body: red },
    }),
  )
  shown = await database.transaction(async (tx) => {
    const added = await addSource(tx, { campaign, by: 'server', url: site.url('/page'), title: 'Hostile' }, means)
    const asked =
      added.kind === 'added' && (await askCapture(tx, { campaign, by: 'server', source: added.source }, means))
    if (!asked || asked.kind !== 'asked') throw new Error('not asked')
    return asked.capture
  })
  await workCapture(database, { campaign, capture: shown }, { ...means, capturer })
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled })
    const ran: unknown[] = []
    const requests: string[] = []
    if (javaScriptEnabled) await context.exposeFunction('ran', (what: unknown) => void ran.push(what))
    const page = await context.newPage()
    page.on('request', (request) => void requests.push(request.url()))
    page.on('dialog', (dialog) => (ran.push('dialog'), void dialog.dismiss()))
    const home = `http://127.0.0.1:${replayPort}/replay/${shown}/`
    const answer = await page.goto(home, { waitUntil: 'load' })
    await page.waitForTimeout(500)
    expect(answer?.headers()['content-security-policy']).toBe(replayPolicy)
    expect(answer?.headers()['memento-datetime']).toMatch(/GMT$/)
    expect(answer?.headers()['link']).toBe(`<${site.url('/page')}>; rel="original"`)
    expect(page.url()).toBe(home)
    expect(page.frames()).toHaveLength(1)
    expect(ran).toEqual([])
    expect(leaks).toEqual([])
    expect(requests.filter((url) => !url.startsWith(home) && !/^(?:about|data):/.test(url))).toEqual([])
    const heading = page.locator('h1')
    expect(await heading.textContent()).toBe('We will not sell the scores.')
    if (javaScriptEnabled) {
      // Text, because it runs where no type reaches.
      const look = `(() => {
        const { color, fontSize } = getComputedStyle(document.querySelector('h1'))
        return [color, fontSize, document.querySelector('#red').naturalWidth]
      })()`
      expect(await page.evaluate(look)).toEqual(['rgb(1, 2, 3)', '33px', 1])
      expect(
        await page
          .locator('script, iframe, svg, math, form, object, base, meta[http-equiv], [onerror], [onload]')
          .count(),
      ).toBe(0)
    }
    expect(await page.getByText('Seen without scripts.').count()).toBe(1)
    expect(await page.getByText('More there').getAttribute('href')).toBe('https://elsewhere.example.org/more')
    expect(await page.getByText('Part', { exact: true }).getAttribute('href')).toBe('#part')
    expect(await page.locator('#link').getAttribute('href')).toBeNull()
    await page.getByText('Send').click()
    await page.locator('#link').click()
    await page.waitForTimeout(200)
    expect([page.url(), leaks, ran]).toEqual([home, [], []])
    await context.close()
  }
})

test('the policy alone stops a page as it was sent, should the rewriting miss something', async () => {
  const evil = `http://127.0.0.1:${outside}`
  const raw = await listening((_, response) => {
    const html = hostile(evil).replaceAll(/<link rel="(?:preconnect|dns-prefetch)"[^>]*>/g, '')
    response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Security-Policy': replayPolicy }).end(html)
  })
  leaks = []
  const context = await browser.newContext()
  const ran: unknown[] = []
  await context.exposeFunction('ran', (what: unknown) => void ran.push(what))
  const page = await context.newPage()
  await page.goto(`http://127.0.0.1:${raw}/`, { waitUntil: 'load' })
  await page.waitForTimeout(500)
  expect([page.url(), ran, leaks]).toEqual([`http://127.0.0.1:${raw}/`, [], []])
  await context.close()
})
