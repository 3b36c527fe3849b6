import { expect, test } from 'vitest'
import { draftLetter, findLetter, setState, type StateWish } from '#letters'
import { recordList } from '#organizations'
import { systemMeans } from '#platform'
import { testDatabase } from '../../test/kit/database.ts'
import { plainSignatory } from '../../test/kit/signatories.ts'
import { exampleProposal, keepCampaign, webOn } from '../../test/kit/web.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const web = webOn(database)
const example = exampleProposal()
// Another letter of the same hands in the same house stays public throughout: what is hidden must not hide others.
await keepCampaign(
  database,
  { ...example, letters: example.letters.slice(0, 1), passages: [] },
  { title: 'Open', publish: true },
)
const { slug, letters } = await keepCampaign(database, example, { title: 'Example', publish: true })
const letter = letters[0]?.letter.slug ?? ''
const editions = letters[0]?.editions.map((edition) => edition.slug) ?? []
const hashes = await Promise.all(
  editions.map(
    async (edition) => /\/text\/([0-9a-f]{64})/.exec(await web.page(routes.edition(slug, letter, edition)))?.[1] ?? '',
  ),
)
// The first text stands in the open campaign too, so it stays readable; the others are this letter's alone.
const [, ...own] = hashes

const addresses = [
  routes.campaign(slug),
  routes.letter(slug, letter),
  routes.compare(slug, letter),
  ...editions.map((edition) => routes.compareTo(slug, letter, edition)),
  routes.signatories(slug, letter),
  `${routes.signatories(slug, letter)}?find=fair`,
  routes.signatoriesCsv(slug, letter),
  routes.signatoriesJson(slug, letter),
  routes.organization(slug, 'united-fair-hearth-league'),
  ...editions.flatMap((edition) => [
    routes.edition(slug, letter, edition),
    routes.pdf(slug, letter, edition),
    routes.docx(slug, letter, edition),
    routes.printPage(slug, letter, edition),
    routes.plainText(slug, letter, edition),
    routes.archive(slug, letter, edition),
    routes.comparedPdf(slug, letter, edition),
    routes.card(slug, letter, edition),
  ]),
  ...own.flatMap((hash) => [routes.text(hash), routes.textFile(hash)]),
]

const set = async (wish: StateWish, now = systemMeans().now) =>
  database.transaction(async (tx) => {
    const found = await findLetter(tx, slug, letter)
    if (!found) throw new Error('the letter is gone')
    return await setState(tx, found.campaign, found.letter.id, wish, { ...systemMeans(), now })
  })

async function expectHidden(): Promise<void> {
  for (const address of addresses)
    for (const method of ['GET', 'HEAD']) {
      const answer = await web.ask(address, { method })
      expect([address, answer.status]).toEqual([address, 404])
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
  // The same words stand in a letter that is public: they can be read, but say nothing of this one.
  for (const address of [routes.home(), routes.sitemap(), routes.text(hashes[0] ?? '')]) {
    const said = await web.page(address)
    expect(said).toContain('/c/open')
    expect(said).not.toContain(`/c/${slug}`)
  }
}

async function expectShown(): Promise<void> {
  for (const address of addresses) expect([address, (await web.ask(address)).status]).toEqual([address, 200])
  for (const address of [routes.home(), routes.sitemap()]) expect(await web.page(address)).toContain(`/c/${slug}`)
}

/** What another process's change comes to here: the watch forgets the campaign's pages. */
const forget = () => web.shelf.forget(new Set([slug, '*']))

test('a published letter is there on every address, and in the home page and the sitemap', expectShown)

test.each(['draft', 'private'] as const)(
  'a letter taken back to %s is a 404 on every address, and the home page and the sitemap do not name it',
  async (state) => {
    expect(await set({ state })).toEqual({ kind: 'set' })
    forget()
    await expectHidden()
    expect(await set({ state: 'published' })).toEqual({ kind: 'set' })
    forget()
    await expectShown()
  },
)

test('an embargoed letter is a 404 everywhere until its moment, and public from that moment on by the clock alone', async () => {
  const until = new Date('2026-06-01T09:00:00Z')
  expect(await set({ state: 'embargoed', until }, () => new Date('2026-04-01T00:00:00Z'))).toEqual({ kind: 'set' })
  web.setNow('2026-06-01T08:59:59.999Z')
  await expectHidden()
  web.setNow('2026-06-01T09:00:00Z')
  await expectShown()
})

test('a closed letter can still be read, and says since when it is closed', async () => {
  expect(await set({ state: 'closed' }, () => new Date('2026-07-04T12:00:00Z'))).toEqual({ kind: 'set' })
  forget()
  await expectShown()
  expect(await web.page(routes.letter(slug, letter))).toContain('Closed on July 4, 2026.')
})

test('an organization shows only what is public: with one letter hidden, its page shows the other alone', async () => {
  const kept = await keepCampaign(database, example, { title: 'Two', publish: true })
  const two = await web.page(routes.organization(kept.slug, 'united-fair-hearth-league'))
  expect(two).toContain(routes.letter(kept.slug, kept.letters[0]?.letter.slug ?? ''))
  expect(two).not.toContain(`/c/${slug}/`)
})

test('a draft import is seen by nobody', async () => {
  const kept = await keepCampaign(database, example, { title: 'Unseen', publish: false })
  forget()
  expect((await web.ask(routes.campaign(kept.slug))).status).toBe(404)
  expect(await web.page(routes.home())).not.toContain('Unseen')
})

test('a spelling that only a draft has is on no public page: it would show that there is a draft', async () => {
  const kept = await keepCampaign(database, example, { title: 'Spelled', publish: true })
  const drafted = 'United Fair-Hearth League'
  await database.transaction(async (tx) => {
    const found = await findLetter(tx, kept.slug, kept.letters[0]?.letter.slug ?? '')
    if (!found) throw new Error('the letter is gone')
    const { campaign } = found
    const start = { title: 'Next letter', language: 'en', source: 'Soon.', editions: [] }
    const { letter: next } = await draftLetter(tx, campaign.id, start, systemMeans())
    const line = { ...plainSignatory, name: drafted, aliases: ['UFHL of the draft'], editions: [] }
    const settings = { ordering: 'as-printed', articles: 'kept' } as const
    await recordList(tx, campaign.id, next.id, { settings, signatories: [line] }, systemMeans())
  })
  forget()
  const page = await web.page(routes.organization(kept.slug, 'united-fair-hearth-league'))
  expect(page).toContain('United Fair Hearth League')
  for (const secret of [drafted, 'UFHL of the draft', 'Next letter']) expect(page).not.toContain(secret)
})
