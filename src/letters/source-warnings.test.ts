import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainText } from '#kernel'
import { bodyFor, parseSource, sentenceOfWarning, warningsOf, writeSource } from '#letters'

const recipients = [
  { slug: 'halden', name: 'Halden' },
  { slug: 'marrow', name: 'Marrow & Finch' },
]
const said = (source: string, shown: readonly string[] = ['halden', 'marrow']): readonly string[] =>
  warningsOf(parseSource(source, recipients), shown).map(
    (warning) => `${warning.line}: ${sentenceOfWarning(warning, 'en')}`,
  )
const unseen = 'these words stand in no edition: '

describe('words that no edition shows are named with their line', () => {
  test('a container, a paragraph and a phrase for a recipient there is not', () => {
    expect(said('Stop.\n\n:::only{for="nobody"}\nPay\nback.\n\n- All\n:::\n')).toEqual([
      '3: there is no recipient “nobody”; what is written for it alone is left out.',
      `4: ${unseen}Pay back.`,
      `7: ${unseen}All`,
    ])
    expect(said('Stop :only[very ]{for=haldn}soon.')).toContain(`1: ${unseen}very`)
    expect(said('::demand[Stop.]{#stop for=haldn}')).toContain(`1: ${unseen}Stop.`)
    expect(said('::::only{for="halden"}\n:::only{for="marrow"}\nBoth.\n:::\n::::')).toEqual([`3: ${unseen}Both.`])
  })
  test('words for a recipient to whom this letter has no edition', () => {
    expect(said('Stop.\n\n:::only{for="marrow"}\nPay.\n:::', ['halden'])).toEqual([`4: ${unseen}Pay.`])
    expect(said(':vary[its sales]{marrow="its loans"}', ['halden'])).toEqual([`1: ${unseen}its loans`])
    expect(said(':vary[its sales]{marrow="its loans" halden="its rents"}')).toEqual([`1: ${unseen}its sales`])
  })
  test('every word of a source stands in an edition or in a warning', () => {
    const word = fc.integer({ min: 100, max: 999 }).map((number) => `w${number}`)
    const audience = fc.constantFrom('halden', 'marrow', 'halden marrow', 'nobody')
    const piece = fc.oneof(
      word,
      fc.tuple(word, audience).map(([text, slugs]) => `:only[${text}]{for="${slugs}"}`),
      fc.tuple(word, word).map(([one, other]) => `:vary[${one}]{marrow="${other}"}`),
      fc.tuple(word, audience).map(([text, slugs]) => `\n\n:::only{for="${slugs}"}\n${text}\n:::\n\n`),
    )
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 6 }),
        fc.subarray(['halden', 'marrow']),
        (pieces, shown) => {
          const source = pieces.join(' ')
          const parsed = parseSource(source, recipients)
          const editions = shown.flatMap((slug) =>
            bodyFor(parsed, slug).blocks.map(({ inlines }) => plainText(inlines)),
          )
          const all = [...editions, ...warningsOf(parsed, shown).map(({ text }) => text)].join(' ')
          for (const [typed] of source.matchAll(/w\d+/gu)) expect(all).toContain(typed)
        },
      ),
    )
  })
  test('a source written from the editions themselves leaves nothing out', () => {
    const block = (text: string) => ({ kind: 'paragraph', inlines: [{ kind: 'text', text }] }) as const
    const source = writeSource([
      {
        recipient: 'halden',
        blocks: [block('Stop the sale of papers today.'), block('See :only[x and :::only{for="a"} and :::')],
      },
      { recipient: 'marrow', blocks: [block('Stop the sale of maps today.'), block('Thank you.')] },
    ])
    expect(said(source)).toEqual([])
  })
})

describe('what reads like a mark and is none is said', () => {
  test.each([
    ['A\n:only[z', 2, ':only[z'],
    ['**A** :vary[its sales', 1, ':vary[its sales'],
    ['One\ntwo ::demand[Stop.]{#s}', 2, '::demand[Stop.]{#s}'],
    [':::only{for=halden\nA\n\n', 1, ':::only{for=halden'],
    ['A\n\n:::\n\nB', 3, ':::'],
    [':only{for=halden}', 1, ':only{for=halden}'],
  ])('%j', (source, line, text) => {
    expect(said(source).filter((sentence) => sentence.includes('reads like'))).toEqual([
      `${line}: this reads like a mark but is none (perhaps it is not closed) and is printed as it is typed: ${text}`,
    ])
  })
  test('what is meant as it stands, with a backslash or under another name, is not', () => {
    expect(said('\\:only[z and 10:30, :smile: only[x] :onlyx[y]')).toEqual([])
    expect(said('\\:::note\nA')).toEqual([])
  })
})

describe('a misspelled mark is told once, where it opens, with the name typed and the one that may be meant', () => {
  const told = (line: number, name: string, meant = '') =>
    `${line}: there is no mark “:::${name}”, so it is printed as it is typed, and so is a ::: that ends it.${meant}`
  test.each([
    ['Dear\n\n:::onyl{for="halden"}\n\nPay.\n\n:::\n\nEnd', [told(3, 'onyl', ' Is :::only{for=…} meant?')]],
    [':::Only{for=halden}\nPay.\n:::', [told(1, 'Only', ' Is :::only{for=…} meant?')]],
    [':::demand{#pay}\nPay.\n:::', [told(1, 'demand', ' Is ::demand[…]{#…} meant?')]],
    [':::recipent{}\nPay.\n:::', [told(1, 'recipent', ' Is :recipient[] meant?')]],
    [':::note\nA', [told(1, 'note')]],
    ['> :::ony{for=x}\n> a\n> :::', [told(1, 'ony', ' Is :::only{for=…} meant?')]],
    [':::only{for="halden"}\nA\n:::ony{for=marrow}\nB\n:::\n:::\nC', [told(3, 'ony', ' Is :::only{for=…} meant?')]],
  ])('%j', (source, all) => {
    expect(said(source)).toEqual(all)
  })
  test('the end of a mark that is not well formed is not told either, an end of nothing is', () => {
    const plain = 'this reads like a mark but is none (perhaps it is not closed) and is printed as it is typed: '
    expect(said(':::only{for="halden}\nA\n:::')).toEqual([`1: ${plain}:::only{for="halden}`])
    expect(said(':::one\nA\n:::\n:::')).toEqual([told(1, 'one', ' Is :::only{for=…} meant?'), `4: ${plain}:::`])
  })
})

test('a definition that nothing uses is said to be left out; one in use is not', () => {
  expect(said('[Editor]: remove-this\n\n[a][r] [b]\n\n[r]: https://r.example\n[b]: /b')).toEqual([
    '1: this defines the target of a link that nothing uses, and is left out: [Editor]: remove-this',
  ])
})

test('a long quotation is cut, on one line', () => {
  expect(said(`**${'x\n'.repeat(200)}x**`)[0]).toMatch(/: \*\*[x ]{98}…$/)
})
