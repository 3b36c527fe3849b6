import { afterAll, describe, expect, test } from 'vitest'
import { officeBombs } from '../../test/kit/bombs-office.ts'
import { pdfBombs } from '../../test/kit/bombs-pdf.ts'
import { textBombs } from '../../test/kit/bombs-text.ts'
import { zipBombs } from '../../test/kit/bombs-zip.ts'
import { rounds } from '../../test/kit/faults.ts'
import { goodLetter, goodNames, hostileSeeds, type NamedFile } from '../../test/kit/hostile-seeds.ts'
import { mutated } from '../../test/kit/mutations.ts'
import { openReader } from './reader.ts'

const reader = openReader()
afterAll(reader.close)
const seeds = await hostileSeeds()
const bombs = [...zipBombs, ...officeBombs, ...pdfBombs, ...textBombs]

/** What a reader of a sentence must never see: where a program broke, what it is made of, where it lies. */
const machinery = /\n|\bat \w+ \(|node_modules|file:|\/(?:tmp|home|usr|etc|src)\b|\.[jt]s\b|Error\b|undefined|root:/u

/** What one file comes to: how many letters, or one plain sentence. */
async function outcomeOf({ name, bytes }: NamedFile): Promise<string> {
  const [read] = await reader.read([{ name, bytes }])
  if (read?.kind === 'letters') return `letters ${read.proposal.letters.length}`
  expect(read?.sentence, name).not.toMatch(machinery)
  expect(read?.sentence, name).toMatch(/^[A-Z].{10,300}\.$/u)
  return read?.sentence ?? ''
}

async function expectGoodLetterRead(after: string): Promise<void> {
  const [read] = await reader.read([goodLetter])
  const names =
    read?.kind === 'letters' ? read.proposal.letters[0]?.signatories.map(({ name }) => name) : read?.sentence
  expect(names, `the good letter after ${after}`).toEqual(goodNames)
}

test('every seed is read before it is broken', async () => {
  for (const seed of seeds) expect(await outcomeOf(seed), seed.name).toBe('letters 1')
})

test('a broken file comes to a proposal or a sentence, and the next file is read as if nothing had happened', async () => {
  for (let number = 1; number <= rounds(40, 2000); number += 1) {
    const file = mutated(seeds, number)
    await outcomeOf(file)
    if (number % 10 === 0) await expectGoodLetterRead(file.name)
  }
}, 1_800_000)

describe('a bomb comes to a proposal or a sentence, and the next file is read as if nothing had happened', () => {
  // In every run one of ten, of each kind some.
  const every = rounds(10, 1)
  test.each(bombs.filter((_, at) => (at + 9) % every === 0))('$name', async ({ name, make }) => {
    await outcomeOf({ name, bytes: make() })
    await expectGoodLetterRead(name)
  })
})
