import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { dayOf, type EditionId, type Means } from '#kernel'
import { leafAt } from '#ledger'
import { gatheringLetter, setState } from '#letters'
import { keepFile, type Tx } from '#platform'
import { parseLeaf } from '#proof'
import { composedReminders, joinedTo } from '../../test/kit/delivery-desk.ts'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { deliveryPlace, prepared, wishOf, type DeliveryPlace } from '../../test/kit/deliveries.ts'
import { deliveryNow } from '../../test/kit/delivery-mailer.ts'
import { movableMeans, vaultForTests as vault } from '../../test/kit/signatures.ts'
import { addProof } from './add-proof.ts'
import { plainCalendar } from './calendar.ts'
import { changeStatus } from './change-status.ts'
import { dueReminders, dueByPlan, plansOf } from './clocks.ts'
import { parseDay, type Day } from './day.ts'
import { declareAllSent } from './declare-sent.ts'
import { dispatch } from './dispatch.ts'
import { deliveryPack } from './pack.ts'
import { noteAnswer, setPlan } from './plan.ts'
import { prepareDelivery } from './prepare-delivery.ts'
import { publicDeliveries } from './public-deliveries.ts'
import { deliveriesOf, findDelivery } from './read-deliveries.ts'
import { recordDelivery, type RecordWish } from './record-delivery.ts'
import { remindDueDeliveries } from './remind.ts'
import { deliverySteps, statusOf, type DeliveryStatus } from './status.ts'

const database = await testDatabase()
const day = (typed: string): Day => parseDay(typed) ?? ('' as Day)
const written = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database.transaction(work)
const sound = async () => expect(await checkEverything(database, vault)).toEqual([])

const recordOf = (place: DeliveryPlace, index: number, more: Partial<RecordWish> = {}): RecordWish => {
  const { addressees, ...wish } = wishOf(place, index)
  const people = addressees.map(({ name, post = '' }) => ({ name, post }))
  return { ...wish, addressees: people, channel: 'hand', on: day('2029-02-27'), proofs: [], ...more }
}

const recorded = async (wish: RecordWish, means: Means) => {
  const outcome = await written((tx) => recordDelivery(tx, wish, means))
  if (outcome.kind !== 'recorded') throw new Error(outcome.kind)
  return outcome.delivery
}

test('the steps that code allows are exactly those that the database allows', async () => {
  const { rows } = await database.read((tx) =>
    sql<{ readonly text: string }>`
      select pg_get_constraintdef(oid) as text from pg_constraint where conname = 'delivery_status_steps'`.execute(tx),
  )
  const found = [...(rows[0]?.text ?? '').matchAll(/'([a-z]+)'::text\)+ AND \(+to_status = '([a-z]+)'::text/g)].map(
    ([, from, to]) => `${from} ${to}`,
  )
  const inCode = Object.entries(deliverySteps).flatMap(([from, all]) => all.map((to) => `${from} ${to}`))
  expect(found.toSorted()).toEqual([...inCode, 'none draft'].toSorted())
})

test('what was written down of a delivery stays, and a step that does not follow is refused by the database', async () => {
  const means = movableMeans()
  const place = await deliveryPlace(database, means, { slug: 'kept' })
  const id = await recorded(recordOf(place, 0), means)
  await expect(written((tx) => sql`update delivery_status set to_status = 'failed'`.execute(tx))).rejects.toThrow()
  await expect(written((tx) => sql`delete from delivery_status`.execute(tx))).rejects.toThrow()
  const step = (from: string, to: string) =>
    written((tx) =>
      sql`insert into delivery_status (campaign_id, delivery_id, position, step, from_status, to_status, happened_on, at, cause)
          values (${place.id}, ${id}, 1, 3, ${from}, ${to}, '2029-03-01', now(), 'person')`.execute(tx),
    )
  await expect(step('sent', 'failed')).rejects.toThrow('delivery_status_steps')
  // It may be taken in itself, and does not begin where the last one ended.
  await expect(step('ready', 'failed')).rejects.toThrow('foreign key')
})

