import { expect, test } from 'vitest'
import { quoteIn, quotesOf } from '#evidence'
import { recipientsOf } from '#letters'
import { recordWork } from '#responses'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { everythingIn } from '../../test/kit/everything.ts'
import { recordDesk } from '../../test/kit/record-desk.ts'
import { vaultForTests } from '../../test/kit/signatures.ts'

const database = await testDatabase()
const desk = await recordDesk(database)
const { path, editor, reviewer, viewer, outsider, send, page, ask, said, means, keep } = desk
const { campaign } = desk.place
const [one, other] = await database.read((tx) => recipientsOf(tx, campaign.id))
if (!one || !other) throw new Error('two recipients were to be there')
const record = () => database.read((tx) => recordWork(tx, campaign))
const hostile = '"><script>alert(1)</script>'
const words = 'We have chosen not to offer general lamps to the police before the questions are worked through.'

const { capture } = await keep(`<p>${words}<p>From now on we will not offer them to anybody.`)
const quoted = async (exact: string): Promise<string> => {
  const by = editor.organizer
  const made = await database.transaction((tx) => quoteIn(tx, { campaign: campaign.id, by, capture, exact }, means))
  if (made.kind !== 'found') throw new Error(made.kind)
  return made.quote
}

const demand = {
  recipient: one.id,
  demand: 'stop-lamps',
  title: 'Stop the sale of lamps',
  wording: 'Sell no lamps to any public body.',
  on: '2026-01-15',
  'scope-actor': 'any public body',
}

test('an empty record says what to do next; whoever only reads is not offered it', async () => {
  expect(await page(path('demands'), editor)).toContain('Put a demand on record')
  expect(await page(path('commitments'), editor)).toContain('Quote one from a captured page')
  for (const name of ['demands', 'commitments']) {
    expect((await page(path(name), viewer)).includes(`${name}/new`)).toBe(false)
    expect((await ask(path(name, 'new'), reviewer)).status).toBe(403)
    expect((await ask(path(name), outsider)).status).toBe(404)
  }
  expect(await page(path('commitments/new'), editor)).toContain('Open a capture and quote the words')
})

test('the same demand to two recipients stands once, with each wording and how wide it is', async () => {
  expect(said(await send(path('demands/new'), demand, editor))).toBe('put')
  const second = { ...demand, recipient: other.id, title: '', wording: 'Do not sell lamps.', 'scope-actor': '' }
  expect(said(await send(path('demands/new'), second, editor))).toBe('put')
  const list = await page(path('demands'), viewer)
  expect(list.split('<code>stop-lamps</code>').length).toBe(2)
  for (const part of [
    'Sell no lamps to any public body.',
    'Do not sell lamps.',
    'any public body',
    'No limit is written down',
  ])
    expect(list).toContain(part)
  const form = await page(`${path('demands/new')}?demand=stop-lamps&recipient=${one.id}`, editor)
  expect(form).toContain('Sell no lamps to any public body.')
})

test('what is wrong with a demand is said beside it, what was typed stays, and nothing is put on record', async () => {
  const before = await everythingIn(database)
  for (const [field, wrong] of [
    ['recipient', ''],
    ['demand', 'Stop Lamps!'],
    ['wording', ' '],
    ['on', 'in May'],
    ['on', '2999-01-01'],
  ] as const) {
    const answer = await send(path('demands/new'), { ...demand, title: hostile, [field]: wrong }, editor)
    const text = await answer.text()
    expect([field, answer.status, text.includes(`href="#${field}"`)]).toEqual([field, 422, true])
    expect([text.includes('<script>alert'), text.includes('any public body')]).toEqual([false, true])
  }
  expect((await send(path('demands/new'), demand, reviewer)).status).toBe(403)
  expect(await everythingIn(database)).toEqual(before)
})

