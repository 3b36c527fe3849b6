import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { objectionsOfAxe, widthOf } from '../kit/page-look.ts'
import { launchBrowser } from '../kit/browser.ts'
import { crawl, pagesOf, type Crawled } from '../kit/crawl.ts'
import { exampleTruth } from '../kit/example.ts'
import { guardedFolder } from '../kit/guarded-folder.ts'
import { freePort, startHouse, type House } from '../kit/house.ts'

const data = guardedFolder()
const truth = exampleTruth()
let house: House
let browser: Browser
let crawled: ReadonlyMap<string, Crawled>

beforeAll(async () => {
  house = await startHouse(data.path, await freePort(), '--dev')
  browser = await launchBrowser()
  // The log gets its first checkpoint within a second of the start, and with it the page that recounts it.
  const recount = `${house.url}/c/no-secret-scores-for-tenants/recount`
  for (let tries = 0; tries < 100 && !(await fetch(recount)).ok; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 100))
  crawled = await crawl(house.url)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await house?.close()
  await data.remove()
})

const first = (pattern: RegExp): string => {
  const path = [...crawled.keys()].find((one) => pattern.test(one))
  if (path === undefined) throw new Error(`no link fits ${pattern}`)
  return path
}

const edition = (recipient: string): string =>
  first(new RegExp(`^/c/[^/]+/(?!recipients/)[^/]+/${recipient.toLowerCase()}$`))

