import { expect, test } from 'vitest'
import { openJournal, systemMeans } from '#platform'
import { parsePolicy } from '#proof'
import { testDatabase } from '../../test/kit/database.ts'
import { addLeaves, freshLog, handClock, leavesFrom, sealNow, verifiersOf } from '../../test/kit/logs.ts'
import { plantTree } from '../../test/kit/tree.ts'
import { testWitnesses } from '../../test/kit/witness.ts'
import { askWitnesses } from './ask-witnesses.ts'

const database = await testDatabase()
const clock = handClock()

test('the journal hears of a witness when something changes with it, not every second', async () => {
  const { campaign, origin } = await freshLog(database)
  const witnesses = testWitnesses(plantTree({}), ['one'], verifiersOf(origin))
  const policy = parsePolicy(`${witnesses.lines}quorum one\n`)
  if (!policy) throw new Error('This is no policy.')
  const lines: string[] = []
  const journal = openJournal((line) => lines.push(line), { ...systemMeans(), now: clock.now })
  let rounds = 0
  const means = { database, journal, policy, now: clock.now }
  const send: typeof witnesses.send = async (url, text) => {
    rounds += 1
    return witnesses.send(url, text)
  }
  const round = async (leaves: number) => {
    // Before the checkpoint stands: it may be sent on before sealing has come back to us.
    const before = rounds
    await addLeaves(database, campaign, leavesFrom(before * 100, leaves))
    // A log that is held while a cosignature is written is passed over until the next second.
    const sealed = async () => (await sealNow(database, clock)).includes(campaign)
    while (!(await sealed())) await new Promise((done) => setTimeout(done, 20))
    while (rounds === before) await new Promise((done) => setTimeout(done, 20))
  }
  const asking = askWitnesses({ ...means, send })
  await round(3)
  witnesses.silence.add('one')
  await round(3)
  await round(3)
  witnesses.silence.clear()
  await round(3)
  await asking.stop()
  expect(lines.map((line) => line.split(' ')[2])).toEqual(['witness-away', 'witness-back'])
})