const promise = {
  recipient: one.id,
  title: 'No general lamps for the police',
  speaker: 'Ada Venn, Chief Executive',
  on: '2026-02-01',
  'scope-actor': 'the police',
  conditions: 'until the questions are worked through | the company',
  'carve-outs': 'rescue services',
  expires: '2098-02-01',
  deadline: '',
  loophole: ['open-ended-until', 'self-judging'],
  'covers-stop-lamps': 'part',
}

test('a promise is put on record in the words of a quotation, with its terms, and the gap shows at once', async () => {
  const quote = await quoted(words)
  const offered = await page(`${path('commitments/new')}?quote=${quote}`, editor)
  expect(offered).toContain('Who promised it')
  expect((await ask(`${path('commitments/new')}?quote=${quote}&recipient=x`, editor)).status).toBe(422)
  const form = await page(`${path('commitments/new')}?quote=${quote}&recipient=${one.id}`, editor)
  for (const part of [words, 'Whoever promises also decides whether it is kept.', 'Sell no lamps to any public body.'])
    expect(form).toContain(part)
  const before = await everythingIn(database)
  const look = await send(path('commitments/new'), { ...promise, quote, do: 'look' }, editor)
  const looked = await look.text()
  expect([look.status, looked.includes('asked for any public body; promised only for the police')]).toEqual([200, true])
  expect(looked).toContain('Ada Venn, Chief Executive')
  expect(await everythingIn(database)).toEqual(before)
  const answer = await send(
    path('commitments/new'),
    { ...promise, quote, words: 'Forged words.', do: 'record' },
    editor,
  )
  expect(said(answer)).toBe('recorded')
  const [made] = (await record()).commitments
  expect(made?.revisions[0]?.wording).toMatchObject({ words, quote, capture, speaker: 'Ada Venn, Chief Executive' })
  expect(made?.revisions[0]?.terms).toEqual({
    scope: { actor: ['the police'] },
    conditions: [{ text: 'until the questions are worked through', decider: 'the company' }],
    carveOuts: ['rescue services'],
    expires: '2098-02-01',
    loopholes: ['open-ended-until', 'self-judging'],
  })
  expect(made?.links.map((link) => [link.demand, link.covers, link.wider])).toEqual([['stop-lamps', 'part', ['actor']]])
  const shown = await page(`${path('commitments')}/${made?.id}`, viewer)
  for (const part of [
    words,
    'asked for any public body; promised only for the police',
    'the company decides',
    'in force',
  ])
    expect(shown).toContain(part)
  expect(shown).not.toContain('<form class="form')
  expect(await checkEverything(database, vaultForTests)).toEqual([])
})

test('what is wrong with a promise keeps every input, and puts nothing on record', async () => {
  const quote = await quoted(words)
  const before = await everythingIn(database)
  for (const [field, wrong] of [
    ['title', ''],
    ['on', 'yesterday'],
    ['on', '2999-01-01'],
    ['expires', 'soon'],
    ['deadline', '2026-13-01'],
    ['scope-use', 'x'.repeat(4001)],
  ] as const) {
    const typed = { ...promise, quote, speaker: hostile, [field]: wrong, do: 'record' }
    const answer = await send(path('commitments/new'), typed, editor)
    const text = await answer.text()
    expect([field, answer.status, text.includes(`href="#${field}"`)]).toEqual([field, 422, true])
    expect([text.includes('<script>alert'), text.includes('rescue services')]).toEqual([false, true])
    expect(/value="self-judging"\s+checked/.test(text)).toBe(true)
  }
  for (const nowhere of ['', 'x', '00000000-0000-4000-8000-000000000000'])
    expect((await send(path('commitments/new'), { ...promise, quote: nowhere }, editor)).status).toBe(422)
  expect((await send(path('commitments/new'), { ...promise, quote }, viewer)).status).toBe(403)
  expect(await everythingIn(database)).toEqual(before)
})

const only = async (): Promise<string> => `${path('commitments')}/${(await record()).commitments[0]?.id}`

