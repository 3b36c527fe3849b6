import { beforeAll, expect, test } from 'vitest'
import { eventsOf, setRule } from '#accounts'
import { publishedCounts } from '#ledger'
import { continueLeft, leftReviews, listReviews, reviewSignatures, supportersAfter } from '#signatures'
import { attacks } from '../../test/kit/bots.ts'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { confirmVisits } from '../../test/kit/confirm-visits.ts'
import { people } from '../../test/kit/crowds.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { diceOf } from '../../test/kit/dice.ts'
import { organizerHouse } from '../../test/kit/organizer-web.ts'
import { signer, vaultForTests as vault } from '../../test/kit/signatures.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const { means, place, slug, campaign, lead, join, toNow } = await organizerHouse(database)
const reviewer = await join('rev', 'reviewer')
const editor = await join('edi', 'editor')
const hour = 3_600_000
const real = people(diceOf(5), { count: 60, from: 0, milliseconds: hour })
const script = attacks['a script on one host with a catch-all domain']
const bots = script?.(diceOf(6), { count: 40, from: 0, milliseconds: 600_000 }) ?? []

beforeAll(async () => {
  const also = { comment: 'Mend <them> all' }
  await confirmVisits(database, place, [...real, ...bots], { vault, means, also })
  await database.transaction((tx) => reviewSignatures(tx, campaign, vault, means))
  toNow()
})

const counted = async () =>
  (await database.read((tx) => publishedCounts(tx, campaign))).get('letter:mend-the-stairs')?.standing ?? 0
const settle = async () => {
  for (const left of await database.read(leftReviews))
    while (await database.transaction((tx) => continueLeft(tx, left, vault, means)));
}
const fieldIn = (page: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1]?.replaceAll('&quot;', '"') ?? ''
const count = async (condition: string) =>
  (await reviewer.post(routes.invalidate(slug), { letter: place.letter, condition })).text()
const countedFields = (page: string) => ({
  ...{ letter: fieldIn(page, 'letter'), condition: fieldIn(page, 'condition'), before: fieldIn(page, 'before') },
})

test('what the review held is listed; a reviewer sees names, lets them count and holds them again; others do not', async () => {
  expect(await counted()).toBe(real.length)
  const list = await reviewer.page(routes.review(slug))
  expect(list).toContain('40 held')
  expect(list).toContain(`Comments that wait to be read: ${real.length}`)
  expect((await editor.ask(routes.review(slug))).status).toBe(403)
  const path = routes.reviewed(slug, 1)
  const page = await reviewer.page(path)
  expect(bots.filter(({ traits }) => page.includes(signer(traits.name))).length).toBeGreaterThan(0)
  expect(page).toContain('Let them count')
  expect(
    await editor.post(path, { act: 'free', reason: 'people' }).then((answer) => answer.headers.get('location')),
  ).toBe(`${path}?said=not-allowed`)
  const late = await reviewer.press(path, { act: 'free', reason: 'people after all' })
  expect(late).toContain('under way: 0 of 40')
  const running = await reviewer.ask(routes.reviewed(slug, 2))
  expect([running.headers.get('refresh'), (await running.text()).includes('<progress')]).toEqual(['3', true])
  await settle()
  expect(await counted()).toBe(real.length + bots.length)
  expect((await reviewer.ask(routes.reviewed(slug, 2))).headers.get('refresh')).toBeNull()
  await reviewer.post(routes.reviewed(slug, 2), { act: 'hold', reason: 'no, they are not' })
  await settle()
  expect(await counted()).toBe(real.length)
  expect(await reviewer.press(path, { act: 'hold', reason: 'x' })).toContain('This cannot follow what was done.')
  expect((await reviewer.ask(routes.reviewed(slug, 99))).status).toBe(404)
  expect(await checkEverything(database, vault)).toEqual([])
})

test('a reason that the log would not take keeps what was typed, and nothing is begun', async () => {
  const before = (await database.read((tx) => listReviews(tx, campaign))).length
  for (const [reason, said] of [
    ['', 'Say why'],
    ['x'.repeat(301), 'Shorten this'],
    ['a\u202Eb', 'hidden or control'],
  ] as const) {
    const answer = await reviewer.post(routes.reviewed(slug, 3), { act: 'free', reason })
    expect([answer.status, (await answer.text()).includes(said)]).toEqual([422, true])
  }
  expect((await database.read((tx) => listReviews(tx, campaign))).length).toBe(before)
})

