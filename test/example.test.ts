import { expect, test } from 'vitest'
import { parse } from 'csv-parse/sync'
import { corpusIsHere, corpusJson } from './kit/corpus.ts'
import { type ExampleLetter, exampleText, exampleTruth, type Lines } from './kit/example.ts'

const truth = exampleTruth()
const lines = exampleText('letters.txt').split('\n')
const read = ([first, last]: Lines) => lines.slice(first - 1, last).join(' ')

/** The names of one list of one letter, spelled as that list spells them. */
function printed(letter: ExampleLetter, list: 'sidebar' | 'signature'): readonly string[] {
  return truth.signatories.map((name) => {
    const variant = truth.variants.find(
      ({ canonical, where }) =>
        canonical === name && where.some((place) => place.letter === letter.id && place.list === list),
    )
    return variant?.variant ?? name
  })
}

test('every letter of the example prints its 90 organizations twice, in the order and spelling that the truth gives', () => {
  expect(new Set(truth.signatories).size).toBe(90)
  for (const letter of truth.letters) {
    const { sidebarBlocks, signatureBlocks, signatureReadingOrder } = letter.layout
    const columns = signatureReadingOrder.flatMap((block) => signatureBlocks[block] ?? [])
    expect(sidebarBlocks.map(read).join(' ')).toBe(printed(letter, 'sidebar').join(' '))
    expect(signatureReadingOrder.map((block) => read(signatureBlocks[block] ?? [0, 0])).join(' ')).toBe(
      printed(letter, 'signature').join(' '),
    )
    expect(columns).toHaveLength(8)
  }
})

test('every line of the example belongs to exactly one thing that the truth names', () => {
  const used = truth.letters.flatMap((letter) => [
    ...[...letter.layout.sidebarBlocks, ...letter.layout.signatureBlocks].flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, index) => first + index),
    ),
    ...letter.paragraphs.flatMap((paragraph) => paragraph.sourceLines),
    ...letter.addressees.flatMap((addressee) => addressee.sourceLines),
    letter.salutationLine,
    letter.closingLine,
  ])
  const rest = lines.flatMap((line, index) => (line === '' || used.includes(index + 1) ? [] : [line]))
  const expected = truth.letters.flatMap(({ dateText, organization }) =>
    dateText === null ? [organization] : [dateText, organization],
  )
  expect(new Set(used).size).toBe(used.length)
  expect(rest).toEqual(expected)
})

test('paragraphs, links and demands of the example stand in its text as the truth gives them', () => {
  for (const letter of truth.letters) {
    for (const { sourceLines, text } of letter.paragraphs)
      expect(sourceLines.map((line) => lines[line - 1]).join(' ')).toBe(text)
    for (const { paragraph, text } of letter.demands) expect(letter.paragraphs[paragraph]?.plain).toContain(text)
    for (const { paragraph, text, href } of letter.links)
      expect(letter.paragraphs[paragraph]?.text).toContain(`[${text}](${href})`)
    expect(letter.paragraphs.filter(({ interrupted }) => interrupted)).toHaveLength(1)
  }
  expect(truth.letters.flatMap(({ links }) => links)).toHaveLength(19)
  for (const { editions } of truth.passages)
    for (const { letter, paragraph, text } of editions)
      expect(truth.letters.find(({ id }) => id === letter)?.paragraphs[paragraph]?.plain).toContain(text)
})

test('after the five lead organizations the example is in alphabetical order but for its two slips', () => {
  const { compare } = new Intl.Collator('en')
  const names = truth.signatories.slice(5)
  const slips = names.flatMap((second, index) => {
    const first = names[index - 1]
    return first !== undefined && compare(first, second) > 0 ? [{ first, second }] : []
  })
  expect(slips).toEqual(truth.orderSlips)
})

test('the sign-on sheet speaks for the same 90 organizations', () => {
  const [, ...rows] = parse(exampleText('sign-on-sheet.csv'), { bom: true })
  expect(rows).toHaveLength(truth.signOnSheet.organizations.length)
  const named = truth.signOnSheet.organizations.filter((name) => name !== null)
  expect(new Set(named)).toEqual(new Set(truth.signatories))
})

test.skipIf(!corpusIsHere)('no organization, company or person of the real letters stands in the example', () => {
  type Real = {
    readonly letters: readonly {
      readonly recipient: string
      readonly addressees: readonly { readonly name: string }[]
      readonly signatories: readonly string[]
    }[]
  }
  const { letters } = corpusJson<Real>('letters/coalition-2019/truth.json')
  const real = letters.flatMap((letter) => [
    letter.recipient,
    ...letter.addressees.map(({ name }) => name),
    ...letter.signatories,
  ])
  const example = `${exampleText('letters.txt').replaceAll('\n', ' ')} ${exampleText('sign-on-sheet.csv')}`
  expect(real.length).toBeGreaterThan(270)
  expect(real.filter((name) => example.includes(name))).toEqual([])
})
