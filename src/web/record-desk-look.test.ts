import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recipientsOf } from '#letters'
import { quotesOf } from '#evidence'
import { launchBrowser } from '../../test/kit/browser.ts'
import { countedQueries } from '../../test/kit/counted-queries.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { objectionsOfAxe, openFolds, widthOf } from '../../test/kit/page-look.ts'
import { recordDesk } from '../../test/kit/record-desk.ts'
import { organizerSheet } from './styles-organize.ts'

const pictures = process.env['PICTURES']
const counted = countedQueries(await testDatabase())
const desk = await recordDesk(counted.database)
const { path, editor, send, keep } = desk
const { campaign } = desk.place
const recipients = await counted.database.read((tx) => recipientsOf(tx, campaign.id))
const [one] = recipients
if (!one) throw new Error('a recipient was to be there')
const words = 'Halden has chosen not to offer general lamps to the police before working through important questions.'

/** Where a form led to, without what it said. */
async function made(at: string, typed: Parameters<typeof send>[1]): Promise<string> {
  const answer = await send(at, typed, editor)
  const to = answer.headers.get('location')
  if (to === null) throw new Error(`${at} answered ${answer.status}`)
  return to.replace(/\?.*/, '')
}

// A source with a long text, many quotations of it, and every kind of promise and judgment.
const long = Array.from({ length: 400 }, (_, n) => `<p>Sentence ${n} says how many lamps were lit in the year ${n}.`)
const { source, capture } = await keep(`<title>Pledge</title><p>${words}${long.join('')}`)
for (let n = 0; n < 40; n += 1)
  await keep('<p>Light.', `https://halden.example/${n}/${'long-part-of-an-address'.repeat(3)}`)
const captured = path('sources', source, 'captures', capture)
await made(captured, { exact: words })
for (let n = 0; n < 40; n += 1)
  await made(captured, { exact: `Sentence ${n} says how many lamps were lit in the year ${n}.` })
const [quote] = await counted.database.read((tx) => quotesOf(tx, campaign.id))
for (const { id } of recipients)
  for (const demand of ['stop-lamps', 'show-every-file', 'debate-first'])
    await made(path('demands/new'), {
      ...{ recipient: id, demand, title: `About ${demand}`, wording: `We ask that you ${demand}.`, on: '2026-01-15' },
      'scope-actor': 'any public body\ncontractors of public bodies',
    })
const promise = {
  ...{ recipient: one.id, quote: quote?.id ?? '', title: 'No general lamps for the police', on: '2026-02-01' },
  ...{
    speaker: 'Ada Venn, Chief Executive',
    'scope-actor': 'the police',
    'scope-product': 'general lamps',
    do: 'record',
  },
  ...{ conditions: 'until the questions are worked through | the company', 'carve-outs': 'rescue services' },
  ...{ expires: '2098-02-01', loophole: ['open-ended-until', 'self-judging', 'product-scope'] },
  'covers-stop-lamps': 'part',
}
const commitment = await made(path('commitments/new'), promise)
await made(`${commitment}/wordings`, {
  words: 'will never sell lamps',
  by: 'Our letter of January 15',
  on: '2026-03-01',
})
await made(`${commitment}/revise`, { ...promise, stage: 'extended', expires: '', on: '2026-04-01' })
await made(path('assessments/rubrics'), { name: 'How we judge', text: 'Kept means done and shown.' })
const about = `c.${commitment.split('/').at(-1)}`
const draft = { about, rubric: '1.How we judge', rows: '3', value: 'stalled', reason: 'Nothing was seen of it.' }
const assessment = await made(path('assessments/new'), {
  ...draft,
  ...{ 'note-0': 'It says so.', 'where-0': `q.${quote?.id}`, 'note-1': 'Two were sold.', 'side-1': 'against' },
})
const sentOne = await made(path('assessments/new'), { ...draft, 'note-0': 'It says so.' })
await made(sentOne, { do: 'send', days: '14' })

