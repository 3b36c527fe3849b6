import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../../test/kit/database.ts'
import { dropMails, dueMails, leaveMails, putBackMails, takeMails, type MailNote } from './mail-queue.ts'

const database = await testDatabase()
const at = new Date('2031-05-01T12:00:00Z')
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000)
const note = (secondsAgo = 0): MailNote => ({
  id: randomUUID(),
  kind: 'ink.blot',
  ids: { blot: randomUUID() },
  dueAt: later(-secondsAgo),
})
const taking = { at, leaseUntil: later(60), limit: 10, doubtfulLast: false }

beforeEach(async () => {
  await database.transaction((tx) => sql`delete from platform_mail`.execute(tx))
})

test('a mail is in the queue exactly when its transaction committed, and once however often it is left', async () => {
  const kept = note()
  await database.transaction((tx) => leaveMails(tx, [kept]))
  await database.transaction((tx) => leaveMails(tx, [kept]))
  const failing = database.transaction(async (tx) => {
    await leaveMails(tx, [note()])
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  const taken = await database.transaction((tx) => takeMails(tx, taking))
  expect(taken).toMatchObject([{ ...kept, composedBefore: false, tries: 0, doubts: 0, nextAt: at }])
})

test('two that take at the same time never take the same mail, and the longest due goes first', async () => {
  const notes = Array.from({ length: 40 }, (_, index) => note(index))
  await database.transaction((tx) => leaveMails(tx, notes))
  const takes = await Promise.all(Array.from({ length: 4 }, () => database.transaction((tx) => takeMails(tx, taking))))
  expect(new Set(takes.flat().map(({ id }) => id)).size).toBe(40)
  for (const taken of takes)
    expect(taken.map(({ dueAt }) => dueAt)).toEqual(
      taken.map(({ dueAt }) => dueAt).toSorted((a, b) => a.getTime() - b.getTime()),
    )
})

test('a mail that was taken comes back when the lease ends, as one that was composed before', async () => {
  await database.transaction((tx) => leaveMails(tx, [note()]))
  await database.transaction((tx) => takeMails(tx, taking))
  expect(await database.transaction((tx) => takeMails(tx, { ...taking, at: later(59) }))).toEqual([])
  const back = await database.transaction((tx) => takeMails(tx, { ...taking, at: later(60), leaseUntil: later(120) }))
  expect(back).toMatchObject([{ composedBefore: true }])
})

test('a mail that was put back waits for its time; a doubtful one goes last when that is asked', async () => {
  const [doubtful, fresh] = [note(5), note(1)]
  await database.transaction((tx) => leaveMails(tx, [doubtful, fresh]))
  await database.transaction(async (tx) => {
    await takeMails(tx, { ...taking, limit: 1 })
    await putBackMails(tx, [
      { id: doubtful.id, nextAt: later(-5), composed: true, tries: 1, doubts: 1, trouble: 'ECONNECTION' },
    ])
  })
  expect(await database.read((tx) => dueMails(tx, at))).toEqual({ count: 2, since: later(-5) })
  const first = await database.transaction((tx) => takeMails(tx, { ...taking, limit: 1, doubtfulLast: true }))
  expect(first).toMatchObject([{ id: fresh.id }])
  const second = await database.transaction((tx) => takeMails(tx, { ...taking, limit: 1, doubtfulLast: true }))
  expect(second).toMatchObject([{ id: doubtful.id, doubts: 1, tries: 1 }])
})

test('mails of kinds that rest are taken only when they have been due for a while, and again like any other', async () => {
  const [resting, other] = [{ ...note(1), kind: 'ink.seal' }, note(0)]
  await database.transaction((tx) => leaveMails(tx, [resting, other]))
  const patient = { ...taking, resting: { kinds: ['ink.seal'], milliseconds: 2000 } }
  const take = (seconds: number) =>
    database.transaction((tx) => takeMails(tx, { ...patient, at: later(seconds), leaseUntil: later(seconds + 5) }))
  expect(await take(0)).toMatchObject([{ id: other.id }])
  await database.transaction((tx) => dropMails(tx, [other.id]))
  expect(await take(0.999)).toEqual([])
  expect(await take(1)).toMatchObject([{ id: resting.id, composedBefore: false }])
  expect(await take(6)).toMatchObject([{ id: resting.id, composedBefore: true }])
})
