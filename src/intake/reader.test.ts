import { expect, test } from 'vitest'
import { goodLetter, goodNames } from '../../test/kit/hostile-seeds.ts'
import { openReader, type Reader } from './reader.ts'

/** Enough to be read for longer than it takes to end the process. */
const longList = {
  name: 'a long list',
  bytes: new TextEncoder().encode(
    `Name,Country\n${Array.from({ length: 200_000 }, (_, at) => `Alder ${at},Peru\n`).join('')}`,
  ),
}

async function namesRead(reader: Reader): Promise<readonly string[] | undefined> {
  const [read] = await reader.read([goodLetter])
  return read?.kind === 'letters' ? read.proposal.letters[0]?.signatories.map(({ name }) => name) : undefined
}

test('a file over which the process dies comes to a sentence, and those behind it are read all the same', async () => {
  const reader = openReader()
  try {
    expect(await namesRead(reader)).toEqual(goodNames)
    const first = reader.pid()
    const reading = reader.read([longList, goodLetter])
    await new Promise((next) => setImmediate(next))
    if (first === undefined) throw new Error('no process')
    process.kill(first, 'SIGKILL')
    const [dead, good] = await reading
    expect(dead).toEqual({
      kind: 'unreadable',
      sentence: expect.stringMatching(/^This file could not be read: .*\.$/u),
    })
    expect(good?.kind).toBe('letters')
    expect(reader.pid()).not.toBe(first)
  } finally {
    await reader.close()
  }
})

test('closing ends what is in hand, is safe twice, and safe before anything was read', async () => {
  await openReader().close()
  const reader = openReader()
  expect(await namesRead(reader)).toEqual(goodNames)
  const reading = reader.read([longList])
  const refused = expect(reading).rejects.toThrow('stopping')
  await new Promise((next) => setImmediate(next))
  await reader.close()
  await reader.close()
  await refused
  await expect(reader.read([goodLetter])).rejects.toThrow('stopping')
})

test('a file that takes longer than it may is stopped with a sentence that says how long that was', async () => {
  const reader = openReader({ seconds: 0.01 })
  const [read] = await reader.read([longList])
  expect(read).toEqual({ kind: 'unreadable', sentence: expect.stringContaining('longer than 0.01 seconds') })
  await reader.close()
})
