import { describe, expect, test } from 'vitest'
import { readLetters, type ProposedLetter } from '#intake'
import { exampleTruth } from '../kit/example.ts'
import { twin, type Twin, type TwinLetter } from '../kit/twin.ts'
import { twinOf } from '../kit/twin-of-example.ts'

/** What a letter was read as, in the shape of the truth. */
function asRead(letter: ProposedLetter): unknown {
  const { recipient, date, addressees, salutation, closing, paragraphs, signatories } = letter
  return {
    recipient,
    date,
    addressees: addressees.map(({ name, title, organization }) => ({ name, title, organization })),
    salutation,
    closing,
    paragraphs,
    signatories: signatories.map(({ name }) => name),
  }
}

const isExact = (read: readonly ProposedLetter[], truth: readonly TwinLetter[]): boolean =>
  JSON.stringify(read.map(asRead)) === JSON.stringify(truth)

/** How reading many twins came out. */
type Tally = { exact: number; right: number; doubted: number; wrong: number; silent: string[] }

function tallyOf(twins: readonly Twin[]): Tally {
  const tally: Tally = { exact: 0, right: 0, doubted: 0, wrong: 0, silent: [] }
  for (const { text, truth } of twins) {
    const { letters } = readLetters(text)
    if (isExact(letters, truth)) tally.exact += 1
    for (const [at, { signatories }] of truth.entries()) {
      const known = new Set(signatories)
      for (const { name, doubt } of letters[at]?.signatories ?? []) {
        if (known.has(name)) {
          tally.right += 1
          if (doubt > 0.3) tally.doubted += 1
        } else {
          tally.wrong += 1
          if (doubt <= 0.3) tally.silent.push(name)
        }
      }
    }
  }
  return tally
}

const seeds = (from: number, count: number): readonly number[] => Array.from({ length: count }, (_, at) => from + at)

describe('generated letters with the layout of the real ones', () => {
  test('at least 95 of 100 come out exact, wrong names carry a doubt, and few right ones do', () => {
    const { exact, right, doubted, silent } = tallyOf(seeds(1, 100).map(twin))
    expect(exact).toBeGreaterThanOrEqual(95)
    expect(silent).toEqual([])
    expect(doubted / right).toBeLessThan(0.03)
  })
  test('the same seed gives the same file', () => {
    expect(twin(7)).toEqual(twin(7))
    expect(twin(7).text).not.toBe(twin(8).text)
  })
})

describe('the example with other names, in another order, set anew by another hand', () => {
  const twins = seeds(1, 40).map((seed) => twinOf(exampleTruth(), seed))

  test('where every letter has two lists set unlike, most come out exact, and doubts are few and honest', () => {
    const bothLists = twins.filter(({ trait }) => trait === 'both-lists')
    const { exact, right, doubted, wrong, silent } = tallyOf(bothLists)
    expect(bothLists.length).toBeGreaterThan(15)
    // Words invented at random leave some line ends undecidable: there, nothing but the doubt can be right.
    expect(exact / bothLists.length).toBeGreaterThan(0.65)
    expect(doubted / right).toBeLessThan(0.05)
    expect(silent.length).toBeLessThanOrEqual(wrong * 0.1)
  })
  test('whatever is missing, every letter is found with its recipient, people and words', () => {
    for (const { text, truth } of twins)
      expect(readLetters(text).letters.map(({ recipient, salutation }) => [recipient, salutation])).toEqual(
        truth.map(({ recipient, salutation }) => [recipient, salutation]),
      )
  })
  test('the same seed gives the same file', () => {
    expect(twinOf(exampleTruth(), 7)).toEqual(twinOf(exampleTruth(), 7))
  })
})
