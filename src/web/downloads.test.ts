import { parse } from 'parse5'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/kit/database.ts'
import { exampleProposal, keepCampaign, webOn } from '../../test/kit/web.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const web = webOn(database)
const { slug, letters } = await keepCampaign(database, exampleProposal(), { title: 'Example', publish: true })
const letter = letters[0]?.letter.slug ?? ''
const edition = letters[0]?.editions[0]?.slug ?? ''
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const linked = (page: string): readonly string[] => {
  const list = /<h2 id="downloads">Downloads<\/h2>\s*<ul[^>]*>([^]*?)<\/ul>/.exec(page)?.[1] ?? ''
  return [...list.matchAll(/href="([^"]*)"/g)].map(([, path = '']) => path)
}

test.each([
  [routes.pdf(slug, letter, edition), 'application/pdf', 'pdf'],
  [routes.docx(slug, letter, edition), word, 'docx'],
  [routes.printPage(slug, letter, edition), 'text/html; charset=utf-8', 'html'],
  [routes.plainText(slug, letter, edition), 'text/plain; charset=utf-8', 'txt'],
  [routes.signatoriesCsv(slug, letter), 'text/csv; charset=utf-8', 'csv'],
  [routes.signatoriesJson(slug, letter), 'application/json', 'json'],
])('%s is offered under the letter, as what it is and under a name of its own', async (path, type, ending) => {
  expect(linked(await web.page(routes.edition(slug, letter, edition)))).toContain(path)
  const answer = await web.ask(path)
  expect(answer.headers.get('content-type')).toBe(type)
  expect(answer.headers.get('content-disposition')).toMatch(new RegExp(`^inline; filename="[a-z0-9-]+\\.${ending}"$`))
  expect(answer.headers.get('cache-control')).toBe('no-cache')
  const again = await web.ask(path, { headers: { 'If-None-Match': answer.headers.get('etag') ?? '' } })
  expect(again.status).toBe(304)
})

test('the list’s page offers the list as a table and as data', async () => {
  const offered = linked(await web.page(routes.signatories(slug, letter)))
  expect(offered).toEqual([routes.signatoriesCsv(slug, letter), routes.signatoriesJson(slug, letter)])
})

test('the letter as one file asks nobody for anything, and no search engine takes it for the page', async () => {
  const answer = await web.ask(routes.printPage(slug, letter, edition))
  expect(answer.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'sha256-[^;]*;.*sandbox/,
  )
  expect(answer.headers.get('x-robots-tag')).toBe('noindex')
  const page = await answer.text()
  expect(page).not.toMatch(/<script|<link|<img|@import|url\(/)
  expect(parse(page).childNodes.length).toBeGreaterThan(0)
})

test('the list as data has every line of the list in its order, with who it is', async () => {
  const list = await web.page(routes.signatories(slug, letter))
  const data = JSON.parse(await web.page(routes.signatoriesJson(slug, letter)))
  const names = data.groups.flatMap((group: { signatories: { name: string }[] }) =>
    group.signatories.map(({ name }) => name),
  )
  expect(names).toHaveLength(data.signatories)
  const places = names.map((name: string) =>
    list.indexOf(`<bdi>${name.replaceAll('&', '&amp;').replaceAll("'", '&#39;')}`),
  )
  expect(places).not.toContain(-1)
  expect(data.format).toBe('undersigned-signatories/1')
  for (const one of data.editions) expect(one.hash).toMatch(/^[0-9a-f]{64}$/)
})
