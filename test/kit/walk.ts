import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'

/** A phone whose browser runs no script. */
export const phone: BrowserContextOptions = {
  javaScriptEnabled: false,
  viewport: { width: 360, height: 740 },
  hasTouch: true,
}

/** Works in a browser window of its own, which has no past and is closed on every way out. */
export async function withWindow<T>(
  browser: Browser,
  options: BrowserContextOptions,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext(options)
  try {
    return await work(await context.newPage())
  } finally {
    await context.close()
  }
}

/** Looks again until something is so; no promise is kept later than this on the slowest machine. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await isSo()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`not within thirty seconds: ${what}`)
}

/** Taps what leads on, and waits for where it leads to. */
export async function tap(page: Page, target: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('framenavigated'), target.tap()])
  await page.waitForLoadState()
}

/** Opens the newest mail to somebody in a server's development mailbox. @returns its text. */
export async function openMail(page: Page, url: string, to: string, subject: RegExp): Promise<string> {
  const mail = page.locator('li', { hasText: to }).filter({ hasText: subject }).first()
  await until(`a mail to ${to}`, async () => {
    await page.goto(`${url}/dev/mail`)
    return (await mail.count()) > 0
  })
  await mail.getByRole('link').click()
  return (await page.locator('pre').textContent()) ?? ''
}
