import { describe, expect, test } from 'vitest'
import { readLetters, type ProposedLetter } from '#intake'
import { twin, type TwinLetter } from '../kit/twin.ts'

/** What a letter was read as, in the shape of the truth. */
function asRead(letter: ProposedLetter): unknown {
  const { recipient, date, addressees, salutation, closing, paragraphs, signatories } = letter
  return {
    recipient,
    date,
    addressees,
    salutation,
    closing,
    paragraphs,
    signatories: signatories.map(({ name }) => name),
  }
}

const isExact = (read: readonly ProposedLetter[], truth: readonly TwinLetter[]): boolean =>
  JSON.stringify(read.map(asRead)) === JSON.stringify(truth)

describe('generated letters with the layout of the real ones', () => {
  const seeds = Array.from({ length: 100 }, (_, at) => at + 1)

  test('at least 95 of 100 come out exact, and a wrong name in the others carries a doubt', () => {
    const silent: string[] = []
    let exact = 0
    for (const seed of seeds) {
      const { text, truth } = twin(seed)
      const { letters } = readLetters(text)
      if (isExact(letters, truth)) exact += 1
      for (const [at, { signatories }] of truth.entries()) {
        const known = new Set(signatories)
        for (const { name, doubt } of letters[at]?.signatories ?? [])
          if (!known.has(name) && doubt <= 0.3) silent.push(`${seed}: ${name}`)
      }
    }
    expect(exact).toBeGreaterThanOrEqual(95)
    expect(silent).toEqual([])
  })

  test('the same seed gives the same file', () => {
    expect(twin(7)).toEqual(twin(7))
    expect(twin(7).text).not.toBe(twin(8).text)
  })
})
