import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serve } from '#platform'
import { routes } from '#web'
import { launchBrowser } from '../kit/browser.ts'
import { testDatabase } from '../kit/database.ts'
import { freePort } from '../kit/house.ts'
import { objectionsOfAxe, openFolds, widthOf } from '../kit/page-look.ts'
import { typedCampaign, writersDesk } from '../kit/writers.ts'

// Set to a folder to look at every page oneself.
const pictures = process.env['PICTURES']

const database = await testDatabase()
const port = await freePort()
const url = `http://localhost:${port}`
const desk = await writersDesk(database, url)
const campaign = 'no-secret-scores'
await desk.send(routes.newCampaign(), typedCampaign, desk.ola)

let browser: Browser
let server: Awaited<ReturnType<typeof serve>>
beforeAll(async () => {
  browser = await launchBrowser()
  const { shelf, handler } = desk.web
  server = await serve({ host: '127.0.0.1', port, shelf, handlerFor: () => handler, onError: () => {} })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server?.close(0)
})

async function withOrganizer<T>(options: BrowserContextOptions, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext(options)
  try {
    await context.addCookies([{ name: 'undersigned-session', value: desk.ola.session, url }])
    return await work(await context.newPage())
  } finally {
    await context.close()
  }
}

// A list whose columns broke two names, with nothing in the file that tells which, and a name that is a script.
const letter = `March 3, 2026

Dear Verrolane,

We write about the scores that you sell to landlords, which nobody who is scored can see.

Please stop selling them before the summer, and tell us in writing that you have.

Sincerely,

Abbey Street Tenants
Bridge House Residents and the
Canal Quarter
Dock Road Families
Eastgate Lodgers Union of the
Far North
<script>alert(1)</script> Guild
Harbor Wall Renters
`

const files = (text: string, name = 'letter.txt') => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
const said = async (page: Page) => (await page.getByRole('status').first().textContent())?.trim()

async function bringIn(page: Page, text: string, name?: string): Promise<void> {
  await page.goto(`${url}${routes.bringIn(campaign)}`)
  await page.getByLabel('Files').setInputFiles(files(text, name))
  await page.getByRole('button', { name: 'Read the files' }).click()
}

async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
}

