import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openVault, type Vault } from '#platform'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import {
  email,
  movableMeans,
  plainSigning,
  signed,
  signingPlace,
  vaultForTests,
  wishFor,
  wished,
} from '../../test/kit/signatures.ts'
import { confirmBatch, denyWish, renewKeys, signBatch, type Wish } from './index.ts'

const database = await testDatabase()
const means = movableMeans()
const place = await signingPlace(database, means)
const shared = await signingPlace(database, means, {
  slug: 'shared',
  signing: { ...plainSigning, sharedInbox: true },
})

const key = (fill: number): Uint8Array => new Uint8Array(32).fill(fill)
/** Another identity key and another key to seal with; the same for links, so that links go on. */
const renewed = openVault({
  identity: key(11),
  seal: [{ id: 2, key: key(12) }],
  link: [{ id: 1, key: key(3) }],
})

const signAgain = async (vault: Vault, wish: Wish) =>
  database.transaction(async (tx) => {
    const [asked] = await signBatch(tx, [wish], vault, means)
    if (asked?.kind !== 'asked-to-confirm') throw new Error('not asked')
    const [outcome] = await confirmBatch(
      tx,
      [{ by: 'link', campaign: wish.campaign, pending: asked.pending }],
      vault,
      means,
    )
    return outcome
  })

const standing = async () => {
  const { rows } = await database.read((tx) =>
    sql<{
      readonly count: number
    }>`select count(*)::int as count from signatures_signature where status = 'confirmed'`.execute(tx),
  )
  return rows[0]?.count
}

test('with new keys everything still opens, nobody counts twice, and the old keys open nothing', async () => {
  for (let n = 0; n < 12; n += 1)
    await signed(database, wishFor(place, { of: `signer${n}`, showsName: n % 2 === 0 }), means)
  const ann = wishFor(shared, { of: 'ann', email: email('stairs@mail.example') })
  const ben = wishFor(shared, { of: 'ben', email: email('stairs@mail.example') })
  await signed(database, ann, means)
  await signed(database, ben, means)
  const waiting = await wished(database, wishFor(place, { of: 'waiting' }), means)
  const before = await standing()

  const done = await database.transaction((tx) => renewKeys(tx, { before: vaultForTests, after: renewed }))
  expect(done).toBe(15)
  expect(await checkEverything(database, renewed)).toEqual([])
  expect(await checkEverything(database, vaultForTests).catch((error: unknown) => error)).not.toEqual([])

  for (const wish of [wishFor(place, { of: 'signer3', place: 'Halden' }), ann, ben]) await signAgain(renewed, wish)
  expect(await standing()).toBe(before)
  const [late] = await database.transaction((tx) =>
    confirmBatch(tx, [{ by: 'link', campaign: place.campaign.id, pending: waiting }], renewed, means),
  )
  expect(late?.kind).toBe('confirmed')
  expect(await checkEverything(database, renewed)).toEqual([])
})

test('an inbox that refused mails about a wish that waits is still left alone', async () => {
  const wish = wishFor(place, { of: 'refuser' })
  const [asked] = await database.transaction((tx) => signBatch(tx, [wish], renewed, means))
  expect(asked?.kind).toBe('asked-to-confirm')
  await signAgain(renewed, wish)
  const other = { ...wish, comment: 'again' }
  const [second] = await database.transaction((tx) => signBatch(tx, [other], renewed, means))
  if (second?.kind !== 'asked-to-confirm') throw new Error('not asked')
  await database.transaction((tx) => denyWish(tx, wish.campaign, second.pending, means))
  const refused = async () => {
    const { rows } = await database.read((tx) =>
      sql<{ readonly mark: Buffer }>`select address_mark as mark from signatures_mailed where refused`.execute(tx),
    )
    return rows.map(({ mark }) => mark.toString('hex'))
  }
  const [old = ''] = await refused()
  await database.transaction((tx) => renewKeys(tx, { before: renewed, after: vaultForTests }))
  const [fresh] = await refused()
  const { rows } = await database.read((tx) =>
    sql<{
      readonly mark: Buffer
    }>`select address_mark as mark from signatures_signature order by leaf_index desc`.execute(tx),
  )
  expect(fresh).not.toBe(old)
  expect(rows.map(({ mark }) => mark?.toString('hex'))).toContain(fresh)
})

test('keys that do not open what is there change nothing', async () => {
  const wrong = openVault({ identity: key(21), seal: [{ id: 1, key: key(22) }], link: [{ id: 1, key: key(3) }] })
  await expect(database.transaction((tx) => renewKeys(tx, { before: wrong, after: renewed }))).rejects.toMatchObject({
    code: 'bad-state',
  })
  expect(await checkEverything(database, vaultForTests)).toEqual([])
})