test('a delivery as a whole got as far as to the addressee it got furthest to', () => {
  const all = (...statuses: readonly DeliveryStatus[]) => statusOf(statuses.map((status) => ({ status })))
  expect(all('failed', 'sent', 'unknown')).toBe('sent')
  expect(all('bounced', 'unknown', 'failed')).toBe('unknown')
  expect(all('bounced', 'ready')).toBe('ready')
  expect(all('bounced', 'failed')).toBe('bounced')
  expect(all()).toBe('draft')
})

test('by hand: the day it happened is day 0, photograph and courier number prove it, and the log says so', async () => {
  const means = movableMeans()
  const place = await deliveryPlace(database, means, { slug: 'hand' })
  const photo = await written((tx) => keepFile(tx, place.id, Buffer.from('a photograph'), 'image/jpeg'))
  const wish = recordOf(place, 0, { proofs: [photo], courierNumber: 'C-17', note: 'At the gate.', became: 'delivered' })
  const id = await recorded(wish, means)
  const delivery = await database.read((tx) => findDelivery(tx, id))
  expect(delivery).toMatchObject({ status: 'delivered', sentOn: '2029-02-27', channel: 'hand', campaign: place.id })
  expect(delivery?.proofs.toSorted((a, b) => a.kind.localeCompare(b.kind))).toMatchObject([
    { kind: 'file', file: photo, mediaType: 'image/jpeg' },
    { kind: 'statement', courierNumber: 'C-17', note: 'At the gate.' },
  ])
  const bytes = await database.read((tx) => leafAt(tx, place.id, delivery?.leaf ?? -1))
  expect(bytes && parseLeaf(bytes)).toMatchObject({ t: 'sent', d: '2029-02-27', h: wish.pdf, r: 'Halden' })
  const [shown] = await database.read((tx) => publicDeliveries(tx, place.id, means.now()))
  expect(shown).toMatchObject({ status: 'delivered', sentOn: '2029-02-27', recordedAt: means.now() })
  expect(JSON.stringify(shown)).not.toMatch(/C-17|gate/)
  await sound()
})

test('strangers are told of nobody whom the letter does not name', async () => {
  const means = movableMeans()
  const place = await deliveryPlace(database, means, { slug: 'named' })
  const people = [{ name: 'Halden Chief Person' }, { name: 'A Secretary' }]
  await recorded(recordOf(place, 0, { addressees: people }), means)
  const [shown] = await database.read((tx) => publicDeliveries(tx, place.id, means.now()))
  expect(shown?.addressees.map(({ name }) => name)).toEqual(['Halden Chief Person'])
  expect(JSON.stringify(shown)).not.toContain('Secretary')
})

test('of an earlier delivery without its file there is a record, and no leaf', async () => {
  const means = movableMeans()
  const place = await deliveryPlace(database, means, { slug: 'earlier' })
  const { pdf: _none, ...wish } = recordOf(place, 0, { channel: 'mail', on: day('2019-01-15') })
  const id = await recorded(wish, means)
  expect(await deliveryNow(database, place.id, id)).toMatchObject({
    status: 'sent',
    sentOn: '2019-01-15',
    leaf: undefined,
  })
  await sound()
})

test('what cannot be is said, and leaves nothing', async () => {
  const means = movableMeans()
  const place = await deliveryPlace(database, means, { slug: 'wrong' })
  const outcome = async (wish: RecordWish) => (await written((tx) => recordDelivery(tx, wish, means))).kind
  const strange = 'f'.repeat(64) as never
  expect(await outcome(recordOf(place, 0, { on: day('2029-03-02') }))).toBe('in-future')
  expect(await outcome(recordOf(place, 0, { proofs: [strange] }))).toBe('no-file')
  expect(await outcome(recordOf(place, 0, { pdf: strange }))).toBe('no-file')
  expect(await outcome(recordOf(place, 0, { version: 2 }))).toBe('gone')
  expect(await outcome(recordOf(place, 0, { addressees: [] }))).toBe('no-addressee')
  const nobody = wishOf(place, 0, { addressees: [{ name: 'Ada Vale' }] })
  expect(await written((tx) => prepareDelivery(tx, vault, nobody, means))).toEqual({ kind: 'no-address', position: 1 })
  expect(await database.read((tx) => deliveriesOf(tx, place.id))).toEqual([])
  const hand = await recorded(recordOf(place, 0), means)
  const sending = { campaign: place.id, delivery: hand, by: 'server' } as const
  expect(await written((tx) => dispatch(tx, sending, means))).toEqual({ kind: 'not-mail' })
  const empty = { ...sending, on: day('2029-03-01') }
  expect(await written((tx) => addProof(tx, empty, means))).toEqual({ kind: 'empty' })
  expect(await written((tx) => addProof(tx, { ...empty, position: 3, note: 'x' }, means))).toEqual({ kind: 'gone' })
  const draft = await prepared(database, wishOf(place, 1), means)
  const said = { campaign: place.id, by: 'server', delivery: draft, to: 'sent', on: day('2029-03-01') } as const
  expect(await written((tx) => changeStatus(tx, said, means))).toEqual({ kind: 'cannot-follow' })
})

