import { beforeAll, expect, test } from 'vitest'
import { attacks } from '../../test/kit/bots.ts'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { confirmVisits } from '../../test/kit/confirm-visits.ts'
import { people, type Visit } from '../../test/kit/crowds.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { diceOf } from '../../test/kit/dice.ts'
import { movableMeans, signer, signingPlace, vaultForTests } from '../../test/kit/signatures.ts'
import { publishedCounts } from '#ledger'
import {
  beginInvalidation,
  beginOnReview,
  cancelReview,
  continueReview,
  leavesOfReview,
  listReviews,
  samplesOf,
  tryCondition,
  type ReviewRun,
} from './act-on-review.ts'
import { parseCondition } from './condition.ts'
import { reviewSignatures } from './review-signatures.ts'
import { sql } from 'kysely'
import { supportersAfter } from './supporters.ts'

const database = await testDatabase()
const vault = vaultForTests
const means = movableMeans('2029-03-01T12:00:00Z')
const place = await signingPlace(database, means)
const campaign = place.campaign.id
const hour = 3_600_000
const bots = attacks['a script on one host with a catch-all domain']
const crowd: readonly Visit[] = [
  ...people(diceOf(1), { count: 150, from: 0, milliseconds: hour }),
  ...(bots?.(diceOf(2), { count: 90, from: hour / 4, milliseconds: hour / 4 }) ?? []),
].toSorted((a, b) => a.wishedAt + a.waited - b.wishedAt - b.waited)

const confirmAll = (visits: readonly Visit[]) => confirmVisits(database, place, visits, { vault, means })

const look = () => database.transaction((tx) => reviewSignatures(tx, campaign, vault, means))
const counted = async () =>
  (await database.read((tx) => publishedCounts(tx, campaign))).get('letter:mend-the-stairs')?.standing
const listed = async () =>
  (await database.read((tx) => supportersAfter(tx, campaign, place.letter, -1, 1000))).map(({ name }) => name).sort()
const reviews = () => database.read((tx) => listReviews(tx, campaign))
const sound = async () => expect(await checkEverything(database, vault)).toEqual([])

async function toTheEnd(run: ReviewRun | undefined): Promise<void> {
  for (let next = run; next;) {
    const now = next
    next = await database.transaction((tx) => continueReview(tx, now, vault, means))
  }
}
async function onReview(act: 'free' | 'hold' | 'uninv') {
  const [review] = await reviews()
  const run =
    review && (await database.transaction((tx) => beginOnReview(tx, campaign, review, { act, reason: act }, means)))
  await toTheEnd(run)
  return run
}
const condition = (text: string) => {
  const parsed = parseCondition(text, vault, campaign)
  if (parsed.kind === 'wrong') throw new Error(parsed.sentence)
  return parsed.condition
}
const tried = (text: string) => database.read((tx) => tryCondition(tx, campaign, place.letter, condition(text), vault))

const names = crowd.map(({ traits }) => signer(traits.name)).sort()
const realNames = crowd
  .filter(({ bot }) => !bot)
  .map(({ traits }) => signer(traits.name))
  .sort()

beforeAll(() => confirmAll(crowd))

test('a cluster leaves the count and the list in one look, and people stay', async () => {
  expect([await counted(), await listed()]).toEqual([names.length, names])
  const looked = await look()
  expect(looked).toEqual({ held: 90, flagged: 0, more: false })
  expect([await counted(), await listed()]).toEqual([realNames.length, realNames])
  const [held] = await reviews()
  expect(held).toMatchObject({ act: 'hold', counted: 90, done: 90 })
  expect(held?.reason).toMatch(/^review: form, mail/)
  await sound()
})

test('a look at what was looked at changes nothing', async () => {
  expect(await look()).toEqual({ held: 0, flagged: 0, more: false })
  await database.transaction((tx) => sql`update signatures_watch set looked_to = 0`.execute(tx))
  expect(await look()).toEqual({ held: 0, flagged: 0, more: false })
  expect(await reviews()).toHaveLength(1)
})

test('one process looks at a time, the others pass on', async () => {
  await database.transaction((tx) => sql`update signatures_watch set looked_to = 0`.execute(tx))
  await database.transaction(async (tx) => {
    await sql`select from signatures_watch for update`.execute(tx)
    expect(await look()).toEqual({ held: 0, flagged: 0, more: false })
  })
})

