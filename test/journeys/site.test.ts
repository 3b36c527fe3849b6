import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { wordsFor } from '#kernel'
import { launchBrowser } from '../kit/browser.ts'
import { freePort, freshDataDir, runCommand, startHouse } from '../kit/house.ts'

const data = freshDataDir()
const port = await freePort()
const house = await startHouse(data.path, port, '--dev')
const home = mkdtempSync(join(tmpdir(), 'undersigned-site-'))
const folder = join(home, 'archive')
const campaign = 'no-secret-scores-for-tenants'
afterAll(async () => {
  await house.close()
  data.drop()
  rmSync(home, { recursive: true })
})
const pagesOf = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'))

test('a whole campaign becomes a folder whose every link leads to a file of it or to the live page', async () => {
  await runCommand(data.path, port, 'site', campaign, folder)
  const pages = pagesOf()
  expect(pages.length).toBeGreaterThan(100)
  const astray: string[] = []
  for (const page of pages)
    for (const [, address = ''] of readFileSync(join(folder, page), 'utf8').matchAll(
      /\s(?:href|src|data-log)="([^"#]+)/g,
    )) {
      if (/^(?:https?|mailto|data):/.test(address)) continue
      if (address.startsWith('/') || !existsSync(join(folder, dirname(page), address)))
        astray.push(`${page}: ${address}`)
    }
  expect(astray).toEqual([])
  for (const file of ['march-2026/verrolane/letter.pdf', 'march-2026/signatories.csv', 'record/data.json'])
    expect(existsSync(join(folder, file)), file).toBe(true)
}, 240_000)

test('no page of the folder has a form, a dead button or a link to a form; the live server is linked from the note above alone', () => {
  const wrong: string[] = []
  for (const page of pagesOf()) {
    const written = readFileSync(join(folder, page), 'utf8')
    // What the recount's script shows works wherever a web server carries the folder.
    const still = written.replace(/<div data-live[\s\S]*?<\/div>/, '')
    if (/<form|<(?:button|input|select|textarea)(?![^>]*\sdisabled)/.test(still))
      wrong.push(`${page}: something to send`)
    const live = [...written.matchAll(/<a [^>]*href="([^"]+)/g)].filter(([, href = '']) => href.startsWith(house.url))
    if (live.length > 1 || live.some(([, href = '']) => href.endsWith('/sign')))
      wrong.push(`${page}: ${live.join(' ')}`)
    if (written.includes('signbar"')) wrong.push(`${page}: a bar to sign`)
  }
  expect(wrong).toEqual([])
  const list = readFileSync(join(folder, 'march-2026/signatories/index.html'), 'utf8')
  expect(list).toContain(wordsFor('en').site.noSearch)
  expect(list).toContain(`<a href="${house.url}/c/${campaign}/march-2026/signatories">`)
})

test('the folder recounts without a server, and a changed leaf or text in it is found', async () => {
  const log = join(folder, 'log')
  expect(await runCommand(data.path, port, 'recount', log, '--names', '--texts')).toContain('Everything agrees')
  const text = join(log, 'texts', readdirSync(join(log, 'texts'))[0] ?? '')
  const before = readFileSync(text)
  writeFileSync(text, Buffer.concat([before, Buffer.from('.')]))
  await expect(runCommand(data.path, port, 'recount', log, '--names', '--texts')).rejects.toThrow()
  writeFileSync(text, before)
})

test('opened from a disk it is read by clicking, and asks nobody for anything; a captured page runs nothing', async () => {
  const replayed = pagesOf().filter((page) => page.includes('/replay/'))
  expect(replayed.length).toBeGreaterThan(0)
  for (const page of replayed)
    expect(readFileSync(join(folder, page), 'utf8')).toMatch(
      /<head><meta http-equiv="Content-Security-Policy" content="[^"]*script-src 'none'/,
    )
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 360, height: 800 } })
    const asked: string[] = []
    page.on('request', (request) => void (request.url().startsWith('file:') || asked.push(request.url())))
    await page.goto(`file://${folder}/index.html`)
    await page.getByRole('link', { name: 'Verrolane', exact: true }).first().click()
    expect(page.url()).toBe(`file://${folder}/recipients/verrolane/index.html`)
    await page.goto(`file://${folder}/march-2026/verrolane/index.html`)
    expect(await page.locator('h1').textContent()).toContain('Verrolane')
    expect(asked).toEqual([])
  } finally {
    await browser.close()
  }
}, 60_000)

test('a folder that holds something is left as it is', async () => {
  await expect(runCommand(data.path, port, 'site', campaign, folder)).rejects.toThrow(/not empty/)
})
