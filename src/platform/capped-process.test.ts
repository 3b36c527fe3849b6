import { afterAll, expect, test } from 'vitest'
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
  const answers = await Promise.all(['never end', 'take memory', 'take objects', 'die', 'hello'].map(desk.ask))
  expect(answers.slice(0, 2)).toEqual([
    { kind: 'failed', why: 'too-slow' },
    { kind: 'failed', why: 'too-big' },
  ])
  // Its own cap and ours race.
  expect(answers[2]).toMatchObject({ kind: 'failed' })
  expect(answers.slice(3)).toEqual([{ kind: 'failed', why: 'ended' }, done('hello')])
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

test('whoever waits when the desk closes is told that nothing came of it', async () => {
  const closing = cappedProcess(module, { megabytes: 256, seconds: 4, secondsIdle: 1 })
  const waiting = [closing.ask('never end'), closing.ask('hello')].map(async (one) => await one.catch(String))
  await closing.close()
  expect(await Promise.all(waiting)).toEqual(Array.from({ length: 2 }, () => 'Fault: the server is stopping'))
  await closing.close()
})
