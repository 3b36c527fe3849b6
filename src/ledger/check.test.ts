import { gzipSync } from 'node:zlib'
import { sql, type RawBuilder } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { newId, type CampaignId } from '#kernel'
import { systemMeans } from '#platform'
import { encodeBundle, encodeLeaf } from '#proof'
import { testDatabase } from '../../test/kit/database.ts'
import { addLeaves, freshLog, handClock, sealNow } from '../../test/kit/logs.ts'
import { checkLog } from './index.ts'

const database = await testDatabase()
const clock = handClock()
afterEach(() => run(sql`truncate ledger_log cascade`))

const run = (statement: RawBuilder<unknown>) => database.transaction((tx) => statement.execute(tx))
const check = (campaign: CampaignId) => database.read((tx) => checkLog(tx, campaign))

const hash = 'ab'.repeat(32)
const version = encodeLeaf({ t: 'version', d: '2026-01-01', e: 'en', h: hash, l: 'stairs', n: 1, r: 'City', v: 1 })
const signature = (n: number) =>
  encodeLeaf({ t: 'sig', c: Buffer.alloc(32, n % 251).toString('base64url'), d: '2026-01-01', e: [hash], v: 1 })
const deltas = (standing: number, withdrawn = 0) =>
  ['letter:stairs', `version:${hash}`].map((subject) => ({ subject, standing, withdrawn }))

/** A log of 700 leaves: 600 under a checkpoint, the last of them withdrawn, and 100 that wait for one. */
async function sampleLog(): Promise<CampaignId> {
  const { campaign } = await freshLog(database)
  const signatures = Array.from({ length: 698 }, (_, n) => signature(n))
  await addLeaves(database, campaign, [version, ...signatures.slice(0, 400)], deltas(400))
  await sealNow(database, clock)
  await addLeaves(database, campaign, signatures.slice(400, 598), deltas(198))
  const withdrawal = encodeLeaf({ t: 'wd', d: '2026-01-02', i: 3, v: 1 })
  await addLeaves(database, campaign, [withdrawal], deltas(-1, 1))
  await sealNow(database, clock)
  await addLeaves(database, campaign, signatures.slice(598), deltas(100))
  return campaign
}

test('a log in order has no problem: new, sealed, and with leaves that wait', async () => {
  const { campaign } = await freshLog(database)
  expect(await check(campaign)).toEqual([])
  await sealNow(database, clock)
  expect(await check(campaign)).toEqual([])
  const other = await sampleLog()
  expect(await check(other)).toEqual([])
  await sealNow(database, clock)
  expect(await check(other)).toEqual([])
  expect(await check(newId(systemMeans()))).toEqual(['There is no log.'])
})

const bundle = gzipSync(encodeBundle(Array.from({ length: 256 }, (_, n) => signature(n + 1))))

test.each([
  ['a leaf of a full bundle', sql`update ledger_tile set bytes = ${bundle} where level = -1 and tile_index = 1`],
  [
    'a full tile',
    sql`update ledger_tile set bytes = overlay(bytes placing '\\x00'::bytea from 99) where level = 0 and tile_index = 1`,
  ],
  ['a partial tile', sql`update ledger_tile set bytes = overlay(bytes placing '\\x00'::bytea from 9) where level = 1`],
  ['a tile too many', sql`insert into ledger_tile select campaign_id, 5, 0, 1, bytes from ledger_tile where level = 1`],
  ['a lost bundle', sql`delete from ledger_tile where level = -1 and tile_index = 1`],
  ['a lost tile', sql`delete from ledger_tile where level = 0 and tile_index = 1`],
  ['a lost batch', sql`delete from ledger_batch`],
  ['a size too large', sql`update ledger_log set size = size + 1`],
  ['a count one too high', sql`update ledger_count set standing = standing + 1 where subject = 'letter:stairs'`],
  ['a withdrawal that was not counted', sql`update ledger_count set withdrawn = 0 where subject like 'version:%'`],
  ['a number of nothing', sql`insert into ledger_count select campaign_id, 'letter:other', 1, 0 from ledger_log`],
  ['published counts that differ', sql`update ledger_tree set counts = '{}'`],
  [
    'a cosigned checkpoint of another log',
    sql`update ledger_tree set cosigned_size = 600, cosigned = regexp_replace(checkpoint, E'\n600\n....', E'\n600\nAAAA')`,
  ],
  ['another checkpoint', sql`update ledger_tree set checkpoint = replace(checkpoint, E'\n600\n', E'\n599\n')`],
])('%s is found', async (_, harm) => {
  const campaign = await sampleLog()
  await run(harm)
  expect(await check(campaign)).not.toEqual([])
})
