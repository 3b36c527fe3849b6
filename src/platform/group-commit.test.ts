import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupCommit } from './group-commit.ts'

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('every item gets its own outcome, whatever batches they travel in', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.integer(), { maxLength: 20 }), { maxLength: 10 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 3 }),
      async (bursts, most, slots) => {
        const sizes: number[] = []
        let together = 0
        const group = groupCommit(
          async (items: readonly number[]) => {
            together += 1
            expect(together).toBeLessThanOrEqual(slots)
            sizes.push(items.length)
            await tick()
            together -= 1
            return items.map((item) => `of ${item}`)
          },
          { most, slots },
        )
        const all: Promise<string>[] = []
        for (const burst of bursts) {
          all.push(...burst.map((item) => group.submit(item)))
          await tick()
        }
        expect(await Promise.all(all)).toEqual(bursts.flat().map((item) => `of ${item}`))
        await group.drain()
        expect(group.waiting()).toBe(0)
        expect(sizes.every((size) => size >= 1 && size <= most)).toBe(true)
      },
    ),
    { numRuns: 50 },
  )
})

test('a lone item leaves at once; what comes while all slots are taken shares one batch', async () => {
  const batches: (readonly number[])[] = []
  const ends: (() => void)[] = []
  const group = groupCommit(async (items: readonly number[]) => {
    batches.push(items)
    await new Promise<void>((resolve) => ends.push(resolve))
    return items
  })
  const first = group.submit(1)
  await tick()
  const second = group.submit(2)
  await tick()
  const later = [3, 4, 5].map((item) => group.submit(item))
  await tick()
  expect(batches).toEqual([[1], [2]])
  expect(group.waiting()).toBe(5)
  ends[0]?.()
  await first
  await tick()
  await tick()
  expect(batches).toEqual([[1], [2], [3, 4, 5]])
  for (const end of ends) end()
  expect(await Promise.all([second, ...later])).toEqual([2, 3, 4, 5])
})

test('a full queue answers busy at once and loses nobody who waits already', async () => {
  const group = groupCommit(async (items: readonly number[]) => items, { longest: 3 })
  const answers = await Promise.all([1, 2, 3, 4, 5].map((item) => group.submit(item)))
  expect(answers).toEqual([1, 2, 3, 'busy', 'busy'])
})

test('a batch whose connection broke is run again with the same items', async () => {
  const seen: (readonly number[])[] = []
  const group = groupCommit(async (items: readonly number[]) => {
    seen.push(items)
    if (seen.length < 3) throw new Error('Connection terminated unexpectedly')
    return items
  })
  expect(await Promise.all([group.submit(1), group.submit(2)])).toEqual([1, 2])
  expect(seen).toEqual([
    [1, 2],
    [1, 2],
    [1, 2],
  ])
})

test('one bad item fails alone, and a database that stays away fails the batch once patience ends', async () => {
  const bad = groupCommit(async (items: readonly number[]) => {
    if (items.includes(7)) throw new Error('not this one')
    return items
  })
  const outcomes = await Promise.allSettled([1, 2, 3, 7, 5].map((item) => bad.submit(item)))
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  let runs = 0
  const away = groupCommit(
    async (_items: readonly number[]): Promise<readonly number[]> => {
      runs += 1
      throw new Error('Connection terminated unexpectedly')
    },
    { patienceMilliseconds: 0 },
  )
  expect((await Promise.allSettled([away.submit(1), away.submit(2)])).map(({ status }) => status)).toEqual([
    'rejected',
    'rejected',
  ])
  expect(runs).toBe(1)
  await away.drain()
})
