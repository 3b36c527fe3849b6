import { expect, test } from 'vitest'
import { newId, type CampaignId } from '#kernel'
import { systemMeans } from '#platform'
import { testDatabase } from '../../test/kit/database.ts'
import { append, appendAll, hasLog, lockLogs, logOf, openLog, publishedCounts } from './index.ts'

const database = await testDatabase()
const means = systemMeans()

async function freshLog(): Promise<CampaignId> {
  const campaign = newId<CampaignId>(means)
  await database.transaction((tx) => openLog(tx, campaign, `letters.example.org/log/${campaign}`, means))
  return campaign
}

const leaf = (text: string): Uint8Array => new TextEncoder().encode(text)
const one = (subject: string) => ({ subject, standing: 1, withdrawn: 0 })

test('a log is opened once, and keeps its origin', async () => {
  const campaign = newId<CampaignId>(means)
  const open = (origin: string) => database.transaction((tx) => openLog(tx, campaign, origin, means))
  expect(await database.read((tx) => hasLog(tx, campaign))).toBe(false)
  expect(await open('letters.example.org/log/stairs')).toBe('opened')
  expect(await open('elsewhere.example.org/log/stairs')).toBe('there')
  const log = await database.read((tx) => logOf(tx, campaign))
  expect(log).toEqual({ origin: 'letters.example.org/log/stairs', size: 0 })
})

test('an origin of another log, or one that no note can carry, is refused', async () => {
  const open = (origin: string) => database.transaction((tx) => openLog(tx, newId<CampaignId>(means), origin, means))
  expect(await open('letters.example.org/log/taken')).toBe('opened')
  for (const origin of ['letters.example.org/log/taken', '', 'two words', 'a+b', 'a\nb'])
    await expect(open(origin)).rejects.toMatchObject({ code: 'bad-state' })
})

test('leaves get the next indexes, and numbers change by the sum of their deltas', async () => {
  const campaign = await freshLog()
  const first = await database.transaction((tx) => append(tx, campaign, [leaf('a'), leaf('b')], [one('x'), one('x')]))
  const second = await database.transaction((tx) =>
    append(tx, campaign, [leaf('c')], [{ subject: 'x', standing: -1, withdrawn: 1 }, one('y')]),
  )
  expect([first, second]).toEqual([0, 2])
  expect(await database.read((tx) => logOf(tx, campaign))).toMatchObject({ size: 3 })
  expect(await database.read((tx) => publishedCounts(tx, campaign))).toEqual(
    new Map([
      ['x', { standing: 1, withdrawn: 1 }],
      ['y', { standing: 1, withdrawn: 0 }],
    ]),
  )
})

test('one statement serves many logs, each with its own indexes and numbers', async () => {
  const logs = [await freshLog(), await freshLog(), await freshLog()]
  const all = () =>
    database.transaction((tx) =>
      appendAll(
        tx,
        new Map(logs.map((log, i) => [log, { entries: Array(i + 1).fill(leaf('s')), deltas: [one('x')] }] as const)),
      ),
    )
  expect([...(await all()).values()].sort()).toEqual([0, 0, 0])
  const again = await all()
  expect(logs.map((log) => again.get(log))).toEqual([1, 2, 3])
  for (const log of logs)
    expect(await database.read((tx) => publishedCounts(tx, log))).toEqual(
      new Map([['x', { standing: 2, withdrawn: 0 }]]),
    )
})

test('a transaction that fails leaves no index used and no number changed', async () => {
  const campaign = await freshLog()
  const failing = database.transaction(async (tx) => {
    await append(tx, campaign, [leaf('a')], [one('x')])
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(await database.read((tx) => logOf(tx, campaign))).toMatchObject({ size: 0 })
  expect(await database.read((tx) => publishedCounts(tx, campaign))).toEqual(new Map())
})

test('a locked log tells its next index and keeps it until the transaction ends', async () => {
  const campaign = await freshLog()
  const told: string[] = []
  let other: Promise<unknown> = Promise.resolve()
  await database.transaction(async (tx) => {
    const sizes = await lockLogs(tx, [campaign, campaign])
    other = database.transaction(async (tx2) => told.push(`other ${await append(tx2, campaign, [leaf('b')], [])}`))
    told.push(`mine ${await append(tx, campaign, [leaf('a')], [])} of ${sizes.get(campaign)}`)
  })
  await other
  expect(told).toEqual(['mine 0 of 0', 'other 1'])
})

test('transactions that want the same logs in any order all get through, and no index is given twice', async () => {
  const logs = await Promise.all(Array.from({ length: 5 }, freshLog))
  const batch = async (turn: number) => {
    const shuffled = logs.map((_, i) => logs[(i * (turn % 4 || 1) + turn) % logs.length] ?? logs[0])
    const entries = [leaf(String(turn)), leaf('x')]
    const wanted = new Map(shuffled.flatMap((log) => (log ? [[log, { entries, deltas: [one('x')] }] as const] : [])))
    return database.transaction((tx) => appendAll(tx, wanted))
  }
  const given = await Promise.all(Array.from({ length: 24 }, (_, turn) => batch(turn)))
  for (const log of logs) {
    const indexes = given.flatMap((firsts) => firsts.get(log) ?? []).sort((a, b) => a - b)
    expect(indexes).toEqual(indexes.map((_, i) => 2 * i))
    expect(await database.read((tx) => publishedCounts(tx, log))).toEqual(
      new Map([['x', { standing: indexes.length, withdrawn: 0 }]]),
    )
  }
})

test('what cannot be a leaf, and a campaign without a log, are refused', async () => {
  const campaign = await freshLog()
  const add = (id: CampaignId, entries: readonly Uint8Array[]) =>
    database.transaction((tx) => append(tx, id, entries, []))
  for (const entries of [[], [leaf('')], [new Uint8Array(65_536)]])
    await expect(add(campaign, entries)).rejects.toMatchObject({ code: 'bad-state' })
  await expect(add(newId(means), [leaf('a')])).rejects.toMatchObject({ code: 'bad-state' })
  const lock = database.transaction((tx) => lockLogs(tx, [campaign, newId(means)]))
  await expect(lock).rejects.toMatchObject({ code: 'bad-state' })
  expect(await add(campaign, [new Uint8Array(65_535)])).toBe(0)
})
