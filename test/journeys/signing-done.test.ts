import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, openSecrets } from '#platform'
import { launchBrowser } from '../kit/browser.ts'
import { checkEverything } from '../kit/check-everything.ts'
import { guardedFolder } from '../kit/guarded-folder.ts'
import { freePort, runCommand, runCommandWith, startHouse, type House } from '../kit/house.ts'
import { openMail, phone, tap, until, withWindow } from '../kit/walk.ts'

const data = guardedFolder()
let house: House
let port: number
let browser: Browser

beforeAll(async () => {
  port = await freePort()
  house = await startHouse(data.path, port, '--dev')
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await house?.close()
  await data.remove()
})

const campaign = '/c/no-secret-scores-for-tenants'
const letter = `${campaign}/march-2026`
const log = '/log/no-secret-scores-for-tenants'

/** A number that stands in a sentence of a page or file; none when nobody stands there. */
type Numbers = { readonly page: number; readonly file: number; readonly command: number; readonly reader: number }

async function numberOnPage(): Promise<number> {
  const lead = /<p class="lead">([^<]*)</.exec(await (await fetch(house.url + letter)).text())?.[1]
  if (lead === undefined) throw new Error('the page of the letter says nothing')
  return Number(/joined by (\d+) (?:person|people)/.exec(lead)?.[1] ?? 0)
}

async function numberInFile(): Promise<number> {
  const counts = (await (await fetch(`${house.url}${log}/counts.json`)).json()) as {
    readonly letters: Readonly<Record<string, number>>
  }
  return counts.letters['march-2026'] ?? 0
}

