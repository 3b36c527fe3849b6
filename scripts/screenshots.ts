/** Takes the pictures of the README from the example campaign: `node --conditions=source scripts/screenshots.ts`. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { launchBrowser } from '../test/kit/browser.ts'
import { freshDataDir, startHouse } from '../test/kit/house.ts'

const folder = process.argv[2] ?? join(import.meta.dirname, '../docs/images')
const campaign = '/c/no-secret-scores-for-tenants'
const letter = `${campaign}/march-2026`
const pictures = [
  { name: 'letter', path: `${letter}/verrolane`, width: 1280, height: 900 },
  { name: 'comparison', path: `${letter}/compare`, width: 1280, height: 900 },
]

mkdirSync(folder, { recursive: true })
const data = freshDataDir()
const house = await startHouse(data.path, 18_430, '--dev')
const browser = await launchBrowser()
try {
  for (const { name, path, width, height } of pictures) {
    const page = await browser.newPage({ viewport: { width, height }, javaScriptEnabled: false })
    await page.goto(`${house.url}${path}`)
    await page.screenshot({ path: join(folder, `${name}.png`) })
    await page.close()
  }
} finally {
  await browser.close()
  await house.close()
  data.drop()
}
