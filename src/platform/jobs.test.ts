import { expect, test } from 'vitest'
import { testDatabase } from '../../test/kit/database.ts'
import { leaveJob, prepareJobs, startJobs, type JobIds } from './jobs.ts'

const database = await testDatabase()
const name = 'ink.fill-well'

test('a job left in a transaction that commits is worked; one in a transaction that fails never was', async () => {
  await prepareJobs(database, [name])
  await database.transaction((tx) => leaveJob(tx, name, { well: 'kept' }))
  const failing = database.transaction(async (tx) => {
    await leaveJob(tx, name, { well: 'lost' })
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  const worked = await workUntil((seen) => seen.length === 1)
  expect(worked).toEqual([{ well: 'kept' }])
})

test('a job that fails is reported and stays to be tried again', async () => {
  await database.transaction((tx) => leaveJob(tx, name, { well: 'dry' }))
  const reported = await new Promise((resolve) => {
    const jobs = startJobs(database, { [name]: async () => Promise.reject(new Error('dry')) }, (which, thrown) => {
      void jobs.then(({ stop }) => stop()).then(() => resolve([which, String(thrown)]))
    })
  })
  expect(reported).toEqual([name, 'Error: dry'])
})

test('a job whose name nobody prepared is refused, and the transaction with it', async () => {
  const leaving = database.transaction((tx) => leaveJob(tx, 'ink.unknown', {}))
  await expect(leaving).rejects.toMatchObject({ code: 'bad-state' })
})

test('preparing again, or by several processes at once, changes nothing', async () => {
  await Promise.all(Array.from({ length: 3 }, () => prepareJobs(database, [name, 'ink.spill'])))
  await database.transaction((tx) => leaveJob(tx, 'ink.spill', {}))
})

async function workUntil(enough: (seen: readonly JobIds[]) => boolean): Promise<readonly JobIds[]> {
  const seen: JobIds[] = []
  let done = () => {}
  const finished = new Promise<void>((resolve) => (done = resolve))
  const jobs = await startJobs(database, {
    [name]: async (ids) => {
      seen.push(ids)
      if (enough(seen)) done()
    },
  })
  await finished
  await jobs.stop()
  return seen
}