test('the day is that of the campaign’s time zone, not of the server', async () => {
  const means = movableMeans('2029-02-28T23:30:00Z')
  const place = await deliveryPlace(database, means, { slug: 'zone', timeZone: 'Pacific/Auckland' })
  const id = await prepared(database, wishOf(place, 0), means)
  const delivery = await deliveryNow(database, place.id, id)
  expect(delivery.addressees[0]?.steps[0]?.on).toBe('2029-03-01')
})

test('what was delivered under embargo is in the log once strangers may read the letter, and once only', async () => {
  const means = movableMeans()
  const until = new Date('2029-03-05T08:00:00Z')
  const place = await deliveryPlace(database, means, { slug: 'embargo', state: { state: 'embargoed', until } })
  const id = await recorded(recordOf(place, 0), means)
  await declareAllSent(database, means)
  expect((await deliveryNow(database, place.id, id)).leaf).toBeUndefined()
  expect(await database.read((tx) => publicDeliveries(tx, place.id, means.now()))).toEqual([])
  means.pass(until.getTime() - means.now().getTime())
  await declareAllSent(database, means)
  const { leaf } = await deliveryNow(database, place.id, id)
  expect(leaf).toBeGreaterThanOrEqual(0)
  await declareAllSent(database, means)
  expect((await deliveryNow(database, place.id, id)).leaf).toBe(leaf)
  await written((tx) => setState(tx, place.campaign, place.letter, { state: 'published' }, { ...means, by: 'server' }))
  await sound()
})

test('a pack for a press day has every edition with its hashes and the files that went out, and no address', async () => {
  const means = movableMeans()
  const place = await deliveryPlace(database, means, { slug: 'pack' })
  await recorded(recordOf(place, 0), means)
  const pack = await database.read(async (tx) => {
    const letter = await gatheringLetter(tx, place.id, place.letter)
    return letter && (await deliveryPack(tx, place.id, letter))
  })
  expect(pack?.editions.map(({ recipient, deliveries }) => [recipient, deliveries.map(({ pdf }) => pdf)])).toEqual([
    ['Halden', [place.editions[0]?.pdf]],
    ['Oskerra', []],
  ])
  expect(pack?.log?.origin).toBe('letters.example/log/pack')
  expect(pack?.editions.every(({ version }) => /^[0-9a-f]{64}$/.test(version.hash))).toBe(true)
  expect(JSON.stringify(pack)).not.toContain('@')
})

const planOf = (place: DeliveryPlace, more: object = {}) => ({
  ...{
    campaign: place.id,
    by: 'server' as const,
    letter: place.letter,
    edition: place.editions[0]?.id ?? ('' as EditionId),
  },
  ...{ statedDeadline: undefined, followUpOn: undefined, calendar: plainCalendar, longOverdueDays: 30, ...more },
})

test('a plan is kept as it was set, and one that cannot be is refused', async () => {
  const means = movableMeans()
  const place = await deliveryPlace(database, means, { slug: 'plan' })
  const calendar = { weekend: [5, 6], holidays: [day('2029-03-20'), day('2029-12-25')] }
  const terms = {
    statedDeadline: { days: 10, counted: 'working-days' },
    followUpOn: { on: day('2029-03-10') },
  } as const
  const wish = planOf(place, { ...terms, calendar })
  expect(await written((tx) => setPlan(tx, wish, means))).toEqual({ kind: 'set' })
  const [plan] = await database.read((tx) => plansOf(tx, place.id))
  expect(plan).toMatchObject({ ...terms, calendar, longOverdueDays: 30, answeredOn: undefined })
  const wrong = async (more: object) => written((tx) => setPlan(tx, planOf(place, more), means))
  expect(await wrong({ calendar: { weekend: [1, 2, 3, 4, 5, 6, 7], holidays: [] } })).toEqual({
    kind: 'wrong',
    what: 'calendar',
  })
  expect(await wrong({ statedDeadline: { days: 0, counted: 'working-days' } })).toEqual({
    kind: 'wrong',
    what: 'deadline',
  })
  expect(await wrong({ followUpOn: { days: 1.5, counted: 'working-days' } })).toEqual({
    kind: 'wrong',
    what: 'follow-up',
  })
  expect(await wrong({ edition: place.id })).toEqual({ kind: 'gone' })
})

