import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { checkpointOf, cosignLogs, logFacts } from '#ledger'
import { postText } from '#platform'
import { openCheckpoint, parsePolicy } from '#proof'
import { testDatabase } from '../kit/database.ts'
import { addLeaves, freshLog, handClock, leavesFrom, sealNow, testLogKeys } from '../kit/logs.ts'
import { startProgram, thisNode } from '../kit/program.ts'
import { plantTree } from '../kit/tree.ts'

const database = await testDatabase()
const clock = handClock()
const main = resolve(import.meta.dirname, '../../src/main.ts')

test('a witness that a member organization starts cosigns over the network, and remembers when it is started again', async () => {
  const { campaign, origin } = await freshLog(database)
  const folder = plantTree({ logs: logFacts(origin, undefined, testLogKeys).policy })
  const start = async () => {
    const options = ['--logs', join(folder, 'logs'), '--state', join(folder, 'state'), '--name', 'witness.example.net']
    const running = startProgram(thisNode, ['--conditions=source', main, 'witness', ...options, '--port', '0'])
    const [, url = ''] = await running.says(/Watching 1 log keys at (http:\S+)/)
    const [key] = await running.says(/^witness\.example\.net\+[0-9a-f]{8}\+\S+$/m)
    const policy = parsePolicy(`witness net ${key} ${url}\nquorum net\n`)
    if (!policy) throw new Error('The key that was printed does not fit into a policy.')
    const stop = async () => {
      running.child.kill('SIGTERM')
      return (await running.ended).code
    }
    return { policy, key, stop }
  }
  const kinds = async (policy: Awaited<ReturnType<typeof start>>['policy']) => {
    await sealNow(database, clock)
    return (await cosignLogs(database, policy, postText, clock)).map(({ outcome }) => outcome.kind)
  }
  await addLeaves(database, campaign, leavesFrom(0, 5))
  const first = await start()
  expect(await kinds(first.policy)).toEqual(['cosigned'])
  expect(await first.stop()).toBe(0)
  await addLeaves(database, campaign, leavesFrom(5, 5))
  expect(await kinds(first.policy)).toEqual(['unreachable'])
  const second = await start()
  expect(second.key).toBe(first.key)
  expect(await kinds(second.policy)).toEqual(['cosigned'])
  const published = parsePolicy(logFacts(origin, undefined, testLogKeys, second.policy).policy)
  const note = await database.read((tx) => checkpointOf(tx, campaign))
  expect(published && openCheckpoint(note ?? '', published)).toMatchObject({ size: 10 })
  await second.stop()
})
