import { sql, type RawBuilder } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import type { CampaignId } from '#kernel'
import { testDatabase } from '../../test/kit/database.ts'
import { addLeaves, freshLog, handClock, leavesFrom, sealNow } from '../../test/kit/logs.ts'
import { headOf } from './index.ts'

const database = await testDatabase()
const clock = handClock()

afterEach(() => run(sql`truncate ledger_log cascade`))

const run = (statement: RawBuilder<unknown>) => database.transaction((tx) => statement.execute(tx))

/** A log with five leaves under a checkpoint, and five more that wait for one. */
async function halfSealed(): Promise<CampaignId> {
  const { campaign } = await freshLog(database)
  await addLeaves(database, campaign, leavesFrom(0, 5))
  await sealNow(database, clock)
  await addLeaves(database, campaign, leavesFrom(5, 5))
  return campaign
}

test.each([
  ['lost leaves that were sealed', sql`update ledger_log set size = 4`],
  ['lost a batch', sql`delete from ledger_batch`],
  ['has a batch with other leaves than were promised', sql`update ledger_batch set leaves = 4`],
  ['got other tiles', sql`update ledger_tile set bytes = decode(repeat('ab', 160), 'hex') where level = 0`],
  ['lost its edge', sql`delete from ledger_tile`],
  ['has tiles ahead of its tree', sql`update ledger_tile set width = 11 where level = 0`],
  ['got the checkpoint of another size', sql`update ledger_tree set checkpoint_size = 3`],
  ['got another origin', sql`update ledger_log set origin = 'elsewhere.example.org'`],
  ['got a checkpoint that is none', sql`update ledger_tree set checkpoint = 'none'`],
])('a log that %s is not signed again, and the others still are', async (_, harm) => {
  const campaign = await halfSealed()
  await run(harm)
  const other = await freshLog(database)
  await expect(sealNow(database, clock)).rejects.toMatchObject({ code: 'log-damaged' })
  expect(await database.read((tx) => headOf(tx, other.campaign))).toMatchObject({ size: 0 })
  await expect(sealNow(database, clock)).rejects.toMatchObject({ code: 'log-damaged' })
  expect(await database.read((tx) => headOf(tx, campaign))).not.toMatchObject({ size: 10 })
})