test('a condition is counted first, with names and no change; then struck with a reason; and undone', async () => {
  const before = await counted()
  const page = await count('domain=catch-all.example')
  expect(page).toContain('40 signatures fit; 0 of them are in the count now.')
  expect(page.match(/<tr>/g)).toHaveLength(21)
  expect(await count('network-of=203.0.113.4')).not.toContain('203.0.113')
  const wrong = await reviewer.post(routes.invalidate(slug), { letter: place.letter, condition: 'x=1' })
  expect([wrong.status, (await wrong.text()).includes('is no condition')]).toEqual([422, true])
  expect(await count('leaves=999999')).toContain('No signature fits.')
  const fields = countedFields(page)
  expect((await reviewer.post(routes.strike(slug), fields)).status).toBe(422)
  const everyone = countedFields(await count('from=2020-01-01'))
  // Nobody who signs after the count is struck, whatever the form says.
  expect(Number(everyone.before)).toBeGreaterThan(99)
  const path =
    (await reviewer.post(routes.strike(slug), { ...fields, reason: 'a machine' })).headers.get('location') ?? ''
  await settle()
  expect(await reviewer.page(path)).toContain('40 struck out of the count')
  expect(await counted()).toBe(before)
  const number = Number(/review\/(\d+)/.exec(path)?.[1])
  await reviewer.post(routes.reviewed(slug, number), { act: 'uninv', reason: 'by mistake' })
  await settle()
  expect(await counted()).toBe(before)
  expect((await editor.ask(routes.invalidate(slug))).status).toBe(403)
  expect(await checkEverything(database, vault)).toEqual([])
})

test('what was begun can be stopped, and stays where it is', async () => {
  const before = await counted()
  const fields = countedFields(await count('from=2020-01-01'))
  const answer = await reviewer.post(routes.strike(slug), { ...fields, reason: 'everybody' })
  const path = (answer.headers.get('location') ?? '').replace(/\?.*/, '')
  expect(await reviewer.press(path, { act: 'stop' })).toContain('It was stopped.')
  await settle()
  expect(await counted()).toBe(before)
  expect(await reviewer.page(path)).toContain('stopped on the way')
})

test('where two people are needed, one proposes, another reads exactly that and approves it, or refuses', async () => {
  const two = { by: lead.organizer, campaign, act: 'invalidate', needsTwo: true } as const
  await database.transaction((tx) => setRule(tx, two, means))
  const before = await counted()
  const propose = async () => {
    const fields = countedFields(await count('leaves=0..10'))
    const answer = await reviewer.post(routes.strike(slug), { ...fields, reason: 'a <machine>' })
    return (answer.headers.get('location') ?? '').replace(/\?.*/, '')
  }
  const path = await propose()
  expect(await reviewer.page(path)).toContain('Somebody else has to approve it.')
  expect(await reviewer.press(path, { act: 'approve' })).toContain('you are the one who proposed')
  expect(await lead.page(routes.proposals(slug))).toContain(`href="${path}"`)
  expect(await lead.page(path)).toContain('a &lt;machine&gt;')
  expect((await editor.ask(path)).status).toBe(403)
  expect(await lead.press(path, { act: 'refuse' })).toContain('The proposal is off.')
  expect(await lead.press(path, { act: 'approve' })).toContain('This proposal is not open any more.')
  const again = await propose()
  expect(await lead.press(again, { act: 'approve' })).toContain('under way')
  await settle()
  expect(await counted()).toBeLessThan(before)
  expect(await reviewer.page(again)).toContain('This proposal is not open any more')
  const acts = (await database.read((tx) => eventsOf(tx, { campaign, limit: 100 }))).map(({ act }) => act)
  for (const act of ['propose', 'approve', 'use-approval', 'invalidate', 'review-signatures'] as const)
    expect(acts).toContain(act)
  expect(await checkEverything(database, vault)).toEqual([])
})

test('comments are read, shown and refused one by one; none is published before', async () => {
  const shown = async () =>
    (await database.read((tx) => supportersAfter(tx, campaign, place.letter, -1, 1000))).filter(
      ({ comment }) => comment,
    )
  expect(await shown()).toEqual([])
  const path = routes.signersComments(slug)
  const page = await reviewer.page(path)
  expect(page.match(/Mend &lt;them&gt; all/g)).toHaveLength(9)
  const [one = '', other = ''] = [...page.matchAll(/name="leaf" value="(\d+)"/g)].map(([, leaf]) => leaf)
  expect(await reviewer.press(path, { leaf: one, verdict: 'shown', after: '-1' })).toContain('The comment is shown.')
  expect(await reviewer.press(path, { leaf: other, verdict: 'refused' })).toContain('The comment is refused.')
  expect(await reviewer.press(path, { leaf: '999999', verdict: 'shown' })).toContain('no comment there')
  expect(await reviewer.press(path, { leaf: 'x', verdict: 'shown' })).toContain('does not read')
  expect((await editor.post(path, { leaf: one, verdict: 'refused' })).headers.get('location')).toContain('not-allowed')
  expect(await shown()).toHaveLength(1)
  expect(await reviewer.page(`${path}?after=${other}`)).toContain('From the first')
})
