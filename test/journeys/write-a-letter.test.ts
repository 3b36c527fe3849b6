import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findCampaign, lettersFor } from '#letters'
import { serve } from '#platform'
import { objectionsOfAxe, widthOf } from '../kit/page-look.ts'
import { launchBrowser } from '../kit/browser.ts'
import { checkEverything } from '../kit/check-everything.ts'
import { testDatabase } from '../kit/database.ts'
import { freePort } from '../kit/house.ts'
import { vaultForTests } from '../kit/signatures.ts'
import { until } from '../kit/walk.ts'
import { begunLetter, shownOn, typedRecipients, typedSource, writersDesk } from '../kit/writers.ts'
import { routes } from '#web'

const database = await testDatabase()
const port = await freePort()
const url = `http://localhost:${port}`
const desk = await writersDesk(database, url)

let browser: Browser
let server: Awaited<ReturnType<typeof serve>>
beforeAll(async () => {
  browser = await launchBrowser()
  const { shelf, handler } = desk.web
  server = await serve({ host: '127.0.0.1', port, shelf, handlerFor: () => handler, onError: () => {} })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server?.close(0)
})

type Who = { readonly session: string }

/** A browser in which somebody is signed in. */
async function withOrganizer<T>(
  who: Who,
  options: BrowserContextOptions,
  work: (page: Page, context: BrowserContext) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext(options)
  try {
    await context.addCookies([{ name: 'undersigned-session', value: who.session, url }])
    return await work(await context.newPage(), context)
  } finally {
    await context.close()
  }
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()
const said = async (page: Page) => (await page.getByRole('status').first().textContent())?.trim()

test('an organizer writes one letter with three editions, from nothing to a fixed text, on a phone without JavaScript', async () => {
  const options = { javaScriptEnabled: false, viewport: { width: 360, height: 740 } }
  await withOrganizer(desk.ola, options, async (page) => {
    await page.goto(`${url}/organize/home`)
    await page.getByRole('link', { name: 'Start a campaign' }).click()
    await page.getByLabel('What it is called').fill('No secret scores')
    await press(page, 'Start the campaign')
    // What is wrong leads to its field, and nothing typed is lost.
    expect(await page.title()).toMatch(/^Error: /)
    await page.getByRole('link', { name: 'Name a time zone by a city in it, such as Berlin' }).click()
    expect(await page.getByLabel('What it is called').inputValue()).toBe('No secret scores')
    await page.getByLabel('Time zone').fill('new york')
    await press(page, 'Start the campaign')

    expect(await said(page)).toContain('The campaign is there.')
    await page.getByLabel('Names').fill(typedRecipients)
    await press(page, 'Add these recipients')
    expect(await page.locator('.recipients li').count()).toBe(3)
    await page.getByRole('link', { name: 'Go on to the letter' }).click()

    await page.getByLabel('Title of the letter').fill('Letter of March')
    await page.getByLabel('Text of the letter').fill(typedSource)
    await press(page, 'Begin the letter')
    expect(await page.locator('.passages li').count()).toBe(6)
    await page.getByLabel('Text of the letter').fill(typedSource.replace('You bought', 'You have bought'))
    await press(page, 'Save')
    expect(await said(page)).toBe('Saved.')
    await page.getByRole('link', { name: 'Go on: what stands around it' }).click()

    await page.getByLabel('Printed date').fill('2026-03-15')
    await page.getByLabel('Closing').fill('Sincerely,')
    await press(page, 'Set in all editions')
    await page.getByRole('link', { name: 'Change: Verrolane' }).click()
    for (const [person, button] of [
      ['Ada Vale', 'Save, and go on to Oskerra'],
      ['Bo Finch', 'Save, and go on to Talvane'],
      ['Cy Oke', 'Save'],
    ] as const) {
      await page.getByLabel('Addressees').fill(`${person}, Chief Executive`)
      await page.getByLabel('Salutation').fill(`Dear ${person},`)
      await press(page, button)
    }
    await page.getByRole('link', { name: 'Go on: read it as it will be fixed' }).click()

    const hashes: (string | null)[] = []
    for (const [name, words] of [
      ['To Verrolane', 'You told the press in May that yours are fair.'],
      ['To Oskerra', 'You have bought them from others.'],
      ['To Talvane', 'Show every tenant their file.'],
    ] as const) {
      const link = page.getByRole('navigation', { name: 'Editions' }).getByRole('link', { name, exact: true })
      if ((await link.count()) > 0) await link.click()
      expect(await page.locator('.proof').innerText()).toContain(words)
      hashes.push(await page.locator('.hash').textContent())
    }
    await page.getByRole('link', { name: 'Go on: fix the text' }).click()
    expect(await page.locator('.fix .hash').allTextContents()).toEqual(hashes)
    await press(page, 'Fix this text')
    expect(await said(page)).toContain('The text is fixed.')
    const { rows } = await database.read(async (tx) => ({
      rows: await tx
        .selectFrom('letters_version as v')
        .innerJoin('letters_campaign as c', 'c.campaign_id', 'v.campaign_id')
        .select('version_hash')
        .where('c.slug', '=', 'no-secret-scores')
        .execute(),
    }))
    expect(rows.map((row) => row.version_hash).toSorted()).toEqual(hashes.toSorted())
    expect(await checkEverything(database, vaultForTests)).toEqual([])
  })
})

test('with JavaScript the page saves by itself, says so, and says when somebody else saved meanwhile; nothing is lost', async () => {
  const { campaign, letter } = await begunLetter(desk, 'Saved by itself')
  const eva = await desk.writer('eva', campaign, 'editor')
  const place = [campaign, letter] as const
  await withOrganizer(desk.ola, {}, async (page) => {
    const wrong: string[] = []
    page.on('pageerror', (error) => wrong.push(error.message))
    page.on('console', (line) => /Content.Security.Policy/i.test(line.text()) && wrong.push(line.text()))
    await page.goto(url + routes.edit(...place))
    const field = page.getByLabel('Text of the letter')
    await field.fill(`${typedSource}\nTyped and not saved.\n`)
    await page.getByText('Saved by itself just now.').waitFor()
    expect(await desk.page(routes.edit(...place), eva)).toContain('Typed and not saved.')
    // The button works on from what was saved by itself.
    await field.fill(`${typedSource}\nTyped and saved.\n`)
    await press(page, 'Save')
    expect(await said(page)).toBe('Saved.')

    await desk.send(routes.lock(...place), { do: 'take-over' }, eva)
    await field.fill(`${typedSource}\nMine.\n`)
    await page.getByText('you see both texts, and nothing is lost').waitFor()
    await press(page, 'Save')
    expect(await page.getByLabel('Your text').inputValue()).toContain('Mine.')
    expect(await page.getByLabel('The text that stands').inputValue()).toContain('Typed and saved.')
    expect(wrong).toEqual([])
  })
})

test('whoever is cut off while writing finds their words again, or is told that they were not saved', async () => {
  const { campaign, letter } = await begunLetter(desk, 'Cut off')
  await withOrganizer(desk.ola, {}, async (page, context) => {
    await page.goto(url + routes.edit(campaign, letter))
    await context.setOffline(true)
    await page.getByLabel('Text of the letter').fill('Written in a tunnel.')
    await page.getByText('Not saved by itself: press Save.').waitFor()
    await context.setOffline(false)
    await until('the page to save by itself', async () =>
      (await desk.page(routes.edit(campaign, letter), desk.ola)).includes('Written in a tunnel.'),
    )
  })
})

/** Every page for writing, each in the states that it has; made once. */
async function makeStates() {
  const { campaign, letter } = await begunLetter(desk, 'Every state')
  const place = [campaign, letter] as const
  const { ola, page, send } = desk
  const eva = await desk.writer('eva-states', campaign, 'editor')
  const vera = await desk.writer('vera-states', campaign, 'viewer')
  const fixed = await begunLetter(desk, 'Fixed')
  const past = [fixed.campaign, fixed.letter] as const
  await send(routes.freeze(...past), { do: 'freeze', shown: shownOn(await page(routes.freeze(...past), ola)) }, ola)
  const source = `${typedSource}\nWe **look** forward.\n`
  await send(routes.edit(...past), { revision: '1', source }, ola)
  await send(routes.comments(...past), { comment: 'Is this right?', line: '3' }, ola)
  await send(routes.writeNotes(...past), { note: 'They answered.' }, ola)
  await send(routes.letterState(...past), { do: 'state', state: 'published' }, ola)
  const saves = await page(routes.saves(...past), ola)
  const save = /href="(\/organize\/[^"]*\/saves\/[^"]+)"/.exec(saves)?.[1] ?? ''
  const found = await database.read((tx) => findCampaign(tx, fixed.campaign))
  expect(found && (await database.read((tx) => lettersFor(tx, found.id))).length).toBe(1)
  type State = readonly [path: string, who: Who, button?: string]
  const all: readonly State[] = [
    ...[routes.organizerHome(), routes.newCampaign(), routes.duplicate(campaign)].map((one): State => [one, ola]),
    [routes.newCampaign(), ola, 'Start the campaign'],
    ...[routes.campaignHome(campaign), routes.recipients(campaign), routes.newLetter(campaign)].map((one): State => [
      one,
      ola,
    ]),
    [routes.recipients(campaign), vera],
    [routes.recipients(campaign), ola, 'Add these recipients'],
    [routes.newLetter(campaign), ola, 'Begin the letter'],
    [routes.edit(...place), ola],
    [routes.edit(...place), eva],
    [`${routes.edit(...place)}?over=ask`, eva],
    [routes.edit(...place), vera],
    [`${routes.edit(...past)}?said=saved`, ola],
    [routes.editions(...place), ola],
    [routes.editions(...place), vera],
    [routes.editEdition(...place, 'oskerra'), ola],
    [routes.preview(...place, 'oskerra'), ola],
    [routes.preview(...past, 'oskerra'), ola],
    [routes.comments(...place), ola],
    [routes.comments(...past), ola],
    [routes.comments(...past), ola, 'Comment'],
    [routes.saves(...past), ola],
    [save, ola],
    [`${routes.compareTexts(...past, 'oskerra')}?from=version-1&to=now`, ola],
    [routes.freeze(...place), ola],
    [routes.freeze(...past), ola],
    [routes.freeze(...past), ola, 'Fix this text'],
    [routes.freeze(...past), vera],
    [routes.letterState(...place), ola],
    [routes.letterState(...past), vera],
    [routes.writeNotes(...past), ola],
    [routes.writeNotes(...past), ola, 'Add the note'],
    [routes.followUp(...past), ola],
    [routes.notes(...past), ola],
    [routes.notes(...place), ola],
  ]
  return all
}

const made: { states?: ReturnType<typeof makeStates> } = {}
const states = () => (made.states ??= makeStates())

test.each([
  ['light', 320, 'every-rule'],
  ['dark', 320, 'contrast-only'],
  ['light', 1280, 'every-rule'],
] as const)(
  'axe finds nothing to object to in any state of any page for writing, and none scrolls sideways, %s, %i px wide',
  async (colorScheme, width, rules) => {
    const options = { bypassCSP: true, colorScheme, viewport: { width, height: 800 } }
    for (const [who, its] of Map.groupBy(await states(), ([, one]) => one))
      await withOrganizer(who, options, async (page) => {
        for (const [path, , button] of its) {
          await page.goto(url + path)
          if (button !== undefined) await press(page, button)
          const told = await objectionsOfAxe(page, rules)
          expect([path, button, told, await widthOf(page)]).toEqual([path, button, [], width])
        }
      })
    expect(desk.web.journal).toEqual([])
  },
  240_000,
)
