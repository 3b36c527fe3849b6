import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { CampaignId } from '#kernel'
import type { Database } from '#platform'
import {
  decodeBundle,
  emptyEdge,
  growEdge,
  growthHolds,
  leafHash,
  openCheckpoint,
  parseReceipt,
  policyOf,
  proveGrowth,
  receiptHolds,
  rootOf,
  tilesFor,
  type OpenedCheckpoint,
} from '#proof'
import { testDatabase } from '../../test/kit/database.ts'
import {
  addLeaves,
  dyingAt,
  freshLog,
  handClock,
  leafOf,
  leavesFrom,
  sealNow,
  testLogKeys,
  verifiersOf,
} from '../../test/kit/logs.ts'
import {
  append,
  checkpointOf,
  headOf,
  logDays,
  leafAt,
  logOf,
  receiptOf,
  runOf,
  sealLogs,
  sendableTileOf,
  tileOf,
} from './index.ts'
import { tileReader } from './read-tiles.ts'

const database = await testDatabase()
const clock = handClock()

async function openedHead(campaign: CampaignId): Promise<OpenedCheckpoint> {
  const { origin, note } = await database.read(async (tx) => ({
    origin: (await logOf(tx, campaign))?.origin ?? '',
    note: (await checkpointOf(tx, campaign)) ?? '',
  }))
  const opened = openCheckpoint(note, policyOf(verifiersOf(origin)))
  if (!opened) throw new Error('The checkpoint is not signed by the key of its log.')
  return opened
}

const rootFrom = (entries: readonly Uint8Array[]): string =>
  Buffer.from(
    rootOf(
      growEdge(
        emptyEdge,
        entries.map((entry) => leafHash(entry)),
      ),
    ),
  ).toString('hex')

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

test('a new log has a checkpoint of no leaves, and each second with leaves another one', async () => {
  const { campaign } = await freshLog(database)
  expect(await sealNow(database, clock)).toContain(campaign)
  expect(await openedHead(campaign)).toMatchObject({ size: 0 })
  expect(await sealNow(database, clock)).not.toContain(campaign)
  await addLeaves(database, campaign, leavesFrom(0, 3))
  expect(await sealNow(database, clock)).toContain(campaign)
  const head = await openedHead(campaign)
  expect([head.size, hex(head.root)]).toEqual([3, rootFrom(leavesFrom(0, 3))])
})

test('within one second there is no second checkpoint, even if many processes ask; a clock set back stops nothing', async () => {
  const { campaign } = await freshLog(database)
  await sealNow(database, clock)
  await addLeaves(database, campaign, leavesFrom(0, 1))
  clock.add(999)
  expect(await sealLogs(database, testLogKeys, clock)).not.toContain(campaign)
  clock.add(1)
  const turns = await Promise.all(Array.from({ length: 6 }, () => sealLogs(database, testLogKeys, clock)))
  expect(turns.flat().filter((sealed) => sealed === campaign)).toHaveLength(1)
  await addLeaves(database, campaign, leavesFrom(1, 1))
  clock.add(-3_600_000)
  expect(await sealLogs(database, testLogKeys, clock)).toContain(campaign)
  expect(await openedHead(campaign)).toMatchObject({ size: 2 })
})

test('a leaf that is not committed is in no checkpoint', async () => {
  const { campaign } = await freshLog(database)
  await database.transaction(async (tx) => {
    await append(tx, campaign, [leafOf('open')], [])
    await sealNow(database, clock)
    expect(await openedHead(campaign)).toMatchObject({ size: 0 })
  })
  await sealNow(database, clock)
  expect(await openedHead(campaign)).toMatchObject({ size: 1 })
})

test('the numbers beside a checkpoint are those of exactly its leaves', async () => {
  const { campaign } = await freshLog(database)
  await addLeaves(database, campaign, leavesFrom(0, 2), [{ subject: 'letter:stairs', standing: 2, withdrawn: 0 }])
  await sealNow(database, clock)
  await addLeaves(database, campaign, leavesFrom(2, 1), [{ subject: 'letter:stairs', standing: -1, withdrawn: 1 }])
  const counts = async () => (await database.read((tx) => headOf(tx, campaign)))?.counts.get('letter:stairs')
  expect(await counts()).toEqual({ standing: 2, withdrawn: 0 })
  await sealNow(database, clock)
  expect(await counts()).toEqual({ standing: 1, withdrawn: 1 })
})

