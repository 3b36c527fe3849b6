import type { Browser } from 'playwright-core'
import type { AnsweredPage } from './script-watch.ts'

/** What a page is made of, in order: each element with the names of its attributes, and of addresses the scheme. */
export type PageShape = readonly string[]

const addresses = ['href', 'src', 'action', 'formaction', 'cite', 'poster', 'data', 'background', 'ping', 'xlink:href']

// Text, so that it runs where no type reaches.
const shapeOf = `(body) => {
  const whole = new DOMParser().parseFromString(body, 'text/html')
  return [...whole.querySelectorAll('*')].map((one) => {
    const names = [...one.attributes].map(({ name, value }) => {
      if (!${JSON.stringify(addresses)}.includes(name)) return name
      const to = URL.canParse(value, 'https://here.example/') ? new URL(value, 'https://here.example/') : { protocol: 'broken' }
      return name + '=' + to.protocol
    })
    return [one.localName, ...names.sort()].join(' ')
  })
}`

/** Reads pages as a browser reads them, without running anything, and says what each is made of. */
export async function pageShapes(browser: Browser, pages: readonly AnsweredPage[]): Promise<readonly PageShape[]> {
  const context = await browser.newContext()
  const shapes: PageShape[] = []
  try {
    const page = await context.newPage()
    for (const { body } of pages) shapes.push(await page.evaluate<PageShape>(`(${shapeOf})(${JSON.stringify(body)})`))
  } finally {
    await context.close()
  }
  return shapes
}
