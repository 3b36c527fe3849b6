import { expect, test } from 'vitest'
import { checkpointOf, publishedCounts, sealLogs } from '#ledger'
import { checkEverything } from '../kit/check-everything.ts'
import { restoredCopy } from '../kit/backup.ts'
import { testDatabase } from '../kit/database.ts'
import { confirmed, movableMeans, signed, signingPlace, vaultForTests, wished, wishFor } from '../kit/signatures.ts'
import { secretsForTests } from '../kit/secrets.ts'

const database = await testDatabase()

test('a restored server has the same log and the same counts, recounts to the same, and goes on from there', async () => {
  const means = movableMeans()
  const place = await signingPlace(database, means)
  const campaign = place.campaign.id
  for (let n = 0; n < 20; n += 1)
    await signed(database, wishFor(place, { of: `signer${n}`, showsName: n % 3 === 0 }), means)
  const waiting = await wished(database, wishFor(place, { of: 'waiting' }), means)
  const keys = { seeds: secretsForTests().logSeeds }
  await sealLogs(database, keys, means)

  const copy = await restoredCopy(database)
  const read = async (one: typeof database) =>
    one.read(async (tx) => [await checkpointOf(tx, campaign), [...(await publishedCounts(tx, campaign))]])
  expect(await read(copy)).toEqual(await read(database))
  expect(await checkEverything(copy, vaultForTests)).toEqual([])

  // Who was asked to confirm before the backup still can, and the log grows on from its last checkpoint.
  expect((await confirmed(copy, campaign, waiting, means))?.kind).toBe('confirmed')
  means.pass(1000)
  expect(await sealLogs(copy, keys, means)).toEqual([campaign])
  expect(await checkEverything(copy, vaultForTests)).toEqual([])
})