/** One page of each kind; of organizations the one with the longest name. */
function kinds(): readonly string[] {
  const list = first(/^\/c\/[^/]+\/[^/]+\/signatories$/)
  const organizations = [...crawled.keys()].filter((path) => path.includes('/organizations/'))
  return [
    '/',
    first(/^\/c\/[^/]+$/),
    first(/^\/c\/[^/]+\/(?!recipients$)[^/]+$/),
    edition('Verrolane'),
    first(/\/compare$/),
    list,
    `${list}?find=fair`,
    `${list}?find=nobody-of-this-name`,
    organizations.sort((a, b) => b.length - a.length)[0] ?? '',
    first(/^\/text\/[0-9a-f]{64}$/),
    first(/\/recipients$/),
    first(/\/recipients\/on\/[0-9-]+$/),
    first(/\/recipients\/oskerra$/),
    first(/\/record\/commitments\//),
    first(/\/record\/assessments\//),
    first(/\/record\/replies\//),
    first(/\/record\/sources\//),
    '/nothing/stands/here',
  ]
}

async function withPage<T>(options: BrowserContextOptions, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext(options)
  try {
    return await work(await context.newPage())
  } finally {
    await context.close()
  }
}

test('on the first start the example campaign is there: a letter in three editions with ninety signatories', () => {
  expect(truth.letters.map(({ recipient }) => edition(recipient))).toHaveLength(3)
  const list = crawled.get(first(/\/signatories$/))?.html ?? ''
  expect(list.match(/<bdi>/g)).toHaveLength(90)
  const organizations = [...crawled.keys()].filter((path) => path.includes('/organizations/'))
  expect(organizations).toHaveLength(90)
})

test('every link from the home page on leads to something that is there', () => {
  expect(crawled.size).toBeGreaterThan(100)
  for (const { path, status } of crawled.values()) expect([path, status]).toEqual([path, 200])
})

test('every page has one main heading, a language, a title of its own, and nothing that runs or comes from elsewhere', () => {
  const titles = new Map<string, string>()
  // An archived page is somebody else's, where organizers sign in there is a script for passkeys, and a letter to take away is
  // a file with nothing around the letter.
  const other = /\/replay\/|^\/organize$|\/letter\.html$/
  const own = pagesOf(crawled).filter(({ path }) => !other.test(path))
  for (const { path, html } of own) {
    expect([path, html.match(/<h1[\s>]/g)?.length]).toEqual([path, 1])
    expect(html).toMatch(/<html lang="en" dir="ltr">/)
    const title = /<title>([^<]+)<\/title>/.exec(html)?.[1] ?? ''
    expect(title).not.toBe('')
    // One page may have two addresses; then both name the same one to cite.
    const cited = /rel="canonical" href="([^"]+)"/.exec(html)?.[1] ?? ''
    expect([title, titles.get(title) ?? cited]).toEqual([title, cited])
    titles.set(title, cited)
    // The one page with a script: it recounts the log before the reader's eyes.
    const told = path.endsWith('/recount') ? html.replace(/<script\b[^>]*>[^]*?<\/script>/, '') : html
    expect(told).not.toMatch(/<(script|iframe|object|embed|img)\b|\sstyle="|\son[a-z]+="|@import|url\(/i)
    const known = /rel="(canonical|icon|alternate)"/
    expect(html.match(/<link [^>]*>/g)?.filter((link) => !known.test(link))).toEqual([])
    expect(html).not.toMatch(/<link rel="alternate"[^>]*href="(?!\/c\/)/)
  }
})

test('without JavaScript every kind of page shows itself in one request, sets no cookie, breaks no policy, and never scrolls sideways from 320 px on', async () => {
  await withPage({ javaScriptEnabled: false }, async (page) => {
    const asked: string[] = []
    const wrong: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    page.on('console', (message) => wrong.push(message.text()))
    page.on('pageerror', (error) => wrong.push(error.message))
    for (const path of kinds()) {
      asked.length = 0
      await page.goto(house.url + path)
      const elsewhere = asked.filter((url) => !url.startsWith('data:'))
      expect(elsewhere).toEqual([house.url + path])
      for (const width of [320, 360, 1280]) {
        await page.setViewportSize({ width, height: 800 })
        const wide = await widthOf(page)
        expect([path, width, wide <= width]).toEqual([path, width, true])
      }
    }
    // A page that is missing is told so by its status, which the browser's console repeats.
    expect(wrong.filter((text) => !text.includes('404'))).toEqual([])
    expect(await page.context().cookies()).toEqual([])
  })
})

test('an edition goes to paper as the letter, its signatories and one line that says which text it is', async () => {
  await withPage({ javaScriptEnabled: false }, async (page) => {
    await page.goto(house.url + edition('Verrolane'))
    const shown = () => page.evaluate<string>('document.body.innerText')
    const fixed = /Text fixed on .+ \d{4} · version 1 · [0-9a-f]{64}/
    const onScreenOnly = ['Undersigned', 'Downloads', 'Other editions', 'Find a name', 'SHA-256']
    const screen = await shown()
    for (const words of onScreenOnly) expect(screen).toContain(words)
    expect(screen).not.toMatch(fixed)
    await page.emulateMedia({ media: 'print' })
    const paper = await shown()
    for (const words of onScreenOnly) expect(paper).not.toContain(words)
    expect(paper).toMatch(/^March 3, 2026\n/)
    expect(paper.trim()).toMatch(new RegExp(`${fixed.source}$`))
    // Each name once: the margin of the screen is not printed again.
    expect(paper.split('Foundry Row Assembly')).toHaveLength(2)
    const margin = await page.evaluate<string>(
      `[...document.styleSheets[0].cssRules].find((rule) => rule instanceof CSSPageRule).style.margin`,
    )
    expect(margin).toBe('2cm')
  })
})

test('the styles reach the page: the letter is set in a serif face on paper', async () => {
  await withPage({ javaScriptEnabled: false, colorScheme: 'light' }, async (page) => {
    await page.goto(house.url + edition('Verrolane'))
    const look = await page.evaluate<{ readonly face: string; readonly paper: string }>(`({
      face: getComputedStyle(document.querySelector('.letter')).fontFamily,
      paper: getComputedStyle(document.documentElement).backgroundColor,
    })`)
    expect(look.face).toContain('serif')
    expect(look.paper).toBe('rgb(253, 252, 248)')
  })
})

test.each([
  ['light', 320, 'every-rule'],
  ['dark', 320, 'contrast-only'],
  ['light', 1280, 'every-rule'],
  ['dark', 1280, 'contrast-only'],
] as const)('axe finds nothing to object to on any kind of page, %s, %i px wide', async (colorScheme, width, rules) => {
  await withPage({ bypassCSP: true, colorScheme, viewport: { width, height: 800 } }, async (page) => {
    for (const path of kinds()) {
      await page.goto(house.url + path)
      expect([path, await objectionsOfAxe(page, rules)]).toEqual([path, []])
    }
  })
})

/** Every byte a server sends for one request, headers included. */
async function bytesOf(path: string, codings: string): Promise<Buffer> {
  const { hostname, port, host } = new URL(house.url)
  const socket = connect(Number(port), hostname)
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAccept-Encoding: ${codings}\r\nConnection: close\r\n\r\n`)
  return await buffer(socket)
}

// Browsers ask for brotli on HTTPS only; on plain HTTP they are sent gzip.
test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
])(
  'the first view of an edition with ninety names, and of its form, is at most 14 KB on the wire, headers and all, for %s',
  async (asked, used) => {
    const editions = truth.letters.map(({ recipient }) => edition(recipient))
    for (const path of [...editions, ...editions.map((one) => `${one}/sign`)]) {
      const sent = await bytesOf(path, asked)
      expect(sent.toString('latin1')).toMatch(
        new RegExp(`^HTTP/1\\.1 200 OK\\r\\n[^]*Content-Encoding: ${used}\\r\\n`, 'i'),
      )
      expect(sent.length).toBeLessThanOrEqual(14 * 1024)
    }
  },
)

test('an edition shows every signatory in printed order, and its text as it was written', async () => {
  await withPage({ javaScriptEnabled: false }, async (page) => {
    for (const letter of truth.letters) {
      await page.goto(house.url + edition(letter.recipient))
      const names = await page.locator('.names bdi').allTextContents()
      expect(names).toEqual(truth.signatories)
      const shown = (await page.locator('.letter').textContent())?.replace(/\s+/g, ' ') ?? ''
      for (const { plain } of letter.paragraphs) expect(shown).toContain(plain.replace(/\s+/g, ' '))
    }
  })
})

test('somebody finds a name by a part of it, in the form, without JavaScript', async () => {
  await withPage({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } }, async (page) => {
    await page.goto(house.url + first(/\/signatories$/))
    await page.getByLabel('Find a name').fill('jardin')
    await page.getByRole('button', { name: 'Find' }).click()
    expect(await page.locator('.names bdi').allTextContents()).toEqual(['Mi Jardín Compartido'])
    await page.getByRole('link', { name: 'Mi Jardín Compartido' }).click()
    expect(await page.locator('h1').textContent()).toBe('Mi Jardín Compartido')
  })
})

test('what a reader takes away is what it says: a PDF, the exact text by its hash, a list, a drawn card', async () => {
  const get = async (path: string) => Buffer.from(await (await fetch(house.url + path)).arrayBuffer())
  expect((await get(first(/letter\.pdf$/))).subarray(0, 5).toString()).toBe('%PDF-')
  const file = first(/^\/text\/[0-9a-f]{64}\.txt$/)
  expect(
    `/text/${createHash('sha256')
      .update(await get(file))
      .digest('hex')}.txt`,
  ).toBe(file)
  expect((await get(first(/signatories\.csv$/))).toString().trim().split('\n')).toHaveLength(91)
  const page = crawled.get(edition('Verrolane'))?.html ?? ''
  const card = new URL(/property="og:image" content="([^"]+)"/.exec(page)?.[1] ?? '').pathname
  const picture = await get(card)
  expect([picture.subarray(1, 4).toString(), picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([
    'PNG',
    1200,
    630,
  ])
})

test('the fixed text of an edition can be read by its hash, byte for byte', async () => {
  const path = first(/^\/text\/[0-9a-f]{64}$/)
  const text = await (await fetch(`${house.url}${path}.txt`)).text()
  await withPage({ javaScriptEnabled: false }, async (page) => {
    await page.goto(house.url + path)
    expect(await page.locator('pre').textContent()).toBe(text)
  })
})

test('printed, a page is the letter and its signatories, nothing around them', async () => {
  await withPage({ javaScriptEnabled: false }, async (page) => {
    await page.goto(house.url + edition('Verrolane'))
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.letter').isVisible()).toBe(true)
    for (const around of ['.top', '.foot', '.hands']) expect(await page.locator(around).isVisible()).toBe(false)
  })
})
