import { expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'

test('the browser of the tests draws a page, also with JavaScript off', async () => {
  const browser = await launchBrowser()
  try {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 200 } })
    const page = await context.newPage()
    await page.goto('data:text/html,<title>Hello</title><body style="background:%23c00"><h1>Hello</h1>')
    expect(await page.title()).toBe('Hello')
    const picture = await page.screenshot({ type: 'png' })
    expect(picture.subarray(1, 4).toString('latin1')).toBe('PNG')
    expect(picture.readUInt32BE(16)).toBe(320)
  } finally {
    await browser.close()
  }
})
