import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CampaignId } from '#kernel'
import { logFacts, openLog } from '#ledger'
import { serve, systemMeans } from '#platform'
import { encodeBundle, encodeLeaf, openingsFile, startTally, RUN_BUNDLES, TILE_WIDTH, type Leaf } from '#proof'
import { objectionsOfAxe } from '../kit/page-look.ts'
import { launchBrowser } from '../kit/browser.ts'
import { testDatabase } from '../kit/database.ts'
import { someLog } from '../kit/log-folder.ts'
import { addLeaves, handClock, sealNow, testLogKeys } from '../kit/logs.ts'
import { exampleProposal, keepCampaign, webOn } from '../kit/web.ts'

const made = someLog(600)
const database = await testDatabase()
const web = webOn(database, {
  log: {
    facts: (origin, url) => logFacts(origin, url, testLogKeys),
    openings: async (_tx, _campaign, bundle) =>
      openingsFile(
        bundle,
        made.openings.filter(({ index }) => Math.floor(index / TILE_WIDTH) === bundle),
      ),
  },
})
const { slug, id } = await keepCampaign(database, exampleProposal(), { title: 'Example', publish: true })

/** The leaves with the numbers that a server keeps for them. */
async function fillLog(campaign: CampaignId, name: string, leaves: readonly Leaf[]): Promise<void> {
  const tally = startTally()
  for (const [i, leaf] of leaves.entries()) tally.take(i, leaf)
  const { letters, versions } = tally.result()
  const subjects = [
    ...letters.map((one) => ({ ...one, subject: `letter:${one.letter}` })),
    ...versions.map((one) => ({ ...one, subject: `version:${one.hash}` })),
  ]
  await database.transaction((tx) => openLog(tx, campaign, `letters.example/log/${name}`, systemMeans()))
  await addLeaves(database, campaign, leaves.map(encodeLeaf), subjects)
  await sealNow(database, handClock())
}

let browser: Browser
let server: Awaited<ReturnType<typeof serve>>
beforeAll(async () => {
  await fillLog(id as CampaignId, slug, made.leaves)
  browser = await launchBrowser()
  server = await serve({
    host: '127.0.0.1',
    port: 0,
    shelf: web.shelf,
    handlerFor: () => web.handler,
    onError: () => {},
  })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server?.close(0)
})

async function onPage<T>(javaScriptEnabled: boolean, work: (page: Page) => Promise<T>, bypassCSP = false): Promise<T> {
  const viewport = { width: 360, height: 740 }
  const context = await browser.newContext({ javaScriptEnabled, viewport, bypassCSP })
  try {
    const page = await context.newPage()
    return await work(page)
  } finally {
    await context.close()
  }
}
const address = (campaign = slug): string => `${server.url}/c/${campaign}/recount`

/** Presses the button and waits for what comes of it. */
async function recount(page: Page, withNames: boolean): Promise<{ readonly state: string; readonly text: string }> {
  if (withNames) await page.getByLabel('Also check every name').check()
  await page.getByRole('button', { name: 'Recount now' }).click()
  const done = page.locator('[data-recount]:is([data-state=agrees],[data-state=differs],[data-state=unreachable])')
  await done.waitFor()
  const state = (await done.getAttribute('data-state')) ?? ''
  return { state, text: await page.locator('[data-live]').innerText() }
}

test('the recount page recomputes root, numbers and names before the reader’s eyes and agrees', async () => {
  await onPage(true, async (page) => {
    const complaints: string[] = []
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(address())
    const { state, text } = await recount(page, true)
    expect(text).toMatch(/Everything agrees: 600 entries recounted in [\d.]+ seconds/)
    expect(text).toContain(`${made.openings.length} shown names`)
    expect(text).toContain('The checkpoint is signed with the key below.')
    expect(state).toBe('agrees')
    const rows = page.locator('tr[data-kind]')
    expect(await rows.count()).toBe(9)
    for (const row of await rows.all()) {
      const [printed, recounted] = await row.locator('td').allInnerTexts()
      expect(recounted).toBe(printed)
    }
    expect(complaints).toEqual([])
  })
})

