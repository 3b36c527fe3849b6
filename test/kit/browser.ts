import { chromium, type Browser } from 'playwright-core'
import { findChromium, type Chromium } from './chromium.ts'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

// A found browser never changes during a run, and looking for it starts a process.
const found: { browser: Promise<Chromium> | undefined } = { browser: undefined }

/** A headless Chromium with a fresh profile; the caller closes it. Talks to nobody but the pages it is sent to. */
export async function launchBrowser(): Promise<Browser> {
  found.browser ??= findChromium()
  const { executable, environment } = await found.browser
  return await chromium.launch({
    executablePath: executable,
    headless: true,
    args: flags,
    env: { ...process.env, ...environment },
  })
}