test('tiles are those of the specification, at any width they ever had; a full bundle is sent as it is kept, under gzip', async () => {
  const { campaign } = await freshLog(database)
  const entries = leavesFrom(0, 256 * 3 + 5)
  await addLeaves(database, campaign, entries.slice(0, 300))
  await sealNow(database, clock)
  await addLeaves(database, campaign, entries.slice(300))
  await sealNow(database, clock)
  const hashes = entries.map((entry) => leafHash(entry))
  await database.read(async (tx) => {
    for (const before of [0, 17, 256, 300]) {
      for (const name of tilesFor(0, before || entries.length).filter(({ level }) => level === 0)) {
        const from = name.index * 256
        const tile = await tileOf(tx, campaign, name)
        expect(hex(tile ?? new Uint8Array())).toBe(hex(Buffer.concat(hashes.slice(from, from + name.width))))
        const bundle = await tileOf(tx, campaign, { ...name, level: -1 })
        expect(decodeBundle(bundle ?? new Uint8Array())?.map(hex)).toEqual(
          entries.slice(from, from + name.width).map(hex),
        )
      }
    }
    const above = await tileOf(tx, campaign, { level: 1, index: 0, width: 3 })
    expect(hex(above?.subarray(64) ?? new Uint8Array())).toBe(rootFrom(entries.slice(512, 768)))
    expect(await tileOf(tx, campaign, { level: 0, index: 3, width: 6 })).toBeUndefined()
    expect(await tileOf(tx, campaign, { level: 0, index: 4, width: 1 })).toBeUndefined()
    const full = await sendableTileOf(tx, campaign, { level: -1, index: 2, width: 256 })
    expect(full?.gzip).toBe(true)
    expect(decodeBundle(gunzipSync(full?.bytes ?? ''))?.map(hex)).toEqual(entries.slice(512, 768).map(hex))
    expect(await sendableTileOf(tx, campaign, { level: -1, index: 2, width: 9 })).toMatchObject({ gzip: false })
  })
})

test('a run is its 64 full bundles under one gzip, those packed by another hand too; there is none before the last is full', async () => {
  const { campaign } = await freshLog(database)
  const entries = leavesFrom(0, 64 * 256 + 3)
  await addLeaves(database, campaign, entries.slice(0, -4))
  await sealNow(database, clock)
  const run = (n: number) => database.read((tx) => runOf(tx, campaign, n))
  expect(await run(0)).toBeUndefined()
  await addLeaves(database, campaign, entries.slice(-4))
  await sealNow(database, clock)
  const whole = gunzipSync((await run(0)) ?? '')
  const bundles = entries.slice(0, -3).flatMap((entry) => [Uint8Array.of(0, entry.length), entry])
  expect(whole.equals(Buffer.concat(bundles))).toBe(true)
  expect(await run(1)).toBeUndefined()
  const packed = await database.read((tx) => tileOf(tx, campaign, { level: -1, index: 5, width: 256 }))
  await database.transaction(async (tx) => {
    await sql`update ledger_tile set bytes = ${gzipSync(packed ?? '')}
      where campaign_id = ${campaign} and level = -1 and tile_index = 5`.execute(tx)
    expect(gunzipSync((await runOf(tx, campaign, 0)) ?? '').equals(whole)).toBe(true)
  })
})

test('every leaf can be read before and after it is sealed, and has a receipt once it is', async () => {
  const { campaign, origin } = await freshLog(database)
  const entries = leavesFrom(0, 700)
  await addLeaves(database, campaign, entries.slice(0, 520))
  await sealNow(database, clock)
  await addLeaves(database, campaign, entries.slice(520))
  await database.read(async (tx) => {
    for (const index of [0, 255, 256, 519, 520, 699])
      expect(Buffer.from((await leafAt(tx, campaign, index)) ?? []).toString()).toBe(`leaf ${index}`)
    expect(await leafAt(tx, campaign, 700)).toBeUndefined()
    expect(await receiptOf(tx, campaign, 520)).toEqual({ kind: 'not-yet' })
    for (const index of [0, 255, 256, 519]) {
      const receipt = await receiptOf(tx, campaign, index, leafOf('beside'))
      if (receipt.kind !== 'receipt') throw new Error('A sealed leaf has no receipt.')
      const parsed = parseReceipt(receipt.text)
      const policy = policyOf(verifiersOf(origin))
      expect(parsed).toMatchObject({ index })
      expect(parsed && receiptHolds(parsed, leafOf(`leaf ${index}`), policy)).toBe(true)
      expect(parsed && receiptHolds(parsed, leafOf('leaf x'), policy)).toBe(false)
    }
  })
})

