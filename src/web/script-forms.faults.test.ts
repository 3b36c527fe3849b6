import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../test/kit/browser.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { rounds } from '../../test/kit/faults.ts'
import { keepable } from '../../test/kit/hostile-campaign.ts'
import { markedHouse, peopleOf } from '../../test/kit/marked-house.ts'
import { pageShapes, type PageShape } from '../../test/kit/page-shapes.ts'
import { scriptPayloads } from '../../test/kit/script-payloads.ts'
import { watchPages, type AnsweredPage } from '../../test/kit/script-watch.ts'
import { eachFirst } from '../../test/kit/swapped-reads.ts'
import { patterns, postable } from './routes.ts'
import { writeFiles } from './routes-write.ts'

const database = await testDatabase()
const people = await peopleOf(database)
const inEach = rounds(25, 100)
const payloads = scriptPayloads(rounds(25, 3000), 2)
const plain = Array.from({ length: inEach }, (_, index) => `word${index}`)
const isPage = ({ headers }: AnsweredPage): boolean => headers.get('content-type')?.startsWith('text/html') === true

/** A campaign of its own for some of the payloads, and its pages as they are with words that mean no harm. */
async function roundFrom(from: number) {
  const texts = payloads.slice(from, from + inEach).map(({ text }) => text)
  const house = await markedHouse(people, `forms-${from}`, texts)
  return { texts, house, harmless: (await house.opened(eachFirst(plain))).filter(isPage) }
}

let browser: Browser
let first: Awaited<ReturnType<typeof roundFrom>>
beforeAll(async () => {
  browser = await launchBrowser()
  first = await roundFrom(0)
}, 180_000)
afterAll(async () => browser?.close())

/** Of these the words make the structure: Markdown as it is written, and what two texts differ in. */
const ofWords = /^\/(?:sign-on|join)\/|\/(?:edit|saves\/[^/]+|freeze|compare|preview)(?:[/?]|$)/

/** The kinds of elements and attributes in pages; a quotation is a way to write that the harmless words do not use. */
const kindsIn = (shapes: readonly PageShape[]): ReadonlySet<string> => new Set([...shapes.flat(), 'blockquote'])

/** Whether those pages have such an element, with the same attributes or with none but such as only say how it looks. */
function isKnown(known: ReadonlySet<string>, one: string): boolean {
  const [name, ...attributes] = one.split(' ')
  if (known.has(one)) return true
  const hasName = [...known].some((other) => other.split(' ')[0] === name)
  return hasName && attributes.every((attribute) => ['class', 'dir', 'id', 'lang'].includes(attribute))
}

test(
  `no script in any field runs on any page that anybody sees of a campaign, and none of them makes an element (${payloads.length} payloads in each field)`,
  async () => {
    for (let from = 0; from < payloads.length; from += inEach) {
      const { texts, house, harmless } = from === 0 ? first : await roundFrom(from)
      const hostile = await house.opened(eachFirst(texts.map(keepable)))
      for (const { path, headers } of hostile)
        expect([path, headers.get('x-content-type-options')]).toEqual([path, 'nosniff'])
      const pages = hostile.filter(isPage)
      expect(await watchPages(browser, [...house.walked, ...pages])).toEqual([])
      const [before, after] = [await pageShapes(browser, harmless), await pageShapes(browser, pages)]
      const known = kindsIn(before)
      for (const [index, { path }] of pages.entries()) {
        const shape = after[index] ?? []
        // Some lists stand in the order of the names.
        if (!ofWords.test(path)) expect([path, shape.toSorted()]).toEqual([path, before[index]?.toSorted()])
        expect([path, shape.filter((one) => !isKnown(known, one))]).toEqual([path, []])
      }
    }
    // Forms that are all refused would prove little.
    const acts = await database.read((tx) => tx.selectFrom('accounts_event').select('act').distinct().execute())
    expect(acts.length).toBeGreaterThan(12)
  },
  rounds(180_000, 3_600_000),
)

/** Pages on which nothing is shown that anybody typed, files, and a plan that only a lead of two can make. */
const besides = ['organize', 'organizerSent', 'organizerLink', 'organizerSheet', 'signOnData', 'plan']

/** What is said and done about recipients: hostile words in those are typed by the tests of their pages. */
const ofRecord =
  /^\/organize\/c\/:campaign\/(?:.*\/)?(?:deliveries|replies|sources|demands|commitments|assessments|record|webhooks|evidence)\b/

test('those are all the pages that organizers and representatives can open', () => {
  const opened = first.house.paths.map((path) => path.replace(/\?.*/, ''))
  const missing = Object.entries(patterns).filter(([name, pattern]) => {
    if (
      !/^\/(?:organize|join|sign-on|counsel)\b/.test(pattern) ||
      besides.includes(name) ||
      writeFiles.includes(pattern) ||
      ofRecord.test(pattern)
    )
      return false
    const address = new RegExp(`^${pattern.replaceAll(/:\w+(?:\{[^}]*\})?/g, '[^/]+')}$`)
    return !opened.some((path) => address.test(path)) && !postable.includes(pattern)
  })
  expect(missing).toEqual([])
})

test('a field that is forgotten once is seen, on every page and by both ways of looking', async () => {
  const raw = '"></title></textarea></bdi><img src=x onerror=ran(1)>'
  const typed = /\bword\d+\b/
  const forgotten = first.harmless
    .filter(({ body }) => typed.test(body))
    .map((page) => ({ ...page, body: page.body.replace(typed, raw) }))
  // All but the few on which nothing is shown that anybody typed.
  expect(first.harmless.length - forgotten.length).toBeLessThan(first.harmless.length / 10)
  const caught = new Set((await watchPages(browser, forgotten)).map(({ path }) => path))
  const known = kindsIn(await pageShapes(browser, first.harmless))
  const shapes = await pageShapes(browser, forgotten)
  // In a file to print nothing runs, whatever was forgotten: its policy is a sandbox, and only its shape tells.
  const runs = (path: string) => !path.endsWith('/letter.html')
  for (const [index, { path }] of forgotten.entries())
    expect([path, !runs(path) || caught.has(path), shapes[index]?.some((one) => !isKnown(known, one))]).toEqual([
      path,
      true,
      true,
    ])
})