test('the recount page says so when an entry, a number, a name or the key is not what was signed', async () => {
  const other = encodeBundle(someLog(TILE_WIDTH, 9).leaves.map(encodeLeaf))
  await onPage(true, async (page) => {
    await page.route('**/tile/entries/001', (route) => route.fulfill({ body: Buffer.from(other) }))
    await page.goto(address())
    const { state, text } = await recount(page, false)
    expect(text).toContain('The entries are not the ones that the checkpoint was signed for.')
    expect(state).toBe('differs')
  })
  await onPage(true, async (page) => {
    await page.goto(address())
    await page
      .locator('tr[data-kind=letter]')
      .first()
      .evaluate((row) => row.setAttribute('data-printed', '7'))
    const { state, text } = await recount(page, false)
    expect(text).toContain('A printed number is not the recounted one.')
    expect(await page.locator('tr[data-agrees=false]').count()).toBe(1)
    expect(state).toBe('differs')
  })
  await onPage(true, async (page) => {
    await page.route('**/openings/0', async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ body: (await answer.text()).replace(/"n":"Signer (\d+)"/, '"n":"Signer x$1"') })
    })
    await page.goto(address())
    expect((await recount(page, true)).text).toMatch(/The name shown for entry number \d+ is not the one/)
  })
  await onPage(true, async (page) => {
    await page.goto(address())
    await page.locator('[data-key]').evaluate((key) => {
      key.textContent = (key.textContent ?? '').replace(/\+A.{4}/, '+AAAAA')
    })
    expect((await recount(page, false)).text).toContain('The checkpoint is not signed with the key below.')
  })
})

test('a large log is read in runs, and alone only what fills none; an entry changed within a run is found', async () => {
  const large = await keepCampaign(database, exampleProposal(), { title: 'Large', publish: true })
  await fillLog(large.id as CampaignId, large.slug, someLog(RUN_BUNDLES * TILE_WIDTH + 300, 2).leaves)
  await onPage(true, async (page) => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url().replace(/^.*\/log\/[^/]+\//, '')))
    await page.goto(address(large.slug))
    asked.length = 0
    expect((await recount(page, false)).text).toContain('Everything agrees: 16,684 entries')
    expect(asked).toEqual(['checkpoint', 'runs/0', 'tile/entries/064', 'tile/entries/065.p/44'])
    await page.route('**/runs/0', async (route) => {
      const body = await (await route.fetch()).body()
      body[9000] = (body[9000] ?? 0) ^ 1
      await route.fulfill({ body })
    })
    expect((await recount(page, false)).state).toBe('differs')
  })
})

test('a server that rations files is waited for as long as it asks, the page says so and goes on', async () => {
  await onPage(true, async (page) => {
    const asked: string[] = []
    await page.route(/\/(openings\/[01]|tile\/entries\/001)$/, async (route) => {
      const { pathname } = new URL(route.request().url())
      const isFirst = !asked.includes(pathname)
      asked.push(pathname)
      await (isFirst ? route.fulfill({ status: 429, headers: { 'Retry-After': '2' } }) : route.continue())
    })
    await page.goto(address())
    await page.getByLabel('Also check every name').check()
    await page.getByRole('button', { name: 'Recount now' }).click()
    await page.getByText('asks us to wait. Going on in 2 seconds').waitFor()
    await page.getByText(/Everything agrees: 600 entries/).waitFor()
    expect(asked).toHaveLength(6)
  })
})

test('without a script the page explains, shows the numbers and gives the command that does the same', async () => {
  await onPage(false, async (page) => {
    await page.goto(address())
    const text = await page.locator('main').innerText()
    expect(text).toContain(`npx undersigned recount https://letters.example/log/${slug} --names`)
    expect(text).not.toContain('Recount now')
    expect(await page.locator('tr[data-kind]').count()).toBe(9)
  })
})

test('only this page may run a script, this one, and read files of this server only', async () => {
  const policy = (await web.ask(`/c/${slug}/recount`)).headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/script-src 'sha256-[A-Za-z0-9+/=]{44}'; connect-src 'self'$/)
  expect((await web.ask(`/c/${slug}`)).headers.get('content-security-policy')).not.toContain('script-src')
  expect((await web.ask('/c/nothing/recount')).status).toBe(404)
})

test('the recount page is one that everybody can use', async () => {
  await onPage(
    true,
    async (page) => {
      await page.goto(address())
      await recount(page, false)
      expect(await objectionsOfAxe(page, 'every-rule')).toEqual([])
    },
    true,
  )
})
