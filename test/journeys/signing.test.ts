import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { objectionsOfAxe, widthOf } from '../kit/page-look.ts'
import { launchBrowser } from '../kit/browser.ts'
import { guardedFolder } from '../kit/guarded-folder.ts'
import { freePort, runCommand, startHouse, type House } from '../kit/house.ts'
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
const edition = `${letter}/verrolane`
const withPage = <T>(options: BrowserContextOptions, work: (page: Page) => Promise<T>): Promise<T> =>
  withWindow(browser, options, work)

/** Waits until the letter's page says so many joined it; `undefined`: nobody. */
async function peopleBecome(page: Page, wanted: string | undefined): Promise<void> {
  await until('what the page is to show', async () => {
    await page.goto(house.url + letter)
    const lead = (await page.locator('.lead').textContent()) ?? ''
    return wanted === undefined ? !lead.includes('joined') : lead.includes(wanted)
  })
}

async function fillIn(page: Page, name: string, email: string): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('E-mail address', { exact: true }).fill(email)
}

test('somebody signs on a phone without JavaScript, confirms from the mail, gets a receipt that holds offline, hides the name, and withdraws', async () => {
  await withPage(phone, async (page) => {
    await page.goto(house.url + edition)
    await tap(page, page.locator('.signbar').getByRole('link', { name: 'Sign the letter to Verrolane' }))
    expect(new URL(page.url()).pathname).toBe(`${edition}/sign`)
    await fillIn(page, 'Zoë Example', 'zoe@mail.example')
    await page.getByLabel('The letter to Oskerra').check()
    await page.getByLabel(/^I sign this letter and agree/).check()
    await page.getByLabel('Show my name on the public list').check()
    // The button says what it does now that two are ticked.
    await tap(page, page.getByRole('button', { name: 'Sign these letters', exact: true }))
    expect(await page.locator('h1').textContent()).toBe('Look in your inbox')
    expect(await page.locator('.address').textContent()).toContain('zoe@mail.example')

    await openMail(page, house.url, 'zoe@mail.example', /Please confirm/)
    await tap(page, page.getByRole('link', { name: /\/confirm\// }))
    expect(await page.locator('h1').textContent()).toBe('Confirm your signature')
    await tap(page, page.getByRole('button', { name: 'Confirm my signature' }))
    expect(await page.locator('h1').textContent()).toBe('Your signature is confirmed')
    const mine = page.url()
    await peopleBecome(page, 'joined by 1 person')
    await until('what the page is to show', async () => {
      await page.goto(house.url + edition)
      return ((await page.locator('.signbar').textContent()) ?? '').includes('90 signatories, joined by 1 person')
    })
    await page.goto(house.url + letter)
    await tap(page, page.getByRole('link', { name: 'People who signed' }))
    expect(await page.locator('.people bdi').allTextContents()).toEqual(['Zoë Example'])

    await until('what the page is to show', async () => {
      await page.goto(mine)
      return (await page.getByRole('link', { name: 'Download the receipt' }).count()) > 0
    })
    const receipt = join(data.path, 'receipt.tlog-proof')
    await writeFile(receipt, await (await fetch(`${mine}/receipt`)).text())
    const policy = join(data.path, 'policy')
    await writeFile(policy, await (await fetch(`${house.url}/log/no-secret-scores-for-tenants/policy`)).text())
    expect(await runCommand(data.path, port, 'verify', receipt, '--policy', policy)).toMatch(
      /Zoë Example|This receipt holds/,
    )

    await tap(page, page.getByRole('button', { name: 'Hide my name' }))
    expect(await page.getByRole('button', { name: 'Show my name' }).count()).toBe(1)
    await page.goto(`${house.url}${letter}/supporters`)
    expect(await page.locator('.people bdi').count()).toBe(0)

    await page.goto(mine)
    await tap(page, page.getByRole('link', { name: 'Withdraw my signature' }))
    await tap(page, page.getByRole('button', { name: 'Withdraw my signature' }))
    expect(await page.locator('h1').textContent()).toBe('Your signature is withdrawn')
    await peopleBecome(page, undefined)
    expect(await page.context().cookies()).toEqual([])
  })
})

test('with autofill it is four taps: the sign bar, the phone’s own suggestion, the consent, the button', async () => {
  await withPage(phone, async (page) => {
    await page.goto(house.url + edition)
    await tap(page, page.locator('.signbar a'))
    // The form stands on the screen at once: the letter was read on the page before, and is above it again.
    const field = await page.getByLabel('Name', { exact: true }).boundingBox()
    expect(field && field.y > 0 && field.y < 740).toBe(true)
    expect(await page.locator('article.letter').count()).toBe(1)
    await fillIn(page, 'Otto Example', 'otto@mail.example')
    await page.getByLabel(/^I sign this letter and agree/).tap()
    await tap(page, page.getByRole('button', { name: 'Sign the letter to Verrolane', exact: true }))
    expect(await page.locator('h1').textContent()).toBe('Look in your inbox')
  })
})

test('the six digits of the mail can be typed where the form was sent, as they are pasted', async () => {
  await withPage(phone, async (page) => {
    await page.goto(`${house.url}${edition}/sign`)
    await fillIn(page, 'Ida Example', 'ida@mail.example')
    await page.getByLabel(/^I sign this letter and agree/).check()
    await page.getByRole('button', { name: 'Sign the letter to Verrolane', exact: true }).click()
    const sent = page.url()
    const code =
      /\b(\d{3}) ?(\d{3})\b/.exec(await openMail(page, house.url, 'ida@mail.example', /Please confirm/)) ?? []
    await page.goto(sent)
    await page.getByLabel('Code from the mail').fill('000 000')
    await page.getByRole('button', { name: 'Confirm my signature' }).click()
    expect(await page.title()).toMatch(/^Error: /)
    await page.getByLabel('Code from the mail').fill(` ${code[1]} ${code[2]}`)
    await page.getByRole('button', { name: 'Confirm my signature' }).click()
    expect(await page.locator('h1').textContent()).toBe('Your signature is confirmed')
  })
})

test('what is wrong with a form has the focus, leads to its field by the keyboard alone, and loses nothing', async () => {
  await withPage({ javaScriptEnabled: false }, async (page) => {
    await page.goto(`${house.url}${edition}/sign`)
    await fillIn(page, 'Ina Example', 'ina@')
    await page.getByLabel('Show my name on the public list').check()
    await page.getByRole('button', { name: 'Sign the letter to Verrolane', exact: true }).click()
    expect(await page.title()).toMatch(/^Error: /)
    expect(new URL(page.url()).pathname).toBe(`${edition}/sign`)
    expect(await page.locator(':focus').getAttribute('class')).toBe('errors')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').count()).toBe(1)
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Ina Example')
    expect(await page.getByLabel('Show my name on the public list').isChecked()).toBe(true)
    expect(await page.getByLabel('E-mail address', { exact: true }).getAttribute('aria-invalid')).toBe('true')
  })
})

/** One page of each kind of signing, each reached as a person reaches it. */
async function everyPage(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  const email = `${Math.floor(performance.now() * 1000)}@gmial.com`
  const seen = async (name: string, path?: string) => {
    if (path !== undefined) await page.goto(house.url + path)
    await look(name)
  }
  await seen('edition with its sign bar', edition)
  await seen('letter', letter)
  await seen('form', `${edition}/sign`)
  await page.getByRole('button', { name: 'Sign the letter to Verrolane', exact: true }).click()
  await seen('form with errors')
  await fillIn(page, 'Uma Example', email)
  await page.getByLabel(/^I sign this letter and agree/).check()
  await page.getByLabel('Show my name on the public list').check()
  await page.getByLabel('Open Doors Coalition may write').check()
  await page.getByRole('button', { name: 'Sign the letter to Verrolane', exact: true }).click()
  await seen('look in your inbox')
  await page.getByRole('button', { name: 'Confirm my signature' }).click()
  await seen('wrong code')
  await openMail(page, house.url, email, /Please confirm/)
  await seen('one mail')
  await seen('mailbox', '/dev/mail')
  await openMail(page, house.url, email, /Please confirm/)
  await page.getByRole('link', { name: /\/confirm\// }).click()
  await seen('confirm')
  const confirm = new URL(page.url()).pathname
  await page.getByRole('link', { name: 'This was not me' }).click()
  await seen('not me')
  await page.goto(house.url + confirm)
  await page.getByRole('button', { name: 'Confirm my signature' }).click()
  await seen('my signature')
  const mine = new URL(page.url()).pathname
  for (const step of ['withdraw', 'erase']) await seen(step, `${mine}/${step}`)
  await seen('confirmed already', confirm)
  await seen('broken link', `${confirm}x`)
  await seen('people', `${letter}/supporters`)
  await seen('nobody found', `${letter}/supporters?find=nobody`)
  await seen('privacy', `${campaign}/privacy`)
}

test.each([
  ['light', 320, 'every-rule'],
  ['dark', 360, 'contrast-only'],
  ['light', 1280, 'every-rule'],
] as const)(
  'axe finds nothing to object to on any page of signing, and none scrolls sideways, %s, %i px wide',
  async (colorScheme, width, rules) => {
    await withPage({ bypassCSP: true, colorScheme, viewport: { width, height: 740 } }, async (page) => {
      await everyPage(page, async (name) => {
        expect([name, await objectionsOfAxe(page, rules)]).toEqual([name, []])
        const wide = await widthOf(page)
        expect([name, wide <= width]).toEqual([name, true])
      })
    })
  },
)

test('every button, box and field of signing is at least 44 pixels tall for a thumb', async () => {
  await withPage(phone, async (page) => {
    const small: string[] = []
    await everyPage(page, async (name) => {
      for (const target of await page
        .locator('main button, main input:not([type=hidden],[tabindex]), main textarea, .tick, .signbar a, summary')
        .all()) {
        const box = await target.boundingBox()
        const isBox = (await target.getAttribute('type')) === 'checkbox'
        if (box && !isBox && box.height < 44)
          small.push(`${name}: ${String(await target.evaluate('(node) => node.outerHTML.slice(0, 90)'))} ${box.height}`)
      }
    })
    expect(small).toEqual([])
  })
})
