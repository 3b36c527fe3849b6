import type { Browser, Page } from 'playwright-core'
import { openMail, phone, tap, until, withWindow } from './walk.ts'

/** A window of an organizer's own computer, without script. */
export async function organizerWindow(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 1280, height: 900 },
    hasTouch: true,
  })
  return await context.newPage()
}

/** Presses what is called so, and waits for where it leads to. */
export const press = (page: Page, name: string | RegExp, role: 'button' | 'link' = 'button'): Promise<void> =>
  tap(page, page.getByRole(role, typeof name === 'string' ? { name, exact: true } : { name }).first())

/** Fills in fields by their labels. */
export async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(text)
}

/** What a page says first after something was done; empty where it says nothing. */
export const said = async (page: Page): Promise<string> =>
  (await page.locator('[role=status]').first().textContent({ timeout: 5000 })) ?? ''

/** An organization of the journey with whoever signs for it. */
export type Signing = { readonly name: string; readonly domain: string; readonly person: string }

/** The addresses of an organization's people. */
export const addressOf = ({ domain }: Signing): string => `office@${domain}`

/** Opens the newest mail to an organization and follows the link in it that leads to a place. */
export async function followMail(page: Page, url: string, one: Signing, subject: RegExp, to: RegExp): Promise<void> {
  await openMail(page, url, addressOf(one), subject)
  await tap(page, page.getByRole('link', { name: to }))
}

/** Signs as a representative does on a phone: from the mail that asks, to the page that says it is signed. */
export async function signFor(
  page: Page,
  url: string,
  one: Signing,
  { carries = false }: { readonly carries?: boolean } = {},
): Promise<string> {
  await followMail(page, url, one, /Will /, /\/join\//)
  await fill(page, {
    'Name of the organization, as it shall be printed': one.name,
    'Your name': one.person,
    'Your role there': 'director',
    'Your e-mail address there': addressOf(one),
    'Website of the organization (optional)': one.domain,
  })
  for (const tick of await page.getByRole('checkbox', { name: /^The letter to / }).all()) await tick.check()
  await page.getByLabel(/^I may sign for this organization/).check()
  if (carries) await page.getByLabel(/^When only errors are corrected/).check()
  await press(page, /^Sign for /)
  await followMail(page, url, one, /Confirm your sign-on/, /\/sign-on\//)
  await press(page, `Sign for ${one.name}`)
  return page.url()
}

/** What a representative's page tells to prove by mail or DNS. */
export async function askForProof(
  page: Page,
  own: string,
): Promise<{ readonly subject: string; readonly to: string; readonly line: string }> {
  await page.goto(own)
  await press(page, 'Show me how')
  const text = (await page.locator('main').textContent()) ?? ''
  const [subject = ''] = /Undersigned [0-9a-f]{32} [0-9a-f]{64}/.exec(text) ?? []
  const href = (await page.getByRole('link', { name: 'Write the mail' }).getAttribute('href')) ?? ''
  return { subject, to: decodeURIComponent(href.slice('mailto:'.length).split('?')[0] ?? ''), line: subject }
}

export { phone, tap, until, withWindow }
