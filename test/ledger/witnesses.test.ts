import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { newId, type CampaignId } from '#kernel'
import { checkpointOf, cosignLogs, keepHeads, logFacts, openLog, receiptOf, refuseOldLog, type LogKeys } from '#ledger'
import { keptText, systemMeans, type Database } from '#platform'
import { openCheckpoint, parsePolicy, parseReceipt, receiptHolds, type Policy } from '#proof'
import { testDatabase } from '../kit/database.ts'
import { addLeaves, handClock, leafOf, leavesFrom, sealNow, testLogKeys, verifiersOf } from '../kit/logs.ts'
import { plantTree } from '../kit/tree.ts'
import { testWitnesses, type TestWitnesses } from '../kit/witness.ts'

const database = await testDatabase()
/** What a backup brings back: it holds the same logs as far as a test adds leaves to it. */
const restored = await testDatabase()
const clock = handClock()
const origin = 'letters.example.org/log/stairs'

beforeEach(async () => {
  for (const each of [database, restored]) await each.transaction((tx) => sql`truncate ledger_log cascade`.execute(tx))
})

async function logIn(place: Database, leaves: readonly Uint8Array[]): Promise<CampaignId> {
  const campaign = newId<CampaignId>(systemMeans())
  await place.transaction((tx) => openLog(tx, campaign, origin, clock))
  await addLeaves(place, campaign, leaves)
  await sealNow(place, clock)
  return campaign
}

function witnessesOf(names: readonly string[], keys = testLogKeys): TestWitnesses {
  return testWitnesses(plantTree({}), names, verifiersOf(origin, keys))
}

function policyOf({ lines }: TestWitnesses, quorum: string): Policy {
  const policy = parsePolicy(`${lines}${quorum}\n`)
  if (!policy) throw new Error('This is no policy.')
  return policy
}

/** What a stranger with the published policy makes of the newest checkpoint. */
async function opened(campaign: CampaignId, policy: Policy, keys = testLogKeys) {
  const published = parsePolicy(logFacts(origin, undefined, keys, policy).policy)
  const note = (await database.read((tx) => checkpointOf(tx, campaign))) ?? ''
  return published && openCheckpoint(note, published)
}

const kinds = (reports: Awaited<ReturnType<typeof cosignLogs>>) =>
  Object.fromEntries(reports.map(({ witness, outcome }) => [witness, outcome.kind]))

test('witnesses cosign each new checkpoint; one that was away catches up from where it stopped', async () => {
  const witnesses = witnessesOf(['one', 'two'])
  const policy = policyOf(witnesses, 'group both all one two\nquorum both')
  const campaign = await logIn(database, leavesFrom(0, 5))
  const round = async () => kinds(await cosignLogs(database, policy, witnesses.send, clock))
  expect(await opened(campaign, policy)).toBeUndefined()
  expect(await round()).toEqual({ one: 'cosigned', two: 'cosigned' })
  expect(await opened(campaign, policy)).toMatchObject({ size: 5 })
  expect(await round()).toEqual({})
  witnesses.silence.add('two')
  for (let first = 5; first < 700; first += 300) {
    await addLeaves(database, campaign, leavesFrom(first, 300))
    await sealNow(database, clock)
    expect(await round()).toEqual({ one: 'cosigned', two: 'unreachable' })
    expect(await opened(campaign, policy)).toBeUndefined()
  }
  witnesses.silence.clear()
  expect(await round()).toEqual({ two: 'cosigned' })
  expect((await opened(campaign, policy))?.witnesses.map(({ witness }) => witness.name)).toEqual(['one', 'two'])
})

test('what we forgot of a witness, the witness tells; a cosignature that comes too late is not put under another checkpoint', async () => {
  const witnesses = witnessesOf(['one'])
  const policy = policyOf(witnesses, 'quorum one')
  const campaign = await logIn(database, leavesFrom(0, 5))
  await cosignLogs(database, policy, witnesses.send, clock)
  await database.transaction((tx) => sql`truncate ledger_witness`.execute(tx))
  await addLeaves(database, campaign, leavesFrom(5, 5))
  await sealNow(database, clock)
  const late = await cosignLogs(
    database,
    policy,
    async (url, text) => {
      const answer = await witnesses.send(url, text)
      await addLeaves(database, campaign, leavesFrom(10, 1))
      await sealNow(database, clock)
      return answer
    },
    clock,
  )
  expect(kinds(late)).toEqual({ one: 'cosigned' })
  expect(await opened(campaign, policy)).toBeUndefined()
  expect(kinds(await cosignLogs(database, policy, witnesses.send, clock))).toEqual({ one: 'cosigned' })
  expect(await opened(campaign, policy)).toMatchObject({ size: 12 })
})

