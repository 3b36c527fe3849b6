import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { on, recordedHouse, said, terms } from '../../test/kit/recorded.ts'
import { vaultForTests } from '../../test/kit/signatures.ts'
import type { AssessmentId, OrganizerId } from '#kernel'
import type { Tx } from '#platform'
import {
  assessmentsOf,
  commentOn,
  countersign,
  draftAssessment,
  keepRubric,
  publishAssessment,
  readSecond,
  recipientDesk,
  recipientToken,
  recordOf,
  sendForComment,
  stateCommitment,
  verificationOf,
  verifications,
  type Evidence,
} from './index.ts'

const database = await testDatabase()
const house = await recordedHouse(database)
const { means, lead, second, recipients } = house
const campaign = house.campaign.id
const acting = { campaign, by: lead }
const [recipient] = recipients

const act = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database.transaction(work)
const oneDay = 86_400_000

const evidence = (verification: Evidence['verification']): Evidence => ({
  side: 'against',
  note: 'A page says so.',
  verification,
  source: undefined,
  capture: undefined,
  quote: undefined,
})

const promise = await act((tx) =>
  stateCommitment(
    tx,
    { ...acting, recipient, title: 'A pause', on: on('2028-01'), wording: said('We will pause.'), terms: terms() },
    means,
  ),
)
if (promise.kind !== 'recorded') throw new Error(promise.why)
await act((tx) => keepRubric(tx, { ...acting, name: 'Promises', version: 1, text: 'Kept: done.' }, means))

const draft = {
  ...acting,
  recipient,
  about: { kind: 'commitment', commitment: promise.commitment },
  value: 'broken',
  reason: 'It sold on.',
  rubric: { name: 'Promises', version: 1 },
  evidence: [evidence('steward')],
} as const

async function drafted(): Promise<AssessmentId> {
  const outcome = await act((tx) => draftAssessment(tx, draft, means))
  if (outcome.kind !== 'drafted') throw new Error(outcome.why)
  return outcome.assessment
}

test('a judgment is as sure as the least sure of its evidence, and one person alone makes it no surer than unverified', () => {
  const rank = (level: Evidence['verification']) => verifications.indexOf(level)
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...verifications)), fc.boolean(), (levels, isRead) => {
      const secondReader = isRead ? ('someone' as OrganizerId) : undefined
      const level = verificationOf({ evidence: levels.map(evidence), secondReader })
      const reading = isRead ? 'second-reader' : 'unverified'
      expect(rank(level)).toBe(Math.min(rank(reading), ...levels.map(rank)))
    }),
  )
})

test('“broken” needs a reason and evidence, and every judgment a rubric and a promise that are there', async () => {
  const whyNot = async (changed: object) => {
    const outcome = await act((tx) => draftAssessment(tx, { ...draft, ...changed }, means))
    return outcome.kind === 'wrong' ? outcome.why : outcome.kind
  }
  expect(await whyNot({ evidence: [] })).toBe('empty')
  expect(await whyNot({ reason: ' ' })).toBe('empty')
  expect(await whyNot({ rubric: { name: 'Promises', version: 2 } })).toBe('no-such-rubric')
  expect(await whyNot({ about: { kind: 'commitment', commitment: campaign } })).toBe('no-such-commitment')
  expect(await act((tx) => keepRubric(tx, { ...acting, ...draft.rubric, text: 'Kept: not.' }, means))).toMatchObject({
    kind: 'wrong',
  })
})