test('a sealer that dies at any step leaves everything as it was, and the next one does its work', async () => {
  const { campaign } = await freshLog(database)
  await addLeaves(database, campaign, leavesFrom(0, 10))
  await sealNow(database, clock)
  await addLeaves(database, campaign, leavesFrom(10, 300))
  const rows = () =>
    database.read(async (tx) => ({
      tree: (await sql`select * from ledger_tree where campaign_id = ${campaign}`.execute(tx)).rows,
      tiles: (
        await sql`select * from ledger_tile where campaign_id = ${campaign} order by level, tile_index`.execute(tx)
      ).rows,
      batches: (await sql`select first_index from ledger_batch where campaign_id = ${campaign}`.execute(tx)).rows,
    }))
  const before = await rows()
  await expect(sealNow(database, clock, { seeds: [] })).rejects.toMatchObject({ code: 'bad-state' })
  expect(await rows()).toEqual(before)
  let statements = 0
  for (; ; statements += 1) {
    const outcome = await sealNow(dyingAt(database, statements), clock).catch((error: unknown) => error)
    if (!(outcome instanceof Error)) break
    expect(outcome.message).toBe('killed')
    expect(await rows()).toEqual(before)
  }
  expect(statements).toBe(8)
  expect(hex((await openedHead(campaign)).root)).toBe(rootFrom(leavesFrom(0, 310)))
})

test('a run of many leaves is worked off in bounded transactions; one that dies between two is taken up where it stopped', async () => {
  const { campaign } = await freshLog(database)
  for (let first = 0; first < 12_000; first += 1500) await addLeaves(database, campaign, leavesFrom(first, 1500))
  let left = 2
  const dying: Database = {
    ...database,
    transaction: (work) => (left-- > 0 ? database.transaction(work) : Promise.reject(new Error('killed'))),
  }
  await expect(sealNow(dying, clock)).rejects.toThrow('killed')
  expect(await database.read((tx) => checkpointOf(tx, campaign))).toBeUndefined()
  await addLeaves(database, campaign, leavesFrom(12_000, 7))
  await sealNow(database, clock)
  const head = await openedHead(campaign)
  expect([head.size, hex(head.root)]).toEqual([12_007, rootFrom(leavesFrom(0, 12_007))])
})

test('while leaves pour in and processes compete, each checkpoint is a beginning of the next, and no leaf is lost', async () => {
  const { campaign } = await freshLog(database)
  const heads: OpenedCheckpoint[] = []
  let isPouring = true
  const pour = Promise.all(
    Array.from({ length: 3 }, async (_, hand) => {
      for (let turn = 0; turn < 12; turn += 1)
        await addLeaves(database, campaign, leavesFrom(hand * 10_000 + turn * 100, 1 + ((hand * 7 + turn * 13) % 60)))
    }),
  ).finally(() => (isPouring = false))
  const seal = async () => {
    while (isPouring) if ((await sealNow(database, clock)).includes(campaign)) heads.push(await openedHead(campaign))
  }
  await Promise.all([pour, seal(), seal()])
  await sealNow(database, clock)
  const last = await openedHead(campaign)
  heads.push(last)
  const log = await database.read((tx) => logOf(tx, campaign))
  expect(last.size).toBe(log?.size)
  const sorted = heads.toSorted((a, b) => a.size - b.size)
  for (const [i, after] of sorted.entries()) {
    const before = sorted[i - 1]
    if (!before || before.size === 0) continue
    const proof = await database.read((tx) => proveGrowth(before.size, after.size, tileReader(tx, campaign)))
    const claim = { before: before.size, after: after.size, rootBefore: before.root, rootAfter: after.root, proof }
    expect(growthHolds(claim)).toBe(true)
  }
  const leaves = await database.read(async (tx) => {
    const all: Uint8Array[] = []
    for (let index = 0; all.length < last.size; index += 1) {
      const width = Math.min(256, last.size - all.length)
      const bundle = await tileOf(tx, campaign, { level: -1, index, width })
      all.push(...(decodeBundle(bundle ?? new Uint8Array()) ?? []))
    }
    return all
  })
  expect(hex(last.root)).toBe(rootFrom(leaves))
  expect(new Set(leaves.map(hex)).size).toBe(last.size)
})

test('the numbers of each day are those of its last checkpoint, and days on which nothing came are left out', async () => {
  const { campaign } = await freshLog(database)
  const dayLong = 86_400_000
  const today = () => clock.now().toISOString().slice(0, 10)
  const come = async (first: number, count: number) => {
    const delta = { subject: 'letter:march', standing: count, withdrawn: 0 }
    await addLeaves(database, campaign, leavesFrom(first, count), [delta])
    await sealNow(database, clock)
  }
  await come(0, 2)
  await come(2, 3)
  const first = today()
  clock.add(2 * dayLong)
  await come(5, 1)
  const days = await database.read((tx) => logDays(tx, campaign))
  expect(days.map(({ day, counts }) => [day, counts.get('letter:march')?.standing])).toEqual([
    [first, 5],
    [today(), 6],
  ])
})
