import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { oneLine, type Block } from '#kernel'
import { compareEditions, compareVersions, passagesOf, sentencesOf, wordMarks, type Comparison } from '#letters'
import { corpusIsHere, corpusJson } from '../../test/kit/corpus.ts'
import { hostileText } from '../../test/kit/hostile-text.ts'

const paragraphs = (...texts: readonly string[]): readonly Block[] =>
  texts.map((text) => ({ kind: 'paragraph', inlines: [{ kind: 'text', text }] }))
const edition = (label: string, ...texts: readonly string[]) => ({ label, blocks: paragraphs(...texts) })
const table = (comparison: Comparison): readonly string[] =>
  comparison.rows.map(({ kind, moved, parts }) =>
    [kind, ...parts.map((part) => (part ? `${part.block}.${part.sentence}` : '-')), ...(moved ? ['moved'] : [])].join(
      ' ',
    ),
  )
const shown = (base: string, text: string): string =>
  wordMarks(base, text)
    .map((run) => ({ same: run.text, inserted: `{+${run.text}+}`, deleted: `[-${run.text}-]` })[run.kind])
    .join('')

describe('sentences', () => {
  test('titles, initials and company forms do not end a sentence', () => {
    const text =
      'Mr. Vale met the F.B.I. in the U.S. Capitol. Halden, Inc. Archives sells it. It was Marrow, Inc. We object. No. 5!'
    expect(sentencesOf(text).map((sentence) => sentence.text.trim())).toEqual([
      'Mr. Vale met the F.B.I. in the U.S. Capitol.',
      'Halden, Inc. Archives sells it.',
      'It was Marrow, Inc.',
      'We object.',
      'No. 5!',
    ])
  })
  test('sentences leave nothing out', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const sentences = sentencesOf(text)
        expect(sentences.map((sentence) => sentence.text).join('')).toBe(text)
        for (const { text: sentence, start } of sentences) expect(text.slice(start)).toMatch(sentence.slice(0, 1))
      }),
    )
  })
})

