import { serve } from '#platform'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { objectionsOfAxe, openFolds, widthOf } from '../../test/kit/page-look.ts'
import { launchBrowser } from '../../test/kit/browser.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { documentOf, everyState } from '../../test/kit/represent-pages.ts'
import { gatheringPlace, mailedLink, representWebOn } from '../../test/kit/represent-web.ts'
import { routes } from './routes.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
}, 60_000)
afterAll(async () => browser?.close())

async function withPage<T>(options: BrowserContextOptions, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext(options)
  try {
    return await work(await context.newPage())
  } finally {
    await context.close()
  }
}

test.each([
  ['light', 320, 'every-rule'],
  ['dark', 1280, 'contrast-only'],
] as const)(
  'axe finds nothing to object to in any state of any page, every fold open, and nothing stands out, %s, %i px wide',
  async (colorScheme, width, rules) => {
    await withPage({ bypassCSP: true, colorScheme, viewport: { width, height: 800 } }, async (page) => {
      for (const [state, shown] of everyState()) {
        await page.setContent(documentOf(shown))
        await openFolds(page)
        expect([state, await objectionsOfAxe(page, rules)]).toEqual([state, []])
        const widest = await widthOf(page)
        expect([state, widest <= width]).toEqual([state, true])
      }
    })
  },
  120_000,
)

test('a representative without script reads, looks at the line, is corrected and signs; a link into a fold opens it', async () => {
  const database = await testDatabase()
  const web = representWebOn(database)
  const place = await gatheringPlace(database)
  const house = await serve({
    host: '127.0.0.1',
    port: 0,
    shelf: web.shelf,
    handlerFor: () => web.handler,
    onError: () => {},
  })
  try {
    await withPage({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } }, async (page) => {
      await page.goto(house.url + routes.join(place.link))
      await page.getByRole('link', { name: 'Oskerra', exact: true }).click()
      await page.getByText('Dear', { exact: false }).nth(1).waitFor({ state: 'visible' })
      await page.getByLabel('The letter to Verrolane').check()
      await page.getByLabel('Name of the organization').fill('Harbor Lights Tenants’ Union')
      await page.getByLabel('Your name').fill('Ada Quill')
      // Enter only looks.
      await page.getByLabel('Your name').press('Enter')
      await page.getByRole('heading', { name: 'How it will be printed' }).waitFor()
      expect(await page.locator('#own').textContent()).toContain('Harbor Lights Tenants’ Union')
      await page.getByRole('button', { name: 'Sign for Harbor Lights' }).click()
      await page.getByRole('heading', { name: /things are missing or wrong/ }).waitFor()
      expect(await page.getByLabel('Your name').inputValue()).toBe('Ada Quill')
      await page.getByLabel('Your role there').fill('president')
      await page.getByLabel('Your e-mail address').fill('ada@harbor-lights.org')
      await page.getByLabel('I may sign for this organization').check()
      const link = await mailedLink(database, place, async () => {
        await page.getByRole('button', { name: 'Sign for Harbor Lights' }).click()
        await page.getByRole('heading', { name: 'Look in your inbox' }).waitFor()
        return new Response()
      })
      await page.goto(house.url + routes.signOn(link))
      await page.getByRole('button', { name: 'Sign for Harbor Lights' }).click()
      await page.getByRole('heading', { name: 'Harbor Lights Tenants’ Union has signed' }).waitFor()
    })
  } finally {
    await house.close(0)
  }
}, 120_000)
