import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { getPriority } from 'node:os'
import { afterAll, expect, test } from 'vitest'
import { confinementHere } from './confine.ts'
import { cappedProcess } from './capped-process.ts'

const module = new URL('../../test/kit/capped-task-process.ts', import.meta.url)
const desk = cappedProcess(module, { megabytes: 256, seconds: 4, secondsIdle: 1 })
afterAll(() => desk.close())
const done = (answer: unknown) => ({ kind: 'done', done: answer })

test('a capped process has no environment, reads no file but the program, writes none, and starts nothing', async () => {
  expect(await desk.ask('hello')).toEqual(done('hello'))
  expect(await desk.ask('environment')).toEqual(done([]))
  for (const task of ['read a file', 'write a file', 'start a process'])
    expect(await desk.ask(task), task).toEqual(done('ERR_ACCESS_DENIED'))
  expect(await desk.ask('visit inside')).toEqual(done({ kind: 'failed', trouble: 'refused', exchanges: [] }))
})

test('work that takes too long or too much, or dies, is told, and the next is done all the same', async () => {
  const answers = await Promise.all(
    ['never end', 'take memory', 'take objects', 'die', 'hello'].map((one) => desk.ask(one)),
  )
  expect(answers.slice(0, 2)).toEqual([
    { kind: 'failed', why: 'too-slow' },
    { kind: 'failed', why: 'too-big' },
  ])
  // Its own cap and ours race.
  expect(answers[2]).toMatchObject({ kind: 'failed' })
  expect(answers.slice(3)).toEqual([{ kind: 'failed', why: 'ended' }, done('hello')])
})

test('work tells how far it is, each task to whoever handed it over', async () => {
  const heard: unknown[] = []
  const all = [
    desk.ask('count to: 3', (news) => heard.push(news)),
    desk.ask('hello', () => heard.push('nothing was to be told')),
  ]
  expect(await Promise.all(all)).toEqual([done('counted'), done('hello')])
  expect(heard).toEqual([1, 2, 3])
})

test('native code of a package runs where it is asked for, and nowhere else', async () => {
  expect(await desk.ask('native')).toEqual(done('Error: Failed to load native binding'))
  const native = cappedProcess(module, { megabytes: 256, seconds: 20, secondsIdle: 1, native: true })
  expect(await native.ask('native')).toEqual(done('loaded'))
  for (const task of ['read a file', 'write a file', 'start a process'])
    expect(await native.ask(task), task).toEqual(done('ERR_ACCESS_DENIED'))
  await native.close()
})

test('a promise that a library left to nobody does not end the work', async () => {
  expect(await desk.ask('leave a promise')).toEqual(done('hello'))
})

test('a process that has nothing to do leaves, and comes back for the next task', async () => {
  await desk.ask('hello')
  const first = desk.pid()
  expect(first).toBeGreaterThan(0)
  await expect.poll(desk.pid, { timeout: 10_000 }).toBeUndefined()
  expect(await desk.ask('hello')).toEqual(done('hello'))
  expect(desk.pid()).not.toBe(first)
})

test('a process that has grown over what it may keep does what is in hand, and the next task gets a fresh one', async () => {
  const lean = cappedProcess(module, { megabytes: 256, seconds: 20, secondsIdle: 9, megabytesKept: 1 })
  expect(await lean.ask('hello')).toEqual(done('hello'))
  const first = lean.pid()
  expect(await Promise.all([lean.ask('hello'), lean.ask('hello')])).toEqual([done('hello'), done('hello')])
  expect(lean.pid()).not.toBe(first)
  await lean.close()
})

test('what strangers sent is worked on behind whoever waits for a page', async () => {
  await desk.ask('hello')
  expect(getPriority(desk.pid())).toBeGreaterThan(getPriority())
})

test('whoever waits when the desk closes is told that nothing came of it', async () => {
  const closing = cappedProcess(module, { megabytes: 256, seconds: 4, secondsIdle: 1 })
  const waiting = [closing.ask('never end'), closing.ask('hello')].map(async (one) => await one.catch(String))
  await closing.close()
  expect(await Promise.all(waiting)).toEqual(Array.from({ length: 2 }, () => 'Fault: the server is stopping'))
  await closing.close()
})

test('a process without network reaches nothing of this machine, whichever way the system keeps it in', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((listening) => server.once('listening', listening))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  let visitors = 0
  server.on('connection', () => (visitors += 1))
  const limits = { megabytes: 256, seconds: 10, secondsIdle: 1 }
  for (const by of new Set(['program', confinementHere()] as const)) {
    const alone = cappedProcess(module, limits, { network: 'none', by })
    for (const task of [`connect: ${port}`, `fetch: ${port}`, 'look up', 'listen', `datagram: ${port}`])
      expect([by, task, await alone.ask(task)]).toEqual([by, task, done('ERR_ACCESS_DENIED')])
    // Even whoever found another door would stand in an empty room.
    if (by === 'namespace') expect(await alone.ask('interfaces')).toEqual(done([]))
    expect(await alone.ask('run a text')).toEqual(done(expect.stringContaining('EvalError')))
    expect(await alone.ask('hello')).toEqual(done('hello'))
    await alone.close()
  }
  expect(visitors).toBe(0)
  expect(await desk.ask(`connect: ${port}`)).toEqual(done('connected'))
  server.close()
})

test('a burst of memory between two looks is stopped by the system where it can', async () => {
  const most = { megabytes: 0 }
  const looking = setInterval(() => {
    most.megabytes = Math.max(most.megabytes, residentMegabytes(desk.pid()))
  }, 5)
  expect(await desk.ask('take memory at once')).toMatchObject({ kind: 'failed' })
  clearInterval(looking)
  if (process.platform === 'linux') expect(most.megabytes).toBeLessThan(256 + 150)
  expect(await desk.ask('hello')).toEqual(done('hello'))
})

function residentMegabytes(pid: number | undefined): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
