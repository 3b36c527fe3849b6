/** Takes the pictures of the README from the example campaign: `node --conditions=source scripts/screenshots.ts`. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { launchBrowser } from '../test/kit/browser.ts'
import { freshDataDir, startHouse } from '../test/kit/house.ts'
import { signersAt } from '../test/kit/signer.ts'

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
  await pictureOfRecount()
} finally {
  await browser.close()
  await house.close()
  data.drop()
}

/** Three people sign, and a reader recounts. */
async function pictureOfRecount(): Promise<void> {
  const people = signersAt(house.url)
  for (const name of ['Ada Example', 'Otto Example', 'Zoë Example'])
    await people.sign(`${letter}/verrolane`, { name, email: `${name.split(' ')[0]}@mail.example`, show: 'yes' })
  const page = await browser.newPage({ viewport: { width: 1000, height: 860 } })
  const isSealed = async () =>
    (await (await fetch(`${house.url}/log/no-secret-scores-for-tenants/counts.json`)).text()).includes('"march-2026":3')
  while (!(await isSealed())) await new Promise((resolve) => setTimeout(resolve, 100))
  await page.goto(`${house.url}${campaign}/recount`)
  await page.getByLabel('Also check every name').check()
  await page.getByRole('button', { name: 'Recount now' }).click()
  await page.locator('[data-recount]:is([data-state=agrees],[data-state=differs],[data-state=unreachable])').waitFor()
  // Pressing scrolled to the button.
  await page.evaluate('scrollTo(0, 0)')
  await page.screenshot({ path: join(folder, 'recount.png') })
  await page.close()
}
