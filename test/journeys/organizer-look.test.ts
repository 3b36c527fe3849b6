import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { objectionsOfAxe, widthOf } from '../kit/page-look.ts'
import { launchBrowser } from '../kit/browser.ts'
import { testDatabase } from '../kit/database.ts'
import { organizerSheet } from '../../src/web/styles-organize.ts'
import { organizerStates, type PageState } from '../kit/organizer-states.ts'

// Set to a folder to look at every page oneself.
const pictures = process.env['PICTURES']
const host = 'http://desk.localhost'

let browser: Browser
let states: readonly PageState[]
beforeAll(async () => {
  states = await organizerStates(await testDatabase(), await testDatabase())
  browser = await launchBrowser()
}, 120_000)
afterAll(() => browser?.close())

/** Shows each state as it was answered, headers and all. */
async function showing(
  options: BrowserContextOptions,
  look: (page: Page, state: PageState) => Promise<void>,
): Promise<readonly string[]> {
  const context = await browser.newContext(options)
  const wrong: string[] = []
  try {
    const page = await context.newPage()
    page.on('console', (line) => line.type() === 'error' && wrong.push(line.text()))
    page.on('pageerror', (error) => wrong.push(error.message))
    await page.route('**', (route) => {
      if (route.request().url().endsWith(organizerSheet.name))
        return route.fulfill({ contentType: 'text/css; charset=utf-8', body: organizerSheet.text })
      const state = states[Number(new URL(route.request().url()).pathname.slice(1))]
      if (!state) return route.abort()
      // A page under way looks again by itself; here it is looked at once.
      const { refresh: _, ...headers } = state.headers
      return route.fulfill({ status: state.status, headers, body: state.body })
    })
    for (const [index, state] of states.entries()) {
      await page.goto(`${host}/${index}`)
      await look(page, state)
    }
    // That a page answered 4xx the browser notes as well.
    return wrong.filter((line) => !line.startsWith('Failed to load resource'))
  } finally {
    await context.close()
  }
}

// What a dark scheme changes is contrast and nothing else.
const schemes = [
  ['light', 'every-rule'],
  ['dark', 'contrast-only'],
] as const

test.each([360, 1280])(
  'axe finds nothing to object to in any state of an organizer’s page, light or dark, %i px wide',
  async (width) => {
    const told: string[] = []
    await showing({ bypassCSP: true, viewport: { width, height: 800 } }, async (page, { name }) => {
      for (const [colorScheme, rules] of schemes) {
        await page.emulateMedia({ colorScheme })
        for (const objection of await objectionsOfAxe(page, rules)) told.push(`${name}, ${colorScheme}: ${objection}`)
        await picture(page, `${name.replaceAll(/[^a-z]+/g, '-')}-${width}-${colorScheme}.png`)
      }
    })
    expect(told).toEqual([])
  },
  240_000,
)

async function picture(page: Page, file: string): Promise<void> {
  if (pictures === undefined) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, file), fullPage: true })
}

test('no page of an organizer scrolls sideways from 320 px on, or breaks its own policy, with or without JavaScript', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const wide: string[] = []
    const wrong = await showing(
      { javaScriptEnabled, viewport: { width: 320, height: 700 } },
      async (page, { name }) => {
        const width = await widthOf(page)
        if (width > 320) wide.push(`${name}: ${width}`)
      },
    )
    expect([wide, wrong]).toEqual([[], []])
  }
})

test('every page of an organizer has at most 30 KB, with its styles besides, says what it is, and has nothing from elsewhere', () => {
  expect(states.length).toBeGreaterThanOrEqual(50)
  for (const { name, body } of states) {
    expect([name, Buffer.byteLength(body) <= 30 * 1024]).toEqual([name, true])
    expect([name, body.match(/<h1[\s>]/g)?.length]).toEqual([name, 1])
    const told = body.replace(/<script>[^]*?<\/script>/, '')
    expect([name, /<(script|iframe|object|embed|img)\b|\sstyle="|\son[a-z]+="|@import|url\(/i.test(told)]).toEqual([
      name,
      false,
    ])
  }
})