test('nothing is published before the recipient commented or its days are over, and the comment is printed beside it', async () => {
  const assessment = await drafted()
  const wish = { ...acting, assessment }
  expect(await act((tx) => publishAssessment(tx, wish, means))).toMatchObject({ why: 'not-allowed-now' })
  expect(await act((tx) => readSecond(tx, wish, means))).toMatchObject({ why: 'not-allowed-now' })
  expect(await act((tx) => readSecond(tx, { ...wish, by: second }, means))).toEqual({ kind: 'done' })
  expect(await act((tx) => sendForComment(tx, { ...wish, days: 1 }, means))).toMatchObject({ why: 'too-early' })
  expect(await act((tx) => sendForComment(tx, { ...wish, days: 14 }, means))).toEqual({ kind: 'done' })
  expect(await act((tx) => publishAssessment(tx, wish, means))).toMatchObject({ why: 'too-early' })
  const token = recipientToken(vaultForTests, { campaign, subject: assessment })
  expect(await act((tx) => recipientDesk(tx, vaultForTests, token, means))).toMatchObject({
    kind: 'to-comment',
    assessment: { value: 'broken', reason: 'It sold on.' },
  })
  const other = recipientToken(vaultForTests, { campaign, subject: promise.commitment as string as AssessmentId })
  const forged = token.slice(0, 43) + other.slice(43)
  expect(await act((tx) => commentOn(tx, vaultForTests, { token: forged, text: 'No.' }, means))).toMatchObject({
    kind: 'wrong',
  })
  const text = 'We did not sell; we lent.'
  expect(await act((tx) => commentOn(tx, vaultForTests, { token, text: 'We object.' }, means))).toEqual({
    kind: 'kept',
  })
  expect(await act((tx) => commentOn(tx, vaultForTests, { token, text }, means))).toEqual({ kind: 'kept' })
  expect(await act((tx) => publishAssessment(tx, wish, means))).toMatchObject({ kind: 'recorded' })
  const record = await database.read((tx) => recordOf(tx, campaign, { audience: 'public', at: means.now() }))
  expect(record.assessments).toMatchObject([
    { value: 'broken', verification: 'second-reader', comment: { text }, rubric: draft.rubric },
  ])
  expect(await act((tx) => commentOn(tx, vaultForTests, { token, text: 'Late.' }, means))).toMatchObject({
    why: 'not-allowed-now',
  })
  const signing = { token, name: 'Ada Quill, Counsel' }
  expect(await act((tx) => countersign(tx, vaultForTests, signing, means))).toMatchObject({ kind: 'recorded' })
  expect(await act((tx) => countersign(tx, vaultForTests, signing, means))).toMatchObject({ why: 'not-allowed-now' })
  const signed = await database.read((tx) => recordOf(tx, campaign, { audience: 'public', at: means.now() }))
  expect(signed.assessments[0]?.countersigned).toMatchObject({ name: 'Ada Quill, Counsel' })
  expect(await checkEverything(database)).toEqual([])
})

test('when a recipient says nothing, its silence ends with its days', async () => {
  const assessment = await drafted()
  const wish = { ...acting, assessment }
  await act((tx) => sendForComment(tx, { ...wish, days: 7 }, means))
  means.pass(7 * oneDay)
  expect(await act((tx) => publishAssessment(tx, wish, means))).toMatchObject({ why: 'too-early' })
  means.pass(oneDay)
  expect(await act((tx) => publishAssessment(tx, wish, means))).toMatchObject({ kind: 'recorded' })
  const [work] = await database.read((tx) => assessmentsOf(tx, campaign, { assessment }))
  expect(work).toMatchObject({ state: 'published', comment: undefined })
  expect(await checkEverything(database)).toEqual([])
})

test('what says that somebody did or did not do something is not published without anything that shows it', async () => {
  const publishing = async (value: 'stalled' | 'not-yet-rated') => {
    const made = await act((tx) => draftAssessment(tx, { ...draft, value, evidence: [] }, means))
    if (made.kind !== 'drafted') throw new Error(made.why)
    const wish = { ...acting, assessment: made.assessment }
    await act((tx) => sendForComment(tx, { ...wish, days: 3 }, means))
    means.pass(5 * oneDay)
    return act((tx) => publishAssessment(tx, wish, means))
  }
  expect(await publishing('stalled')).toEqual({ kind: 'wrong', why: 'no-evidence' })
  expect(await publishing('not-yet-rated')).toMatchObject({ kind: 'recorded' })
})
