import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serve } from '#platform'
import { firstOperator, joined } from '../kit/accounts.ts'
import { bringFormHere } from '../kit/bring-form.ts'
import { launchBrowser } from '../kit/browser.ts'
import { checkEverything } from '../kit/check-everything.ts'
import { testDatabase } from '../kit/database.ts'
import { freePort } from '../kit/house.ts'
import { movableMeans, vaultForTests } from '../kit/signatures.ts'
import { webOn } from '../kit/web.ts'

const database = await testDatabase()
const means = movableMeans()
const { session } = await firstOperator(database, means)
const port = await freePort()
const url = `http://localhost:${port}`
const web = webOn(database, {
  publicUrl: url,
  accounts: { vault: vaultForTests, mailDelaySeconds: () => 0, wakeMailer: () => {}, bringForm: bringFormHere },
  transaction: database.transaction,
})
web.setNow(means.now().toISOString())

let browser: Browser
const servers: Awaited<ReturnType<typeof serve>>[] = []
const listen = async (at: number) => {
  const house = { host: '127.0.0.1', port: at, shelf: web.shelf, handlerFor: () => web.handler, onError: () => {} }
  servers.push(await serve(house))
}
beforeAll(async () => {
  browser = await launchBrowser()
  await listen(port)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  for (const server of servers) await server.close(0)
})

/** A browser of somebody with a device that holds passkeys and unlocks itself. */
async function withDevice<T>(work: (page: Page, context: BrowserContext, wrong: string[]) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  try {
    const page = await context.newPage()
    const wrong: string[] = []
    page.on('console', (line) => line.type() === 'error' && wrong.push(line.text()))
    page.on('pageerror', (error) => wrong.push(error.message))
    const devtools = await context.newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
        ...{ isUserVerified: true, automaticPresenceSimulation: true },
      },
    })
    return await work(page, context, wrong)
  } finally {
    await context.close()
  }
}

const signedIn = (context: BrowserContext, value: string): Promise<void> =>
  context.addCookies([{ name: 'undersigned-session', value, url }])

async function addOne(page: Page, name: string): Promise<void> {
  await page.goto(`${url}/organize/passkeys`)
  await page.getByLabel('What do you call this device?').fill(name)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText('The passkey was added.').waitFor()
}

test('an organizer adds a passkey, signs in with it and nothing else, and removes it again', async () => {
  await withDevice(async (page, context, wrong) => {
    await signedIn(context, session)
    await addOne(page, 'Phone <b>of</b> Ola')
    expect(await page.locator('tbody th').allTextContents()).toEqual(['Phone <b>of</b> Ola'])
    // The same device is not asked twice.
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByText('has a passkey for your account already').waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.goto(`${url}/organize`)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.waitForURL('**/organize/home')
    expect(await page.locator('.bar').innerText()).toContain('Ola Operator')
    await page.goto(`${url}/organize/account`)
    expect(await page.locator('tbody tr', { hasText: 'this one' }).innerText()).toContain('a passkey')
    await page.goto(`${url}/organize/passkeys`)
    await page.getByRole('button', { name: /^Remove/ }).click()
    await page.getByText('The passkey was removed.').waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.goto(`${url}/organize`)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.getByText('This passkey opens nothing here.').waitFor()
    // The page answered 403, which the browser notes; nothing broke the policy of a page.
    expect(wrong.filter((line) => !line.includes('403'))).toEqual([])
  })
  expect(await checkEverything(database, vaultForTests)).toEqual([])
})

test('what a passkey signs for another origin opens nothing, also where a browser lets it sign', async () => {
  const again = await joined(database, 'lea', means)
  await withDevice(async (page, context) => {
    await signedIn(context, again.session)
    await addOne(page, 'Laptop')
    // Another port of the same host: to the browser the same place for passkeys, and another origin.
    const other = await freePort()
    await listen(other)
    const ask = await fetch(`${url}/organize/passkeys/ask`, { method: 'POST', headers: { Origin: url } })
    const options: unknown = await ask.json()
    await page.goto(`http://localhost:${other}/health`)
    const answer = await page.evaluate<string>(`(async (options) => {
      const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))
      const text = (b) => btoa(String.fromCharCode(...new Uint8Array(b))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
      const { id, rawId, type, response } = await navigator.credentials.get({ publicKey: { ...options, challenge: bytes(options.challenge) } })
      const { clientDataJSON, authenticatorData, signature } = response
      return JSON.stringify({ id, rawId: text(rawId), type, response: {
        clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature) } })
    })(${JSON.stringify(options)})`)
    expect(Buffer.from(JSON.parse(answer).response.clientDataJSON, 'base64url').toString()).toContain(
      `localhost:${other}`,
    )
    const taken = await fetch(`${url}/organize/passkeys/use`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: url, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ answer }),
    })
    expect([taken.status, taken.headers.get('set-cookie')]).toEqual([403, null])
    // A host of another name is refused by the browser itself, and the page says so.
    await page.goto(`http://127.0.0.1:${port}/organize`)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.getByText('Passkeys do not work at this address of the server.').waitFor()
  })
})

test('without JavaScript neither page offers what would not work; both say what does', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  try {
    const page = await context.newPage()
    await page.goto(`${url}/organize`)
    expect(await page.getByRole('button').allTextContents()).toEqual(['Send me the link'])
  } finally {
    await context.close()
  }
})
