import { beforeEach, expect, test } from 'vitest'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import {
  composedMails,
  movableMeans,
  signed,
  signingPlace,
  vaultForTests,
  wished,
  wishFor,
} from '../../test/kit/signatures.ts'
import { publishedCounts } from '#ledger'
import { setState } from '#letters'
import { keepRetention, type Retained } from './retention.ts'
import { withdraw } from './withdraw.ts'

const database = await testDatabase()
const means = movableMeans('2029-03-01T12:00:00Z')
const place = await signingPlace(database, means)
const campaign = place.campaign.id
const hour = 3_600_000
const day = 24 * hour

const keep = () => database.transaction((tx) => keepRetention(tx, means))
/** An evenly running server: the clock moves by hours, and each hour the retention runs. */
async function live(days: number): Promise<readonly Retained[]> {
  const runs: Retained[] = []
  for (let hours = 0; hours < days * 24; hours += 6) {
    means.pass(6 * hour)
    runs.push(await keep())
  }
  return runs
}
const rows = () =>
  database.read((tx) => tx.selectFrom('signatures_signature').selectAll().orderBy('leaf_index').execute())
const left = async () => ({
  pending: (await database.read((tx) => tx.selectFrom('signatures_pending').select('pending_id').execute())).length,
  mailed: (await database.read((tx) => tx.selectFrom('signatures_mailed').select('day').execute())).length,
})
const standing = async () =>
  (await database.read((tx) => publishedCounts(tx, campaign))).get('letter:mend-the-stairs')?.standing
const sound = async () => expect(await checkEverything(database, vaultForTests)).toEqual([])
const statusOf = async (id: string) => (await rows()).find((row) => row.signature_id === id)?.status

beforeEach(async () => void (await keep()))

test('a wish that nobody confirmed goes after seven days, not before', async () => {
  await wished(database, wishFor(place, { of: 'waits' }), means)
  await live(6.75)
  expect((await left()).pending).toBe(1)
  await live(0.5)
  expect((await left()).pending).toBe(0)
})

test('how many mails an inbox was sent is forgotten after thirty days', async () => {
  await wished(database, wishFor(place, { of: 'mailed' }), means)
  await composedMails(database, means)
  expect((await left()).mailed).toBe(1)
  await live(29)
  expect((await left()).mailed).toBe(1)
  await live(3)
  expect((await left()).mailed).toBe(0)
})

test('what the review looks at is cleared after thirty days, and the signature stays', async () => {
  const { signature } = await signed(database, wishFor(place, { of: 'marked' }), means)
  await live(29.5)
  expect((await rows()).find((row) => row.signature_id === signature)?.signals).not.toBeNull()
  await live(1)
  const row = (await rows()).find(({ signature_id }) => signature_id === signature)
  expect(row).toMatchObject({ status: 'confirmed', signals: null })
  expect(row?.sealed).not.toBeNull()
})

test('what a withdrawn signature holds goes after a day, mails that wait for it with it, and the log says nothing twice', async () => {
  const { signature } = await signed(database, wishFor(place, { of: 'leaves', showsName: true }), means)
  const before = (await standing()) ?? 0
  await database.transaction((tx) => withdraw(tx, campaign, signature, means))
  await live(0.75)
  expect(await statusOf(signature)).toBe('withdrawn')
  await live(0.5)
  expect(await statusOf(signature)).toBeUndefined()
  expect((await rows()).at(-1)).toMatchObject({ status: 'erased', sealed: null, seed: null, address_mark: null })
  expect((await composedMails(database, means)).map(({ to }) => to)).not.toContain('leaves@mail.example')
  expect(await standing()).toBe(before - 1)
  await sound()
})

test('who withdrew and signed again within the day loses nothing', async () => {
  const wish = wishFor(place, { of: 'returns' })
  const first = await signed(database, wish, means)
  await database.transaction((tx) => withdraw(tx, campaign, first.signature, means))
  means.pass(hour)
  const again = await signed(database, { ...wish, comment: 'again' }, means)
  await live(2)
  expect(await statusOf(again.signature)).toBe('confirmed')
  await sound()
})

test('a clock that is set back an hour makes nothing go early, and stops nothing', async () => {
  await wished(database, wishFor(place, { of: 'early' }), means)
  await live(6.75)
  means.pass(-hour)
  expect(await keep()).toMatchObject({ kind: 'kept', deleted: 0 })
  expect((await left()).pending).toBe(1)
  await live(0.5)
  expect((await left()).pending).toBe(0)
})

test('a clock that jumps years ahead deletes nothing, and nothing goes when it is set right', async () => {
  await wished(database, wishFor(place, { of: 'jump' }), means)
  const { signature } = await signed(database, wishFor(place, { of: 'jumped' }), means)
  means.pass(3650 * day)
  expect(await keep()).toEqual({ kind: 'clock-doubted' })
  means.pass(hour)
  expect(await keep()).toEqual({ kind: 'clock-doubted' })
  means.pass(-3650 * day)
  for (const run of await live(0.5)) expect(run).toEqual({ kind: 'clock-doubted' })
  expect((await left()).pending).toBe(1)
  expect(await statusOf(signature)).toBe('confirmed')
  const runs = await live(3)
  expect(runs.at(-1)).toMatchObject({ kind: 'kept' })
  expect(await statusOf(signature)).toBe('confirmed')
})

test('a server that was off for a week deletes again after it has run for a day', async () => {
  await wished(database, wishFor(place, { of: 'asleep' }), means)
  means.pass(9 * day)
  expect(await keep()).toEqual({ kind: 'clock-doubted' })
  const runs: Retained[] = []
  for (let i = 0; i < 25; i += 1) {
    means.pass(hour)
    runs.push(await keep())
  }
  expect(runs.findIndex(({ kind }) => kind === 'kept')).toBe(23)
  expect((await left()).pending).toBe(0)
})

test('several processes at once erase each signature once', async () => {
  for (let i = 0; i < 5; i += 1) {
    const { signature } = await signed(database, wishFor(place, { of: `crowd${i}` }), means)
    await database.transaction((tx) => withdraw(tx, campaign, signature, means))
  }
  means.pass(25 * hour)
  const runs = await Promise.all([keep(), keep(), keep(), keep()])
  expect(runs.map((run) => (run.kind === 'kept' ? run.erased : -1)).toSorted()).toEqual([0, 0, 0, 5])
  await sound()
})

test('the days set after a letter closed, nothing personal is left of anybody, and everybody is still counted', async () => {
  for (let i = 0; i < 3; i += 1) {
    const { signature } = await signed(database, wishFor(place, { of: `stays${i}`, showsName: true }), means)
    if (i === 2) await database.transaction((tx) => withdraw(tx, campaign, signature, means))
  }
  const before = await standing()
  await database.transaction((tx) => setState(tx, place.campaign, place.letter, { state: 'closed' }, means))
  await live(29)
  expect((await rows()).some(({ sealed }) => sealed !== null)).toBe(true)
  await live(2)
  for (const row of await rows())
    expect(row).toMatchObject({
      status: 'erased',
      sealed: null,
      seed: null,
      address_mark: null,
      signals: null,
      shown_name: null,
    })
  expect(await left()).toEqual({ pending: 0, mailed: 0 })
  expect(await composedMails(database, means)).toEqual([])
  expect(await standing()).toBe(before)
  const leaves = async () =>
    (await database.read((tx) => tx.selectFrom('ledger_log').select('size').execute()))[0]?.size
  const size = await leaves()
  await live(1)
  expect(await leaves()).toBe(size)
  await sound()
})
