import { describe, expect, test } from 'vitest'
import { readBytes, readLetters, type Proposal } from '#intake'
import { corpusBytes, corpusIsHere, corpusJson } from '../kit/corpus.ts'

type Truth = {
  readonly letters: readonly {
    readonly recipient: string
    readonly date: string | null
    readonly salutation: string
    readonly closing: string
    readonly addressees: readonly { readonly name: string; readonly title: string; readonly company: string }[]
    readonly paragraphs: readonly { readonly plain: string }[]
    readonly links: readonly { readonly text: string; readonly paragraph: number }[]
    readonly signatories: readonly string[]
  }[]
}

describe.skipIf(!corpusIsHere)('three real letters run together in one file', () => {
  let truth: Truth
  let proposal: Proposal
  const read = (): Proposal => {
    const outcome = readBytes(corpusBytes('letters/coalition-2019/letters.txt'))
    if (outcome.kind !== 'text') throw new Error(outcome.sentence)
    return readLetters(outcome.text)
  }
  const ready = (): void => {
    truth ??= corpusJson<Truth>('letters/coalition-2019/truth.json')
    proposal ??= read()
  }

  test('every letter is found with recipient, addressees, salutation and closing', () => {
    ready()
    const head = proposal.letters.map(({ recipient, salutation, closing, addressees }) => ({
      recipient,
      salutation,
      closing,
      addressees: addressees.map(({ name, title, organization }) => ({ name, title, company: organization })),
    }))
    expect(head).toEqual(
      truth.letters.map(({ recipient, salutation, closing, addressees }) => ({
        recipient,
        salutation,
        closing,
        addressees: addressees.map(({ name, title, company }) => ({ name, title, company })),
      })),
    )
  })
  test('dates are read where they are printed, and a missing one is said and not invented', () => {
    ready()
    for (const [at, letter] of proposal.letters.entries()) {
      const printed = at < 2
      expect(letter.date).toBe(printed ? truth.letters[at]?.date : null)
      expect(letter.warnings.some((warning) => warning.startsWith('No date'))).toBe(!printed)
    }
  })
  test('every paragraph is whole and in order, and every link is kept with its lost target', () => {
    ready()
    for (const [at, letter] of proposal.letters.entries()) {
      const expected = truth.letters[at]
      expect(letter.paragraphs.map((paragraph) => paragraph.text)).toEqual(
        expected?.paragraphs.map(({ plain }) => plain),
      )
      const links = letter.paragraphs.flatMap((one, paragraph) =>
        one.links.map(({ text, href }) => ({ text, paragraph, href })),
      )
      expect(links).toEqual(expected?.links.map(({ text, paragraph }) => ({ text, paragraph, href: null })))
    }
  })
  test('every name is found once, in printed order, as the signature block spells it, with hardly a doubt', () => {
    ready()
    for (const [at, letter] of proposal.letters.entries()) {
      expect(letter.signatories.map(({ name }) => name)).toEqual(truth.letters[at]?.signatories)
      expect(letter.signatories.every(({ kind }) => kind === 'organization')).toBe(true)
      expect(letter.signatories.every(({ doubt }) => doubt < 0.3)).toBe(true)
    }
  })
})