test('what failed has no clock; the first that was sent is day 0', async () => {
  const means = movableMeans()
  const place = await deliveryPlace(database, means, { slug: 'clock' })
  await recorded(recordOf(place, 0, { became: 'failed', on: day('2029-01-02') }), means)
  await written((tx) => setPlan(tx, planOf(place, { statedDeadline: { days: 5, counted: 'calendar-days' } }), means))
  const due = async () => {
    const [plan] = await database.read((tx) => plansOf(tx, place.id))
    const all = await database.read((tx) => deliveriesOf(tx, place.id))
    return plan && dueByPlan(plan, all, dayOf(means.now(), 'UTC'))
  }
  expect(await due()).toEqual({ kind: 'no-date', why: 'not-sent' })
  await recorded(recordOf(place, 0, { on: day('2029-02-20') }), means)
  await recorded(recordOf(place, 0, { on: day('2029-02-25') }), means)
  expect(await due()).toMatchObject({ kind: 'overdue', deadline: '2029-02-25', days: 4 })
})

test('organizers are reminded once of each date, each in a mail of their own, and not after an answer', async () => {
  const means = movableMeans('2029-03-10T22:30:00Z')
  const place = await deliveryPlace(database, means, { slug: 'remind' })
  const people = await joinedTo(database, place.id, means)
  await recorded(recordOf(place, 0), means)
  const terms = { statedDeadline: { on: day('2029-03-12') }, followUpOn: { on: day('2029-03-10') } }
  await written((tx) => setPlan(tx, planOf(place, terms), means))
  const reminded = async () => {
    await remindDueDeliveries(database, means)
    return composedReminders(database, means)
  }
  expect(await reminded()).toEqual([])
  // It is the 11th in Berlin now, and still the 10th in Greenwich.
  means.pass(3_600_000)
  expect(dayOf(means.now(), 'UTC')).toBe('2029-03-10')
  const first = await reminded()
  expect(first.map(({ to }) => to).toSorted()).toEqual(people.mayDeliver.toSorted())
  expect(first[0]?.subject).toBe('Time to follow up with Halden')
  expect(first[0]?.text).toContain('do not call the answer overdue')
  expect(await reminded()).toEqual([])
  means.pass(2 * 86_400_000)
  const second = await reminded()
  expect(second.map(({ subject }) => subject)).toEqual(
    people.mayDeliver.map(() => 'Halden has not answered by the stated deadline'),
  )
  const later = planOf(place, { statedDeadline: { on: day('2029-03-11') } })
  await written((tx) => setPlan(tx, later, means))
  const edition = place.editions[0]?.id ?? ('' as EditionId)
  await written((tx) =>
    noteAnswer(tx, { campaign: place.id, letter: place.letter, edition, on: day('2029-03-13') }, means),
  )
  expect(await database.read((tx) => dueReminders(tx, means.now()))).toEqual([])
})

test('leads and editors deliver, nobody else does', async () => {
  const means = movableMeans()
  const place = await deliveryPlace(database, means, { slug: 'roles' })
  const { byRole } = await joinedTo(database, place.id, means)
  for (const [role, by] of byRole) {
    const outcome = await written((tx) => prepareDelivery(tx, vault, wishOf(place, 0, { by }), means))
    expect(outcome.kind).toBe(role === 'lead' || role === 'editor' ? 'prepared' : 'not-allowed')
    const other = await written((tx) => recordDelivery(tx, recordOf(place, 1, { by }), means))
    expect(other.kind).toBe(role === 'lead' || role === 'editor' ? 'recorded' : 'not-allowed')
  }
})
