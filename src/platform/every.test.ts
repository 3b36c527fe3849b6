import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { systemMeans } from './clock.ts'
import { openJournal } from './journal.ts'
import { every } from './every.ts'

const silent = () => openJournal(() => {}, systemMeans())

test('two rounds never run side by side, and none begins after stopping, which waits for the one in hand', async () => {
  let running = 0
  let most = 0
  let rounds = 0
  const repeating = every(1, silent(), async () => {
    running += 1
    most = Math.max(most, running)
    await wait(10)
    running -= 1
    rounds += 1
  })
  while (rounds < 3) await wait(5)
  await repeating.stop()
  const done = rounds
  expect([running, most]).toEqual([0, 1])
  await wait(30)
  expect(rounds).toBe(done)
})

test('trouble is told once, then again only after a round that went well', async () => {
  const lines: string[] = []
  const answers = [false, false, true, false, false]
  let rounds = 0
  const repeating = every(
    1,
    openJournal((line) => lines.push(line), systemMeans()),
    async () => {
      const goesWell = answers[rounds] ?? true
      rounds += 1
      if (!goesWell) throw new Error('away')
    },
  )
  while (rounds < 7) await wait(2)
  await repeating.stop()
  expect(lines).toHaveLength(2)
})