test('a receipt carries the witnesses: it keeps to the last checkpoint that enough of them cosigned', async () => {
  const witnesses = witnessesOf(['one', 'two'])
  const policy = policyOf(witnesses, 'group both all one two\nquorum both')
  const published = parsePolicy(logFacts(origin, undefined, testLogKeys, policy).policy)
  const campaign = await logIn(database, leavesFrom(0, 5))
  const holds = async (index: number) => {
    const outcome = await database.read((tx) => receiptOf(tx, campaign, index))
    const receipt = outcome.kind === 'receipt' ? parseReceipt(outcome.text) : undefined
    return published && receipt && receiptHolds(receipt, leafOf(`leaf ${index}`), published)
  }
  expect(await holds(3)).toBe(false)
  witnesses.silence.add('two')
  await cosignLogs(database, policy, witnesses.send, clock)
  expect(await holds(3)).toBe(false)
  witnesses.silence.clear()
  await cosignLogs(database, policy, witnesses.send, clock)
  expect(await holds(3)).toBe(true)
  await addLeaves(database, campaign, leavesFrom(5, 600))
  await sealNow(database, clock)
  expect(await holds(3)).toBe(true)
  expect(await holds(7)).toBe(false)
  await cosignLogs(database, policy, witnesses.send, clock)
  expect(await holds(7)).toBe(true)
})

test('a server may start on the log that its witnesses know, and when they know less or do not answer', async () => {
  const witnesses = witnessesOf(['one', 'two'])
  const policy = policyOf(witnesses, 'quorum none')
  const heads = keptText(`${plantTree({})}/log-heads.json`)
  const start = () => refuseOldLog(database, { heads, policy, send: witnesses.send }, clock)
  await start()
  const campaign = await logIn(database, leavesFrom(0, 5))
  await start()
  await cosignLogs(database, policy, witnesses.send, clock)
  await keepHeads(database, heads)
  await addLeaves(database, campaign, leavesFrom(5, 600))
  await start()
  await sealNow(database, clock)
  await start()
  expect(await opened(campaign, policyOf(witnesses, 'group all all one two\nquorum all'))).toMatchObject({ size: 605 })
  witnesses.silence.add('one').add('two')
  await start()
})

test.each([
  ['fewer leaves', leavesFrom(0, 7)],
  ['as many, but others', leavesFrom(100, 10)],
  ['more, but others', [...leavesFrom(0, 7), ...leavesFrom(100, 30)]],
])(
  'a database brought back with %s is refused at the start, by a witness and by the file beside the keys',
  async (_, leaves) => {
    const witnesses = witnessesOf(['one'])
    const policy = policyOf(witnesses, 'quorum none')
    const folder = plantTree({})
    const heads = keptText(`${folder}/log-heads.json`)
    await logIn(database, leavesFrom(0, 10))
    await cosignLogs(database, policy, witnesses.send, clock)
    await keepHeads(database, heads)
    await logIn(restored, leaves)
    const none = keptText(`${folder}/none.json`)
    const byWitness = refuseOldLog(restored, { heads: none, policy, send: witnesses.send }, clock)
    await expect(byWitness).rejects.toMatchObject({
      code: 'log-older',
      message: expect.stringContaining('witness one'),
    })
    const byFile = refuseOldLog(restored, { heads, send: witnesses.send }, clock)
    await expect(byFile).rejects.toMatchObject({
      code: 'log-older',
      message: expect.stringContaining('log-heads.json'),
    })
  },
)

test('a database without the log at all, and a damaged file beside the keys, are refused too', async () => {
  const folder = plantTree({ 'damaged.json': '{"v":1,"heads":[{"origin":"x"}]}' })
  const heads = keptText(`${folder}/log-heads.json`)
  await logIn(database, leavesFrom(0, 10))
  await keepHeads(database, heads)
  const send = async () => undefined
  await expect(refuseOldLog(restored, { heads, send }, clock)).rejects.toMatchObject({ code: 'log-older' })
  const damaged = keptText(`${folder}/damaged.json`)
  await expect(refuseOldLog(database, { heads: damaged, send }, clock)).rejects.toMatchObject({ code: 'log-older' })
})

test('the file beside the keys never forgets: a smaller log does not take the place of a larger', async () => {
  const heads = keptText(`${plantTree({})}/log-heads.json`)
  await logIn(database, leavesFrom(0, 10))
  await keepHeads(database, heads)
  const before = await heads.read()
  await logIn(restored, leavesFrom(0, 7))
  await keepHeads(restored, heads)
  expect(await heads.read()).toBe(before)
})

test('a key is replaced without a gap: while both sign, who knows either believes; the policy names both', async () => {
  const old = testLogKeys
  const fresh: LogKeys = { seeds: [new Uint8Array(32).fill(8)] }
  const both: LogKeys = { seeds: [...fresh.seeds, ...old.seeds] }
  const witnesses = witnessesOf(['one'], old)
  const policy = policyOf(witnesses, 'quorum one')
  const campaign = await logIn(database, leavesFrom(0, 5))
  expect(logFacts(origin, undefined, both).verifierKeys).toHaveLength(2)
  await addLeaves(database, campaign, leavesFrom(5, 5))
  await sealNow(database, clock, both)
  expect(kinds(await cosignLogs(database, policy, witnesses.send, clock))).toEqual({ one: 'cosigned' })
  for (const keys of [old, fresh, both]) expect(await opened(campaign, policy, keys)).toMatchObject({ size: 10 })
  await addLeaves(database, campaign, leavesFrom(10, 5))
  await sealNow(database, clock, fresh)
  const noWitness = policyOf(witnesses, 'quorum none')
  expect(await opened(campaign, noWitness, old)).toBeUndefined()
  expect(await opened(campaign, noWitness, fresh)).toMatchObject({ size: 15 })
  // A witness that was not told of the new key refuses, and says so.
  expect(kinds(await cosignLogs(database, policy, witnesses.send, clock))).toEqual({ one: 'refused' })
})