test('another’s wording stands beside the promise, with what it leaves out and what it adds', async () => {
  const at = `${await only()}/wordings`
  const typed = { words: 'We will never offer lamps.', by: 'Our letter of January 15', on: '2026-03-01', source: '' }
  for (const field of ['words', 'by', 'on'])
    expect((await send(at, { ...typed, [field]: '' }, editor)).status).toBe(422)
  expect((await send(at, typed, viewer)).status).toBe(403)
  expect(said(await send(at, typed, editor))).toBe('characterized')
  const shown = await page(await only(), viewer)
  expect(shown).toMatch(/<ins>will never\s*<\/ins>/)
  expect(shown).toMatch(/<del>have chosen not to\s*<\/del>/)
})

test('a later wording may only follow what can come before it, and its terms replace the earlier ones', async () => {
  const at = `${await only()}/revise`
  const { capture: first } = { capture }
  const quote = await quoted('From now on we will not offer them to anybody.')
  const form = await page(at, editor)
  expect(form).toContain('until the questions are worked through | the company')
  const typed = { stage: 'widened', quote, speaker: 'Ada Venn', on: '2026-04-01', 'scope-actor': '', expires: '' }
  const before = await everythingIn(database)
  for (const wrong of [
    { stage: '' },
    { stage: 'stated' },
    { on: '' },
    { on: '2999' },
    { quote: 'x' },
    { on: '2026-01-01' },
  ])
    expect([wrong, (await send(at, { ...typed, ...wrong }, editor)).status]).toEqual([wrong, 422])
  expect((await send(at, typed, reviewer)).status).toBe(403)
  expect(await everythingIn(database)).toEqual(before)
  expect(said(await send(at, typed, editor))).toBe('recorded')
  const [made] = (await record()).commitments
  expect(made?.revisions.map(({ stage, terms }) => [stage, terms.expires])).toEqual([
    ['stated', '2098-02-01'],
    ['widened', undefined],
  ])
  expect(made?.revisions[1]?.wording.capture).toBe(first)
  const withdrawn = { ...typed, stage: 'withdrawn', quote: '', on: '2026-05-01' }
  expect(said(await send(at, withdrawn, editor))).toBe('recorded')
  expect((await send(at, { ...withdrawn, stage: 'extended', on: '2026-05-02' }, editor)).status).toBe(422)
  expect(await page(path('commitments'), viewer)).toContain('ended · withdrawn')
})

test('how far a demand is met can be said anew, with where it is wider and a note', async () => {
  const at = `${await only()}/demands`
  const typed = {
    demand: 'stop-lamps',
    'covers-stop-lamps': 'none',
    wider: ['actor', 'use'],
    'note-stop-lamps': hostile,
  }
  expect((await send(at, { ...typed, 'covers-stop-lamps': '' }, editor)).status).toBe(422)
  expect((await send(at, { ...typed, demand: 'nothing', 'covers-nothing': 'part' }, editor)).status).toBe(422)
  expect((await send(at, typed, viewer)).status).toBe(403)
  expect(said(await send(at, typed, editor))).toBe('linked')
  const shown = await page(await only(), viewer)
  expect(shown).toContain('nothing of it')
  expect(shown).not.toContain('<script>alert')
  expect((await database.read((tx) => quotesOf(tx, campaign.id))).length).toBe(2)
})

test('what is not there is said not to be there', async () => {
  for (const id of ['nothing', '00000000-0000-4000-8000-000000000000'])
    for (const [method, end] of [
      ['get', ''],
      ['get', '/revise'],
      ['post', '/revise'],
      ['post', '/demands'],
      ['post', '/wordings'],
    ]) {
      const at = `${path('commitments')}/${id}${end}`
      const answer = method === 'get' ? await ask(at, editor) : await send(at, {}, editor)
      expect([at, answer.status]).toEqual([at, 404])
    }
})