describe('words that changed', () => {
  test('a word put in stands out alone, and a rewritten phrase reads as one', () => {
    expect(shown('safeguarding communities.', 'safeguarding vulnerable communities.')).toBe(
      'safeguarding {+vulnerable +}communities.',
    )
    expect(shown('We ask the old firm of the north to stop.', 'We ask your new house of the south to stop.')).toBe(
      'We ask [-the old firm of the north -]{+your new house of the south +}to stop.',
    )
  })
  test('a word put in before and one taken out after are one rewording, and sentences stay apart', () => {
    expect(shown('Halden gives town agents the key.', 'This firm gives the town the key.')).toBe(
      '[-Halden gives town agents -]{+This firm gives the town +}the key.',
    )
    expect(shown('Give it to him. Now we wait.', 'Give it to her. Soon we wait.')).toBe(
      'Give it to [-him-]{+her+}. [-Now -]{+Soon +}we wait.',
    )
  })
  test('the shape of quotation marks is not a change', () => {
    expect(shown('They "can\'t" stop.', 'They “can’t” stop.')).toBe('They “can’t” stop.')
  })
  test('equal and new runs are the text, equal and old runs are the words of the base', () => {
    const words = (text: string): readonly string[] => text.replace(/\s/gu, '').split('')
    fc.assert(
      fc.property(hostileText.map(oneLine), hostileText.map(oneLine), (base, text) => {
        const runs = wordMarks(base, text)
        expect(runs.flatMap((run) => (run.kind === 'deleted' ? [] : run.text)).join('')).toBe(text)
        const old = runs.flatMap((run) => (run.kind === 'inserted' ? [] : run.text)).join('')
        const plain = (value: string): string => value.replace(/[‘’]/gu, "'").replace(/[“”]/gu, '"')
        expect(words(plain(old))).toEqual(words(plain(base)))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('editions side by side', () => {
  const shared = 'The archive of the town was sold without a word to those whose papers it holds.'
  test('sentences are shared, varied or tailored, whatever paragraph they stand in', () => {
    const a = edition('a', `${shared} We ask Halden to give back every paper it holds.`)
    const b = edition('b', `Only here.`, shared, 'We ask Marrow to give back every paper it holds.')
    expect(table(compareEditions([a, b]))).toEqual(['tailored - 0.0', 'shared 0.0 1.0', 'varied 0.1 2.0'])
    expect(compareEditions([a, b]).rows[2]?.parts[1]?.runs.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'deleted', text: 'Halden ' },
      { kind: 'inserted', text: 'Marrow ' },
    ])
  })
  test('differences are told against the edition that was chosen, where it stands in the row', () => {
    const comparison = compareEditions([edition('a', shared), edition('b', shared.replace('town', 'city'))], 1)
    expect(comparison.rows[0]?.base).toBe(1)
    expect(comparison.rows[0]?.parts[1]?.runs).toEqual([{ kind: 'same', text: shared.replace('town', 'city') }])
  })
  test('a passage told elsewhere is found and marked, and the rest keeps its order', () => {
    const moved = 'Nobody has ever explained to us where the letters of the miners went.'
    const a = edition('a', shared, 'The county paid for that building and its long shelves.', moved)
    const b = edition('b', moved, shared, 'The county paid for that building and its long shelves.')
    expect(table(compareEditions([a, b]))).toEqual(['shared 0.0 1.0', 'shared 1.0 2.0', 'shared 2.0 0.0 moved'])
  })
  test('a quotation shared by sentences that differ is found, whatever its marks', () => {
    const a = edition('a', 'Their head said they "will not sell what is not theirs."')
    const b = edition(
      'b',
      'It was promised: “will not sell what is not theirs” was the wording of last year’s speech in the hall.',
    )
    expect(compareEditions([a, b]).quotations).toEqual([
      {
        parts: [
          { edition: 0, block: 0, text: '"will not sell what is not theirs."' },
          { edition: 1, block: 0, text: '“will not sell what is not theirs”' },
        ],
      },
    ])
  })
  test('sentences without a word are found again like any other', () => {
    expect(table(compareVersions(edition('1', 'One.', '* * *', '1.'), edition('2', '* * *', '1.')))).toEqual([
      'tailored 0.0 -',
      'shared 1.0 0.0',
      'shared 2.0 1.0',
    ])
  })
  test('two versions of one edition are told against the earlier', () => {
    const [row] = compareVersions(edition('1', shared), edition('2', shared.replace('sold', 'given away'))).rows
    expect(row?.parts[1]?.runs.map(({ kind }) => kind)).toEqual(['same', 'deleted', 'inserted', 'same'])
  })
  test('every sentence stands in exactly one row, and what did not move keeps the order of its edition', () => {
    const sentence = fc.constantFrom(
      shared,
      'We object to it.',
      'The county paid for that building.',
      'The city paid for that building.',
      'Nobody has told us where the letters went.',
      'Stop.',
      'Who holds the key to the door of the house?',
    )
    const blocks = fc.array(fc.array(sentence, { minLength: 1, maxLength: 3 }), { maxLength: 5 })
    fc.assert(
      fc.property(fc.array(blocks, { minLength: 1, maxLength: 4 }), (bodies) => {
        const editions = bodies.map((body, i) => edition(String(i), ...body.map((list) => list.join(' '))))
        const { rows } = compareEditions(editions)
        bodies.forEach((body, i) => {
          const all = body.flatMap((list, block) => list.map((_, place) => block * 10 + place))
          const found = rows.flatMap((row) =>
            row.parts[i] ? [{ row, at: row.parts[i].block * 10 + row.parts[i].sentence }] : [],
          )
          expect(found.map(({ at }) => at).toSorted((x, y) => x - y)).toEqual(all)
          const still = found.filter(({ row }) => !row.moved).map(({ at }) => at)
          expect(still).toEqual(still.toSorted((x, y) => x - y))
        })
      }),
      { numRuns: 1000 },
    )
  })
})

test('tailored sentences side by side in a paragraph are one passage', () => {
  const comparison = compareEditions([
    edition('a', 'One is here. Two is there. Shared by us all here.'),
    edition('b', 'Shared by us all here.'),
  ])
  expect(passagesOf(comparison)).toEqual([
    { kind: 'tailored', parts: [{ letter: 0, paragraph: 0, text: 'One is here. Two is there.' }] },
    {
      kind: 'shared',
      parts: [
        { letter: 0, paragraph: 0, text: 'Shared by us all here.' },
        { letter: 1, paragraph: 0, text: 'Shared by us all here.' },
      ],
    },
  ])
})

type Truth = {
  readonly letters: readonly { readonly id: string; readonly paragraphs: readonly { readonly plain: string }[] }[]
  readonly passages: readonly {
    readonly id: string
    readonly kind: string
    readonly editions: readonly { readonly letter: string; readonly paragraph: number; readonly text: string }[]
  }[]
}

test.skipIf(!corpusIsHere)(
  'in the real letters every passage marked by hand is found, and nothing else is joined',
  () => {
    const truth = corpusJson<Truth>('letters/coalition-2019/truth.json')
    const ids = truth.letters.map(({ id }) => id)
    const comparison = compareEditions(
      truth.letters.map(({ id, paragraphs: list }) => edition(id, ...list.map(({ plain }) => plain))),
    )
    const found = passagesOf(comparison).filter(({ kind }) => kind !== 'tailored')
    const wanted = truth.passages.filter(({ kind }) => kind !== 'same-slot-different-text')
    const plain = (text: string): string => text.replace(/\[([^\]]*)\]\([^)]*\)/gu, '$1')
    const holds = (passage: (typeof wanted)[number], candidate: (typeof found)[number]): boolean =>
      passage.editions.every(({ letter, paragraph, text }) =>
        candidate.parts.some(
          (part) =>
            part.letter === ids.indexOf(letter) && part.paragraph === paragraph && part.text.includes(plain(text)),
        ),
      )
    expect(
      wanted.filter((passage) => !found.some((candidate) => holds(passage, candidate))).map(({ id }) => id),
    ).toEqual([])
    expect(found).toHaveLength(wanted.length)
    const verbatim = wanted.filter(({ kind }) => kind === 'shared-verbatim' || kind === 'shared-quotation')
    expect(found.filter(({ kind }) => kind === 'shared')).toHaveLength(verbatim.length)
  },
)
