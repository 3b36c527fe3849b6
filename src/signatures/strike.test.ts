import { beforeAll, expect, test } from 'vitest'
import { eventsOf, leadNewCampaign, proposalsIn, setRule } from '#accounts'
import type { OrganizerId } from '#kernel'
import { publishedCounts } from '#ledger'
import { firstOperator, joined } from '../../test/kit/accounts.ts'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { confirmVisits } from '../../test/kit/confirm-visits.ts'
import { people } from '../../test/kit/crowds.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { diceOf } from '../../test/kit/dice.ts'
import { movableMeans, signingPlace, vaultForTests as vault } from '../../test/kit/signatures.ts'
import {
  approveStrike,
  beginReviewBy,
  continueLeft,
  goalsOf,
  leaveRun,
  leftReviews,
  listReviews,
  parseCondition,
  stopReviewBy,
  strike,
  strikePlan,
  tryCondition,
  type PlanId,
} from './index.ts'

const database = await testDatabase()
const means = movableMeans()
const place = await signingPlace(database, means)
const campaign = place.campaign.id
const { organizer: lead } = await firstOperator(database, means)
await database.transaction((tx) => leadNewCampaign(tx, { by: lead, campaign }, means))
const reviewer = (await joined(database, 'rev', means, { campaign, role: 'reviewer' })).organizer
const editor = (await joined(database, 'edi', means, { campaign, role: 'editor' })).organizer
beforeAll(() =>
  confirmVisits(database, place, people(diceOf(3), { count: 60, from: 0, milliseconds: 3_600_000 }), { vault, means }),
)

const counted = async () =>
  (await database.read((tx) => publishedCounts(tx, campaign))).get('letter:mend-the-stairs')?.standing ?? 0
const scopeOf = async (text: string) => {
  const read = parseCondition(text, vault, campaign)
  if (read.kind === 'wrong') throw new Error(read.sentence)
  return database.read((tx) => tryCondition(tx, campaign, place.letter, read.condition, vault))
}
const left = () => database.read(leftReviews)
const settle = async () => {
  for (const one of await left()) while (await database.transaction((tx) => continueLeft(tx, one, vault, means)));
}
const struck = async (by: OrganizerId, text: string) => {
  const { scope, matching } = await scopeOf(text)
  return database.transaction(async (tx) => {
    const outcome = await strike(tx, { by, scope, reason: 'signed by a machine' }, means)
    if (outcome.kind === 'begun') await leaveRun(tx, outcome.run, matching)
    return outcome
  })
}
const approved = (by: OrganizerId, plan: PlanId) =>
  database.transaction(async (tx) => {
    const outcome = await approveStrike(tx, { by, campaign, plan }, vault, means)
    if (outcome.kind === 'begun') await leaveRun(tx, outcome.run, outcome.of)
    return outcome.kind
  })
const restored = async (by: OrganizerId) => {
  const [last] = await database.read((tx) => listReviews(tx, campaign))
  return database.transaction(async (tx) => {
    const wish = { by, campaign, about: last?.number ?? 0, act: 'uninv', reason: 'a mistake' } as const
    const outcome = await beginReviewBy(tx, wish, means)
    if (outcome.kind === 'begun') await leaveRun(tx, outcome.run, outcome.of)
    return outcome.kind
  })
}
const sound = async () => expect(await checkEverything(database, vault)).toEqual([])

test('what is struck is done by the clock, told by how far it is, written down, and undone', async () => {
  const before = await counted()
  expect((await struck(editor, 'leaves=0..20')).kind).toBe('not-allowed')
  expect(await left()).toEqual([])
  const { matching } = await scopeOf('leaves=0..20')
  expect((await struck(reviewer, 'leaves=0..20')).kind).toBe('begun')
  expect([...(await database.read((tx) => goalsOf(tx, campaign))).values()]).toEqual([matching])
  expect(await counted()).toBe(before)
  // Two processes at once: neither does anything twice.
  await Promise.all([settle(), settle()])
  expect(await counted()).toBe(before - matching)
  const [review] = await database.read((tx) => listReviews(tx, campaign))
  expect(review).toMatchObject({ act: 'inv', done: matching, finishedAt: means.now() })
  const event = (await database.read((tx) => eventsOf(tx, { campaign, limit: 99 }))).find(
    ({ act }) => act === 'invalidate',
  )
  expect(event).toMatchObject({
    act: 'invalidate',
    organizer: reviewer,
    after: { does: 'inv', review: review?.number },
  })
  await sound()
  expect(await restored(editor)).toBe('not-allowed')
  expect(await restored(reviewer)).toBe('begun')
  await settle()
  expect(await counted()).toBe(before)
  await sound()
})

test('a run that was given up stays where it is, and nobody goes on with it', async () => {
  const before = await counted()
  await struck(lead, 'leaves=0..20')
  const [review] = await database.read((tx) => listReviews(tx, campaign))
  const stop = (by: OrganizerId) =>
    database.transaction((tx) => stopReviewBy(tx, { by, campaign, number: review?.number ?? 0 }, means))
  expect(await stop(editor)).toEqual({ kind: 'not-allowed' })
  expect(await stop(reviewer)).toEqual({ kind: 'stopped' })
  expect(await stop(reviewer)).toEqual({ kind: 'gone' })
  expect(await left()).toEqual([])
  expect(await counted()).toBe(before)
  await sound()
})

test('where two people are needed one proposes and another approves exactly that, also when more signed meanwhile', async () => {
  const two = { by: lead, campaign, act: 'invalidate', needsTwo: true } as const
  expect(await database.transaction((tx) => setRule(tx, two, means))).toEqual({ kind: 'set' })
  const before = await counted()
  const { matching } = await scopeOf('from=2020-01-01')
  const outcome = await struck(reviewer, 'from=2020-01-01')
  if (outcome.kind !== 'proposed') throw new Error(outcome.kind)
  expect(await left()).toEqual([])
  const plan = await database.read((tx) => strikePlan(tx, campaign, outcome.plan, vault))
  expect(plan).toMatchObject({ reason: 'signed by a machine', scope: { condition: { text: 'from=2020-01-01' } } })
  const late = people(diceOf(8), { count: 3, from: 7_200_000, milliseconds: 1000 })
  await confirmVisits(
    database,
    place,
    late.map((visit, i) => ({ ...visit, traits: { ...visit.traits, email: `late${i}@late.example` } })),
    { vault, means },
  )
  expect(await approved(reviewer, outcome.plan)).toBe('own-proposal')
  expect(await approved(editor, outcome.plan)).toBe('not-allowed')
  expect(await approved(lead, outcome.plan)).toBe('begun')
  expect(await approved(lead, outcome.plan)).toBe('gone')
  await settle()
  expect(await counted()).toBe(before + late.length - matching)
  expect(await database.read((tx) => proposalsIn(tx, vault, campaign))).toEqual([])
  await sound()
  // To restore takes one: it takes nobody's signature away.
  expect(await restored(reviewer)).toBe('begun')
  await settle()
  expect(await counted()).toBe(before + late.length)
  await sound()
})
