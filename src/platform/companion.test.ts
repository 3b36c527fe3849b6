import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { plantTree } from '../../test/kit/tree.ts'
import { companion } from './companion.ts'

const urlOf = (file: string) => JSON.stringify(pathToFileURL(join(import.meta.dirname, file)).href)

// Answers after as many milliseconds as it is told; other numbers break it in their own ways.
const thread = `
  import { setTimeout } from 'node:timers/promises'
  import { answerAsCompanion } from ${urlOf('companion.ts')}
  import { Fault } from ${urlOf('../kernel/fault.ts')}
  await answerAsCompanion(async ({ greeting }) => ({
    answer: async (n) => {
      if (n === -1) process.exit(1)
      if (n === -2) throw new Fault('bad-state', 'as agreed')
      if (n === -3) throw Object.assign(new Error('no room'), { name: 'DatabaseError', code: '53100' })
      await setTimeout(n)
      return greeting + ' ' + n
    },
    close: async () => {},
  }))`

function openCompanion() {
  const module = pathToFileURL(join(plantTree({ 'thread.mjs': thread }), 'thread.mjs'))
  const opened = companion<number, string>(module, { greeting: 'after' })
  onTestFinished(opened.close)
  return opened
}

test('a companion answers many at once, each when it is done', async () => {
  const beside = openCompanion()
  const order: string[] = []
  await Promise.all([300, 1, 100].map(async (n) => order.push(await beside.ask(n))))
  expect(order).toEqual(['after 1', 'after 100', 'after 300'])
})

test('what is thrown beside arrives with its code, as if it had been thrown here', async () => {
  const beside = openCompanion()
  await expect(beside.ask(-2)).rejects.toMatchObject({ name: 'Fault', code: 'bad-state', message: 'as agreed' })
  await expect(beside.ask(-3)).rejects.toMatchObject({ name: 'DatabaseError', code: '53100' })
  expect(await beside.ask(1)).toBe('after 1')
})

test('a thread that ends fails what it had in hand, and the next question starts another', async () => {
  const beside = openCompanion()
  const ends = await Promise.allSettled([beside.ask(60_000), beside.ask(-1)])
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await beside.ask(1)).toBe('after 1')
})

test('closing in the round of the first question answers it and leaves no thread behind', async () => {
  const beside = openCompanion()
  const answers: string[] = []
  void beside.ask(1).then((answer) => answers.push(answer))
  await beside.close()
  expect(answers).toEqual(['after 1'])
})

test('closing waits for what was asked before, and answers nobody after', async () => {
  const beside = openCompanion()
  const answers: string[] = []
  const asked = beside.ask(200).then((answer) => answers.push(answer))
  await beside.ask(1)
  await beside.close()
  expect(answers).toEqual(['after 200'])
  await asked
  await expect(beside.ask(1)).rejects.toMatchObject({ message: 'the server is stopping' })
})