test('a letter in a file is dropped, its doubtful names decided, accepted and read, without JavaScript', async () => {
  await withOrganizer({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } }, async (page) => {
    await page.goto(`${url}${routes.campaignHome(campaign)}`)
    await page.getByRole('link', { name: 'Bring in a letter from a file' }).click()
    await page.getByRole('button', { name: 'Read the files' }).click()
    expect(await page.getByText('Choose at least one file.').count()).toBeGreaterThan(0)
    await bringIn(page, letter)
    expect(await said(page)).toBe('Read. Look through it, the doubtful names first.')
    // Nothing doubtful is accepted silently.
    const open = await page.locator('#doubtful article').count()
    expect(open).toBeGreaterThan(0)
    expect(await page.getByRole('button', { name: 'Accept', exact: true }).count()).toBe(0)
    const first = (await page.locator('#doubtful .as').first().textContent()) ?? ''
    await page
      .locator('#doubtful article')
      .first()
      .getByRole('button', { name: /^Keep it so/ })
      .click()
    expect(await page.locator('#doubtful article').count()).toBe(open - 1)
    await page.getByRole('button', { name: 'Take the last decision back' }).click()
    expect(await page.locator('#doubtful .as').first().textContent()).toBe(first)
    // A name is changed into two, and the rest kept by one explicit act that says how many.
    await page.locator('#list').getByRole('link', { name: 'Dock Road Families' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Dock Road\nFamilies of the Docks')
    await page.getByRole('button', { name: 'Save' }).click()
    expect(await page.locator('#list').textContent()).toContain('Families of the Docks')
    await page.getByRole('button', { name: /^Keep (the one|all \d+) remaining as proposed$/ }).click()
    await page.getByRole('link', { name: 'Look at it beside the file, and change it' }).click()
    await page.getByLabel('Title', { exact: true }).fill('Stop the scores')
    await page.getByRole('button', { name: 'Save' }).click()
    expect(await said(page)).toBe('Done.')
    await page.getByRole('button', { name: 'Accept', exact: true }).click()
    expect(await said(page)).toMatch(/^Accepted\./)
    await page.getByRole('link', { name: 'Stop the scores' }).click()
    expect(await page.locator('textarea').first().inputValue()).toContain('Please stop selling them before the summer')
    await page.getByRole('link', { name: 'Organizations', exact: true }).click()
  })
  const list = await desk.page(routes.list(campaign, 'march-2026'), desk.ola)
  expect(list).toContain('Families of the Docks')
  expect(list).not.toContain('<script>alert')
}, 120_000)

test('what can be read of a page in any width: no rule is broken, nothing is wider than the window', async () => {
  for (const width of [360, 1280])
    await withOrganizer({ viewport: { width, height: 900 }, bypassCSP: true }, async (page) => {
      const look = async (name: string) => {
        await openFolds(page)
        await picture(page, `${name}-${width}`)
        expect([name, await objectionsOfAxe(page, 'every-rule')]).toEqual([name, []])
        expect([name, (await widthOf(page)) <= width]).toEqual([name, true])
      }
      await page.goto(`${url}${routes.bringIn(campaign)}`)
      await look('bring')
      await bringIn(page, letter)
      await look('review')
      await page
        .getByRole('link', { name: /^Change …/ })
        .first()
        .click()
      await look('change')
      await page.getByRole('link', { name: 'Look at it beside the file, and change it' }).click()
      await look('text')
      await page.goBack()
      await page.getByRole('button', { name: /^Keep (the one|all \d+) remaining as proposed$/ }).click()
      await page
        .getByRole('radio', { name: /^Add the names to the list of/ })
        .first()
        .check()
      await page.getByRole('button', { name: 'Accept', exact: true }).click()
      await look('result')
    })
}, 120_000)

test('who may not write in a campaign brings nothing in, and sees nothing of what was', async () => {
  const path = routes.bringIn(campaign)
  for (const role of ['viewer', 'reviewer'] as const) {
    const one = await desk.writer(role, campaign, role)
    expect((await desk.ask(path, one)).status).toBe(403)
    expect((await desk.send(path, {}, one)).status).toBe(403)
  }
  const editor = await desk.writer('editor', campaign, 'editor')
  expect((await desk.ask(path, editor)).status).toBe(200)
  const other = routes.reading(campaign, '0198c0de-0000-7000-8000-000000000001')
  expect((await desk.ask(other, editor)).status).toBe(404)
})

test('a file that cannot be read is refused in a sentence with its name, and nothing is kept', async () => {
  await withOrganizer({ javaScriptEnabled: false }, async (page) => {
    await bringIn(page, '', 'empty.txt')
    expect(await page.title()).toMatch(/^(Error|Bring)/)
    await bringIn(page, '\u0000\u0001\u0002\u0003'.repeat(200), 'noise.bin')
    expect(await page.locator('[role=alert]').textContent()).toContain('noise.bin: ')
  })
})

test('a list of ten thousand names is looked through in pages of at most 40 KB as they are sent', async () => {
  const names = Array.from({ length: 10_000 }, (_, at) => `Reading Circle Number ${at + 1} of the Hills`).join('\n')
  await withOrganizer({ javaScriptEnabled: false }, async (page) => {
    await bringIn(page, `${letter.split('Abbey')[0]}${names}\n`, 'long.txt')
    expect(await page.locator('.sum').textContent()).toContain('10,000 names')
    const { gzipSync } = await import('node:zlib')
    expect(gzipSync(await page.content()).length).toBeLessThan(40_000)
    await page.getByRole('link', { name: 'Further names' }).click()
    expect(await page.locator('#list').textContent()).toContain('Number 101 of')
  })
}, 120_000)