const pages: readonly (readonly [string, string])[] = [
  ['home', path()],
  ['sources', path('sources')],
  ['source-new', path('sources/new')],
  ['source', path('sources', source)],
  ['capture', captured],
  ['capture-further', `${captured}?from=8000`],
  ['citations', path('sources/citations')],
  ['demands', path('demands')],
  ['demand', `${path('demands/new')}?demand=stop-lamps&recipient=${one.id}`],
  ['commitments', path('commitments')],
  ['commitment-choose', path('commitments/new')],
  ['commitment-new', `${path('commitments/new')}?quote=${quote?.id}&recipient=${one.id}`],
  ['commitment', commitment],
  ['commitment-revise', `${commitment}/revise`],
  ['assessments', path('assessments')],
  ['assessment-choose', path('assessments/new')],
  ['assessment-new', `${path('assessments/new')}?about=${about}&rubric=1.How%20we%20judge`],
  ['assessment', assessment],
  ['assessment-sent', sentOne],
  ['rubrics', path('assessments/rubrics')],
  ['record', path('record')],
]

const bodies = new Map<string, string>()

test.each(pages.filter(([name]) => name !== 'home'))(
  '%s, filled, has at most 30 KB and asks at most six questions, and its heading stands once',
  async (name, at) => {
    await desk.page('/organize/home', editor)
    const before = counted.asked()
    const body = await desk.page(at, editor)
    const asked = counted.asked() - before
    bodies.set(name, body)
    expect([name, Buffer.byteLength(body) <= 30 * 1024, asked <= 6, body.match(/<h1[\s>]/g)?.length]).toEqual([
      name,
      true,
      true,
      1,
    ])
    expect(/<(script|iframe|img)\b|\sstyle="|\son[a-z]+="/.test(body)).toBe(false)
  },
)

test('what is wrong is shown like everything else', async () => {
  bodies.set('home', await desk.page(path(), editor))
  const wrong: readonly (readonly [string, string, Parameters<typeof send>[1]])[] = [
    ['wrong-source', path('sources/new'), { url: 'x', title: '' }],
    ['wrong-quote', captured, { exact: 'not there' }],
    ['several-places', captured, { exact: 'lamps were lit' }],
    ['wrong-demand', path('demands/new'), { recipient: '', demand: '', wording: '', on: '' }],
    ['looked', path('commitments/new'), { ...promise, do: 'look' }],
    ['wrong-commitment', path('commitments/new'), { ...promise, title: '', on: '' }],
    ['wrong-revision', `${commitment}/revise`, { stage: '', on: '' }],
    ['wrong-judgment', path('assessments/new'), { ...draft, value: '', reason: '' }],
    ['early', sentOne, { do: 'publish' }],
  ]
  for (const [name, at, typed] of wrong) {
    const answer = await send(at, typed, editor)
    const body = await answer.text()
    expect([name, [200, 422].includes(answer.status), Buffer.byteLength(body) <= 30 * 1024]).toEqual([name, true, true])
    bodies.set(name, body)
  }
})

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
}, 60_000)
afterAll(async () => browser?.close())

test.each([
  ['light', 320, 'every-rule'],
  ['dark', 1280, 'contrast-only'],
  ['light', 1280, 'every-rule'],
] as const)(
  'axe finds nothing to object to on any page of the record, every fold open, and nothing stands out: %s, %i px',
  async (colorScheme, width, rules) => {
    const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width, height: 800 } })
    const page = await context.newPage()
    const told: unknown[] = []
    for (const [name, body] of bodies) {
      await page.setContent(body.replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${organizerSheet.text}</style>`))
      if (pictures !== undefined && colorScheme === 'light') {
        mkdirSync(pictures, { recursive: true })
        await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true })
      }
      await openFolds(page)
      const objections = await objectionsOfAxe(page, rules)
      const widest = await widthOf(page)
      if (objections.length > 0 || widest > width) told.push([name, objections, widest])
    }
    expect(bodies.size).toBeGreaterThan(25)
    expect(told).toEqual([])
    await context.close()
  },
  120_000,
)
