import { expect, test } from 'vitest'
import { logFacts } from '#ledger'
import { setState } from '#letters'
import { signOnDaysKept } from '#organizations'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { handClock, sealNow, testLogKeys } from '../../test/kit/logs.ts'
import { gatherPlace, letterNow, standingSignOn } from '../../test/kit/sign-ons.ts'
import { movableMeans, vaultForTests } from '../../test/kit/signatures.ts'
import { letSign, signingWebOn } from '../../test/kit/signing-web.ts'
import { privacyNotice } from './privacy-page.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const means = movableMeans()
const place = await gatherPlace(database, means)
const { slug } = place.campaign
const { slug: letter } = await letterNow(database, place)
await standingSignOn(database, place, means, { name: 'Harbor Lights' })
await sealNow(database, handClock())
const log = { facts: (origin: string, url?: string) => logFacts(origin, url, testLogKeys), openings: async () => [] }
const web = signingWebOn(database, { log })
web.setNow(means.now().toISOString())

/** Every page and file that a stranger comes to by links. */
async function everyPage(): Promise<ReadonlyMap<string, { readonly status: number; readonly text: string }>> {
  const found = new Map<string, { readonly status: number; readonly text: string }>()
  const waiting = ['/', routes.campaign(slug)]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (found.has(at)) continue
    const answer = await web.ask(at)
    const text = await answer.text()
    found.set(at, { status: answer.status, text })
    for (const [, link = ''] of text.matchAll(/\shref="(\/[^"#]*)/g)) waiting.push(link.replaceAll('&amp;', '&'))
  }
  return found
}

test('where only organizations sign, every link leads to a page, none to a form for the public or a list of people', async () => {
  const pages = await everyPage()
  expect([...pages].filter(([, { status }]) => status !== 200).map(([at, { status }]) => [at, status])).toEqual([])
  const paths = [...pages.keys()]
  expect(paths).toContain(routes.letter(slug, letter))
  expect(paths).toContain(routes.recount(slug))
  expect(paths).toContain(routes.privacy(slug))
  expect(paths).not.toContain(routes.supporters(slug, letter))
  expect(paths.filter((at) => /\/sign(\?|$)/.test(at))).toEqual([])
  expect(pages.get(routes.letter(slug, letter))?.text).not.toMatch(/0 people/)
  expect(await web.page(routes.recount(slug))).toContain(`data-name="${letter}" data-printed="1"`)
})

test('the privacy notice says what is kept of whoever signs for an organization, and for how long', async () => {
  const page = await web.page(routes.privacy(slug))
  for (const words of [
    'your role and your e-mail address',
    'a deputy',
    'deleted after 7 days',
    '30 days after the letter closes',
    'erase',
    'gave this server no address to print here: ask whoever sent you the link',
  ])
    expect(page).toContain(words)
  expect(page).not.toContain('decides what happens to your data')
})

test('a notice without an address names whoever leads the campaign as the one to ask', () => {
  const days = { backupDays: 14, signOnDays: signOnDaysKept }
  const { main } = privacyNotice({ ...place.campaign, leadOrganization: 'Harbor Lights' }, undefined, days)
  expect(main.toString()).toContain('write to Harbor Lights, or ask whoever sent you the link')
})

test('once the public signs as well, the notice speaks of both and the letter leads to its form', async () => {
  await letSign(database, slug, letter)
  web.shelf.forget(new Set(['*', slug]))
  const page = await web.page(routes.privacy(slug))
  expect(page).toContain('decides what happens to your data')
  expect(page).toContain('When you sign for an organization')
  expect(await web.page(routes.letter(slug, letter))).toContain(routes.supporters(slug, letter))
  expect(await checkEverything(database, vaultForTests)).toEqual([])
})

test('of a campaign that strangers may not read, no notice is there', async () => {
  await database.transaction((tx) => setState(tx, place.campaign, place.letter, { state: 'private' }, means))
  web.shelf.forget(new Set(['*', slug]))
  expect((await web.ask(routes.privacy(slug))).status).toBe(404)
})