/** What `undersigned recount` says of a log whose names it checks too; it ends with 0 only when everything agrees. */
async function numberByCommand(): Promise<number> {
  const said = await runCommand(data.path, port, 'recount', `${house.url}${log}`, '--names', '--texts')
  expect(said).toMatch(/Everything agrees \(/)
  const [, published, recounted] = /letter march-2026 +published (\d+), recounted (\d+)/.exec(said) ?? []
  expect(recounted).toBe(published)
  return Number(recounted)
}

/** What a reader's own browser finds on the one page with a script. */
async function numberByReader(): Promise<number> {
  return await withWindow(browser, { viewport: { width: 360, height: 740 } }, async (page) => {
    await page.goto(`${house.url}${campaign}/recount`)
    await page.getByLabel('Also check every name').check()
    await page.getByRole('button', { name: 'Recount now' }).click()
    await page.locator('[data-recount]:is([data-state=agrees],[data-state=differs],[data-state=unreachable])').waitFor()
    expect(await page.locator('[data-status]').textContent()).toMatch(/^Everything agrees: \d+ entries/)
    expect(await page.locator('[data-result]').textContent()).toContain('The checkpoint is signed with the key below.')
    const cells = await page.locator('tr[data-kind=letter][data-name=march-2026] td').allTextContents()
    expect(cells[1]?.trim()).toBe(cells[0]?.trim())
    return Number(cells[1])
  })
}

/** Everything that tells a number tells this one, and every signature of the database is one of the log. */
async function everybodyCounts(wanted: number): Promise<void> {
  // The page is told of a commit and the file of a checkpoint; either may be a moment ahead.
  await until(
    `${wanted} on the letter's page and in its file`,
    async () => (await numberOnPage()) === wanted && (await numberInFile()) === wanted,
  )
  const numbers: Numbers = {
    page: await numberOnPage(),
    file: await numberInFile(),
    command: await numberByCommand(),
    reader: await numberByReader(),
  }
  expect(numbers).toEqual({ page: wanted, file: wanted, command: wanted, reader: wanted })
  const { vault } = await openSecrets(join(data.path, 'secrets/secrets.json'))
  const database = await openDatabase({ dataDir: data.path }, { role: 'guest' })
  try {
    expect(await checkEverything(database, vault)).toEqual([])
  } finally {
    await database.close()
  }
}

/** Names that strangers find in the list and in the files beside the log. */
async function namesShown(): Promise<readonly string[]> {
  const page = await (await fetch(`${house.url}${letter}/supporters`)).text()
  const listed = [...page.matchAll(/<bdi>([^<]*)<\/bdi>/g)].map(([, name = '']) => name)
  const opened = await (await fetch(`${house.url}${log}/openings/0`)).text()
  expect([...opened.matchAll(/"n":"([^"]*)"/g)].map(([, name]) => name)).toEqual(listed)
  return listed
}

async function sign(page: Page, who: { readonly name: string; readonly email: string }): Promise<void> {
  await page.goto(`${house.url}${letter}/verrolane`)
  await tap(page, page.locator('.signbar a'))
  await tap(page, page.locator('.jump a'))
  await page.getByLabel('Name', { exact: true }).fill(who.name)
  await page.getByLabel('E-mail address', { exact: true }).fill(who.email)
  await page.getByLabel(/^I sign this letter and agree/).check()
  await page.getByLabel('Show my name on the public list').check()
  await tap(page, page.getByRole('button', { name: 'Sign the letter to Verrolane', exact: true }))
  expect(await page.locator('h1').textContent()).toBe('Look in your inbox')
}

async function confirm(page: Page, email: string): Promise<void> {
  await openMail(page, house.url, email, /Please confirm/)
  await tap(page, page.getByRole('link', { name: /\/confirm\// }))
  await tap(page, page.getByRole('button', { name: 'Confirm my signature' }))
  expect(await page.locator('h1').textContent()).toBe('Your signature is confirmed')
}

// Whoever opens a connection, even to this machine, is told so by its end.
const withoutNetwork = {
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
    `import net from 'node:net'; import dns from 'node:dns'
     const refuse = () => { process.stderr.write('asked the network'); process.exit(99) }
     net.Socket.prototype.connect = refuse; dns.lookup = refuse`,
  )}`,
}

test('on a phone without JavaScript a person signs, confirms, keeps a receipt that holds offline, hides the name and withdraws, and at each step the page, the files, the command and a reader’s browser have the same number', async () => {
  const ada = { name: 'Ada Example', email: 'ada@mail.example' }
  const zoe = { name: 'Zoë Example', email: 'zoe@mail.example' }
  await withWindow(browser, phone, async (page) => {
    await everybodyCounts(0)
    await sign(page, ada)
    // A wish counts nothing yet.
    await everybodyCounts(0)
    await confirm(page, ada.email)
    await everybodyCounts(1)
    await sign(page, zoe)
    await confirm(page, zoe.email)
    const mine = page.url()
    await everybodyCounts(2)
    expect(await namesShown()).toEqual([ada.name, zoe.name])

    await tap(page, page.getByRole('link', { name: 'the letter to Verrolane, version 1' }))
    await page.goto(mine)
    const receipt = join(data.path, 'receipt.tlog-proof')
    await writeFile(receipt, await (await fetch(`${mine}/receipt`)).text())
    const text = join(data.path, 'letter.txt')
    const hash = /\/text\/([0-9a-f]{64})"/.exec(await (await fetch(`${house.url}${letter}/verrolane`)).text())?.[1]
    await writeFile(text, await (await fetch(`${house.url}/text/${hash}.txt`)).text())
    const proved = await runCommandWith(data.path, port, withoutNetwork, 'verify', receipt, '--text', text)
    for (const said of ['This receipt holds.', zoe.name, String(hash), `${text} is a text that was signed.`])
      expect(proved).toContain(said)
    expect(proved).not.toContain(ada.name)

    await tap(page, page.getByRole('button', { name: 'Hide my name' }))
    await everybodyCounts(2)
    expect(await namesShown()).toEqual([ada.name])

    await page.goto(mine)
    await tap(page, page.getByRole('link', { name: 'Withdraw my signature' }))
    await everybodyCounts(2)
    await tap(page, page.getByRole('button', { name: 'Withdraw my signature' }))
    expect(await page.locator('h1').textContent()).toBe('Your signature is withdrawn')
    await everybodyCounts(1)
    expect(await namesShown()).toEqual([ada.name])
    // What was proved stays proved: the signature stood in the log.
    expect(await runCommandWith(data.path, port, withoutNetwork, 'verify', receipt)).toContain('This receipt holds.')
  })
}, 600_000)

test('beside that the server by itself reviews what was confirmed and deletes what was kept long enough', async () => {
  const database = await openDatabase({ dataDir: data.path }, { role: 'guest' })
  const rowsIn = (table: 'signatures_watch' | 'signatures_retention') =>
    database.read((tx) => tx.selectFrom(table).selectAll().execute())
  try {
    for (const table of ['signatures_watch', 'signatures_retention'] as const)
      await until(`the clock in ${table}`, async () => (await rowsIn(table)).length > 0)
  } finally {
    await database.close()
  }
})
