import { createServer } from 'node:http'
import { once } from 'node:events'
import type { Browser } from 'playwright-core'

/** A page as the server answered, to be opened as it is. */
export type AnsweredPage = { readonly path: string; readonly body: string; readonly headers: Headers }

/** Something that a page must never do, or hold. */
export type Sighting = {
  /** `ran`: a script called out. `policy`: the browser refused something. The rest stands in the page as it was read. */
  readonly what: 'ran' | 'policy' | 'script' | 'attribute' | 'address' | 'element'
  readonly path: string
  readonly detail: string
}

// Told by every frame, before anything of the page is read. Text, so that it runs where no type reaches.
const watcher = `
  const tell = (what, detail) => globalThis.tellSighting({ what, path: location.pathname, detail: String(detail) })
  globalThis.ran = globalThis.alert = (...all) => tell('ran', all[0])
  addEventListener('securitypolicyviolation', (event) => tell('policy', event.effectiveDirective + ' ' + event.blockedURI))
  addEventListener('load', () => {
    if (location.pathname === '/frames') return
    for (const one of document.querySelectorAll('*')) {
      const name = one.localName
      if (name === 'script' && /\\b(?:ran|alert|javascript)\\b/.test(one.outerHTML)) tell('script', one.outerHTML)
      if (['iframe', 'object', 'embed', 'base', 'img', 'math', 'audio', 'video', 'marquee'].includes(name)) tell('element', name)
      if (name === 'meta' && one.httpEquiv !== '') tell('element', one.outerHTML)
      for (const { name: attribute, value } of one.attributes) {
        if (/^on|^style$|^srcdoc$/i.test(attribute)) tell('attribute', attribute + '=' + value)
        if (!/^(?:href|src|action|formaction|xlink:href|data|background|poster|ping|cite)$/i.test(attribute)) continue
        const address = URL.canParse(value, location.href) ? new URL(value, location.href).protocol : ''
        if (!['http:', 'https:', 'mailto:', 'data:', ''].includes(address) || (address === 'data:' && value !== 'data:,')) tell('address', value)
      }
    }
  })
`

const framesAtOnce = 40

/** Opens every page in a browser, each in a frame of its own, and says what it saw that it must never see. */
export async function watchPages(browser: Browser, pages: readonly AnsweredPage[]): Promise<readonly Sighting[]> {
  const shown = await showing(pages)
  const context = await browser.newContext()
  const seen: Sighting[] = []
  try {
    await context.exposeBinding('tellSighting', (_source, sighting: Sighting) => {
      const number = Number(/^\/page\/(\d+)/.exec(sighting.path)?.[1] ?? -1)
      seen.push({ ...sighting, path: pages[number]?.path ?? sighting.path })
    })
    await context.addInitScript(watcher)
    const page = await context.newPage()
    page.on('dialog', (dialog) => void dialog.dismiss())
    for (let from = 0; from < pages.length; from += framesAtOnce) {
      await page.goto(`${shown.url}/frames?from=${from}`, { waitUntil: 'load' })
      // Animations and focus come a little after the page.
      await page.waitForTimeout(30)
    }
  } finally {
    await context.close()
    shown.close()
  }
  return seen
}

/** Serves the pages on loopback with the headers they came with, but that they may stand in a frame. */
async function showing(pages: readonly AnsweredPage[]) {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const number = /^\/page\/(\d+)$/.exec(url.pathname)?.[1]
    const page = number === undefined ? undefined : pages[Number(number)]
    if (url.pathname === '/frames') {
      const from = Number(url.searchParams.get('from'))
      const there = pages.slice(from, from + framesAtOnce)
      const frames = there.map((_, index) => `<iframe src="/page/${from + index}"></iframe>`)
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><title>x</title>${frames.join('')}`)
    } else if (page) {
      for (const [name, value] of page.headers) if (isKept(name)) response.setHeader(name, framed(name, value))
      response.writeHead(200).end(page.body)
    } else response.writeHead(404, { 'content-type': 'text/plain' }).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

const isKept = (name: string): boolean =>
  ['content-type', 'content-security-policy', 'x-content-type-options'].includes(name.toLowerCase())

const framed = (name: string, value: string): string =>
  name.toLowerCase() === 'content-security-policy' ? value.replace(/;?\s*frame-ancestors[^;]*/, '') : value
