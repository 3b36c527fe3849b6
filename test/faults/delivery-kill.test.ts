import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import {
  addProof,
  changeStatus,
  deliveriesOf,
  dispatch,
  isPerhapsTwice,
  parseDay,
  plainCalendar,
  prepareDelivery,
  recordDelivery,
  setPlan,
  type Day,
} from '#delivery'
import { systemMeans, type Tx } from '#platform'
import { checkEverything } from '../kit/check-everything.ts'
import { testDatabase } from '../kit/database.ts'
import { deliveryPlace, dispatched, prepared, wishOf } from '../kit/deliveries.ts'
import { deliveryNow, mailsGone } from '../kit/delivery-mailer.ts'
import { everythingIn } from '../kit/everything.ts'
import { rounds } from '../kit/faults.ts'
import { scriptedServer } from '../kit/mail-server.ts'
import { vaultForTests as vault } from '../kit/signatures.ts'

const database = await testDatabase()
const means = systemMeans()
const day = (typed: string): Day => parseDay(typed) ?? ('' as Day)

/** When a sender dies, how many copies its successor's server then has, and whether nobody can know that it is one. */
const moments = [
  ['composed, not committed', 1, false],
  ['composed and committed', 1, true],
  ['taken by the server', 2, true],
  ['settled, not committed', 2, true],
  ['settled and committed', 1, false],
] as const

test.for(moments)(
  'a sender that dies when the mail is %s loses nothing, and what is said of copies is so',
  { timeout: 120_000 },
  async ([moment, copies, perhapsTwice]) => {
    for (let round = 1; round <= rounds(1, 10); round += 1) {
      const slug = `${moment} ${round}`.replaceAll(/\W+/g, '-')
      const place = await deliveryPlace(database, means, { slug })
      const server = await scriptedServer()
      const addressees = place.editions[0]?.addressees.slice(0, 1) ?? []
      const id = await dispatched(database, wishOf(place, 0, { addressees }), means)
      await once(sender(server.url, moment), 'exit')
      const last = sender(server.url, 'never')
      await mailsGone(database)
      last.kill('SIGKILL')
      await once(last, 'exit')
      const delivery = await deliveryNow(database, place.id, id)
      expect([delivery.status, server.taken.length]).toEqual(['sent', copies])
      expect(delivery.addressees.map(isPerhapsTwice)).toEqual([perhapsTwice])
      expect(await checkEverything(database, vault)).toEqual([])
    }
  },
)

test(
  'two senders that die after the server took the mail make it unknown, and no third copy',
  { timeout: 120_000 },
  async () => {
    const place = await deliveryPlace(database, means, { slug: 'two-deaths' })
    const server = await scriptedServer()
    const addressees = place.editions[0]?.addressees.slice(0, 1) ?? []
    const id = await dispatched(database, wishOf(place, 0, { addressees }), means)
    for (let death = 1; death <= 2; death += 1) await once(sender(server.url, 'taken by the server'), 'exit')
    sender(server.url, 'never')
    await mailsGone(database)
    const delivery = await deliveryNow(database, place.id, id)
    expect([delivery.status, server.taken.length, delivery.leaf]).toEqual(['unknown', 2, undefined])
    expect(await checkEverything(database, vault)).toEqual([])
  },
)

function sender(url: string, moment: string) {
  const program = join(import.meta.dirname, '../kit/delivery-process.ts')
  const args = ['--conditions=source', program, JSON.stringify(database.connection), url, moment]
  const process_ = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  onTestFinished(() => void process_.kill('SIGKILL'))
  return process_
}

const place = await deliveryPlace(database, means, { slug: 'acts' })
const draft = await prepared(database, wishOf(place, 0), means)
const pdf = wishOf(place, 0).pdf
const on = day('2020-02-03')
const byHand = { ...wishOf(place, 1), channel: 'hand', on, proofs: [pdf], note: 'At the gate.' } as const
const seat = { campaign: place.id, delivery: draft, by: 'server' } as const

type Act = (tx: Tx) => Promise<{ readonly kind: string }>

test.each<readonly [string, Act]>([
  ['prepare', (tx: Tx) => prepareDelivery(tx, vault, wishOf(place, 0), means)],
  ['dispatch', (tx: Tx) => dispatch(tx, seat, means)],
  ['record', (tx: Tx) => recordDelivery(tx, byHand, means)],
  ['prove', (tx: Tx) => addProof(tx, { ...seat, on, files: [pdf] }, means)],
  [
    'plan',
    (tx: Tx) => {
      const terms = { statedDeadline: undefined, followUpOn: { on }, calendar: plainCalendar, longOverdueDays: 30 }
      const edition = place.editions[0]?.id ?? ('' as never)
      return setPlan(tx, { campaign: place.id, by: 'server', letter: place.letter, edition, ...terms }, means)
    },
  ],
])('%s: cut off before its commit it leaves nothing, cut off after it everything', async (_name, act) => {
  const before = await everythingIn(database)
  const cut = database.transaction(async (tx) => {
    await act(tx)
    throw new Error('the cable is cut')
  })
  await expect(cut).rejects.toThrow('cable')
  expect(await everythingIn(database)).toEqual(before)
  const outcome = await database.transaction(act)
  expect(['prepared', 'queued', 'recorded', 'added', 'set']).toContain(outcome.kind)
  expect(await checkEverything(database, vault)).toEqual([])
})

test('whoever does not know whether the cable was cut and sends once more sends nothing twice', async () => {
  expect(await database.transaction((tx) => dispatch(tx, seat, means))).toEqual({ kind: 'nothing-to-send' })
  const mails = await database.read((tx) => tx.selectFrom('platform_mail').select('mail_id').execute())
  expect(mails.length).toBe(2)
  const all = await database.read((tx) => deliveriesOf(tx, place.id))
  expect(
    all.filter(({ channel }) => channel === 'hand').map(({ status, leaf }) => [status, leaf !== undefined]),
  ).toEqual([['sent', true]])
  const hand = all.find(({ channel }) => channel === 'hand')
  const arrived = { ...seat, delivery: hand?.id ?? draft, to: 'delivered', on } as const
  expect(await database.transaction((tx) => changeStatus(tx, arrived, means))).toEqual({ kind: 'set' })
  expect(await database.transaction((tx) => changeStatus(tx, arrived, means))).toEqual({ kind: 'cannot-follow' })
  expect(await checkEverything(database, vault)).toEqual([])
})