test('who reviews sees names of a cluster', async () => {
  const [held] = await reviews()
  if (!held) throw new Error('no review')
  const samples = await database.read(async (tx) =>
    samplesOf(tx, campaign, await leavesOfReview(tx, campaign, held, 3), vault),
  )
  expect(samples).toHaveLength(3)
  for (const { name, status } of samples) {
    expect(names).toContain(name)
    expect(realNames).not.toContain(name)
    expect(status).toBe('withheld')
  }
})

test('a person frees a cluster: all return to count and list, and no look holds them again', async () => {
  await onReview('free')
  expect([await counted(), await listed()]).toEqual([names.length, names])
  await database.transaction((tx) => sql`update signatures_watch set looked_to = 0`.execute(tx))
  expect(await look()).toMatchObject({ held: 0 })
  await sound()
})

test('what was freed by mistake can be held again, and only what fits can follow', async () => {
  expect(await onReview('uninv')).toBeUndefined()
  await onReview('hold')
  expect(await counted()).toBe(realNames.length)
  await sound()
})

test('a condition is counted and sampled before anything is done, and keeps no address', async () => {
  const found = await tried('domain=catch-all.example and network-of=203.0.113.77 and signal=no-token')
  expect(found).toMatchObject({ matching: 90, counting: 0 })
  expect(found.samples).toHaveLength(18)
  expect(found.scope.condition.text).toMatch(/^domain=catch-all\.example and network=[0-9a-f]{16} and signal=no-token$/)
  expect((await tried(found.scope.condition.text)).matching).toBe(90)
  expect((await tried('domain=catch-all.example and network-of=203.0.114.1')).matching).toBe(0)
  const shape = crowd.find(({ bot }) => !bot)?.traits.name ?? ''
  expect((await tried(`shape-of="${shape}"`)).matching).toBeGreaterThan(0)
  expect(condition(`shape-of="${shape}"`).text).not.toContain(shape)
  expect((await tried('signal=quick-mail')).matching).toBe(90)
  expect((await tried('from=2029-03-01T12:00Z and until=2029-03-02')).matching).toBeGreaterThan(200)
  expect((await tried('until=2029-03-01')).matching).toBe(0)
  expect(await counted()).toBe(realNames.length)
})

test.each([
  '',
  'domain',
  'network-of=somewhere',
  'from=today',
  'from=2029-03-01T10:00',
  'leaves=9..1',
  'signal=odd',
  'x=1',
  'domain=a.example or domain=b.example',
  'from=2029-03-02 and until=2029-03-01',
])('“%s” is answered with a sentence, not with a guess', (text) => {
  expect(parseCondition(text, vault, campaign)).toMatchObject({ kind: 'wrong' })
})

test('invalidating stops between two batches where it is given up, and undoing it brings everybody back', async () => {
  const found = await tried('leaves=0..100')
  const before = await counted()
  const run = await database.transaction((tx) => beginInvalidation(tx, found, 'signed by a machine', means))
  const step = await database.transaction((tx) => continueReview(tx, run, vault, means))
  expect(step?.done).toBe(found.matching)
  await database.transaction((tx) => cancelReview(tx, run, means))
  expect((await reviews())[0]).toMatchObject({ act: 'inv', done: found.matching, finishedAt: undefined })
  expect((await reviews())[0]?.cancelledAt).toBeDefined()
  expect(await counted()).toBe((before ?? 0) - found.counting)
  await sound()
  await onReview('uninv')
  // Who was held before is held again.
  expect(await counted()).toBe(before)
  expect(await listed()).toEqual(realNames)
  await sound()
})

test('what is signed after counting is not touched by an invalidation', async () => {
  const found = await tried('from=2029-03-01')
  const run = await database.transaction((tx) => beginInvalidation(tx, found, 'a mistake', means))
  const late: readonly Visit[] = people(diceOf(9), { count: 1, from: 2 * hour, milliseconds: 1 }).slice(0, 1)
  await confirmAll(late.map((visit) => ({ ...visit, traits: { ...visit.traits, email: 'late@late.example' } })))
  await toTheEnd(run)
  expect(await counted()).toBe(1)
  await onReview('uninv')
  expect(await counted()).toBe(realNames.length + 1)
  await sound()
})
