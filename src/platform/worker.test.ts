import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { plantTree } from '../../test/kit/tree.ts'
import { workerDesk } from './worker.ts'

// Works as many seconds as it is told; at a negative number it ends the thread.
const thread = `
  import { answerInWorker } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'worker.ts')).href)}
  const asleep = new Int32Array(new SharedArrayBuffer(4))
  answerInWorker((seconds) => {
    if (seconds < 0) process.exit(1)
    if (seconds === 0) throw new Error('nothing to do')
    Atomics.wait(asleep, 0, 0, seconds * 1000)
    return 'worked ' + seconds
  })`

function openDesk() {
  const module = pathToFileURL(join(plantTree({ 'thread.mjs': thread }), 'thread.mjs'))
  const desk = workerDesk(module, { secondsAtMost: 3, secondsIdle: 1 })
  onTestFinished(desk.close)
  return desk
}

test('tasks that wait for others do not run out of time, and come back in order', async () => {
  const desk = openDesk()
  const tasks = [1.2, 1.2, 1.2, 0.01]
  expect(await Promise.all(tasks.map(desk.ask))).toEqual(tasks.map((seconds) => `worked ${seconds}`))
})

test('a task that fails, takes too long or ends the thread fails alone: those behind it are done', async () => {
  const desk = openDesk()
  const ends = await Promise.allSettled([0, 3600, 0.01, -1, 0.02].map(desk.ask))
  expect(ends.map((end) => (end.status === 'fulfilled' ? end.value : String(end.reason)))).toEqual([
    'Fault: nothing to do',
    'Fault: a task took longer than 3 s',
    'worked 0.01',
    'Fault: the worker ended before its work',
    'worked 0.02',
  ])
})

test('a desk that closes fails what waits', async () => {
  const desk = openDesk()
  const asked = Promise.allSettled([3600, 0.01].map(desk.ask))
  await desk.close()
  for (const end of await asked)
    expect(end).toMatchObject({ status: 'rejected', reason: { message: 'the server is stopping' } })
})
