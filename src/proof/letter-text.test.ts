import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Addressee, Block, EditionText, Inline, PartialDate } from '#kernel'
import { canonicalLine, canonicalText, hashText, normalizeEdition, parseCanonicalText } from '#proof'

const MARKS: readonly string[] = [
  '\u0301',
  '\u0338',
  '\u030A',
  '\u212B',
  '\u200B',
  '\u200D',
  '\u200C',
  '\uFE0F',
  '\u{E0100}',
  '\u202E',
  '\u2067',
  '\uFEFF',
  '\uD800',
  '\uDC00',
  '\uFFFF',
  '\u00A0',
  '\u2028',
  '\u3099',
  '\u304B',
  '\u0646',
  '\u0915',
  '\u094D',
  '\u{1F469}',
  '\u{1F680}',
  '\u2800',
  '\u2000',
  '\u1100',
  '\u1161',
  '\u1E9B\u0323',
  '- ',
  '\r\n',
]

/** Characters chosen to break a format: markup, escapes, white space, combining marks, joiners, direction, halves of pairs. */
const hostile = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...'ab1.#->[]()|\\:!*_ \t\n\r') },
      {
        weight: 2,
        arbitrary: fc.constantFrom(...MARKS),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 2 }) },
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

const maybe = fc.option(hostile, { nil: undefined })
const inline: fc.Arbitrary<Inline> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: hostile }),
  fc.record({ kind: fc.constant('link' as const), text: hostile, href: maybe }),
)
const block: fc.Arbitrary<Block> = fc.record({
  kind: fc.constantFrom('paragraph', 'heading', 'bullet', 'numbered', 'quote'),
  inlines: fc.array(inline, { maxLength: 4 }),
})
const addressee: fc.Arbitrary<Addressee> = fc.record({ name: maybe, title: maybe, organization: maybe })
const edition: fc.Arbitrary<EditionText> = fc.record({
  language: fc.constantFrom('en', 'ar', ''),
  title: maybe,
  date: fc.constantFrom(undefined, '2019' as PartialDate, '2019-01-15' as PartialDate),
  recipient: hostile,
  addressees: fc.array(addressee, { maxLength: 2 }),
  copies: fc.array(addressee, { maxLength: 2 }),
  salutation: maybe,
  blocks: fc.array(block, { maxLength: 3 }),
  closing: maybe,
})
const plain = (text: string): EditionText => ({
  language: 'en',
  title: undefined,
  date: undefined,
  recipient: 'Halden',
  addressees: [],
  copies: [],
  salutation: undefined,
  blocks: [{ kind: 'paragraph', inlines: [{ kind: 'text', text }] }],
  closing: undefined,
})
const body = (text: string): string => canonicalText(plain(text)).split('\n').slice(4).join('\n')
const runs = { numRuns: 2000 }

describe('canonical text', () => {
  test('reading it back gives the normalized edition, and writing that again gives the same bytes', () => {
    fc.assert(
      fc.property(edition, (any) => {
        const text = canonicalText(any)
        expect(parseCanonicalText(text)).toEqual(normalizeEdition(any))
        expect(normalizeEdition(normalizeEdition(any))).toEqual(normalizeEdition(any))
        expect(canonicalText(normalizeEdition(any))).toBe(text)
      }),
      runs,
    )
  })
  test('it is NFC, has LF only, single spaces, no space at the end of a line and exactly one LF at the end', () => {
    fc.assert(
      fc.property(edition, (any) => {
        const text = canonicalText(any)
        expect(text.normalize('NFC')).toBe(text)
        expect(text.isWellFormed()).toBe(true)
        expect(text).not.toMatch(/[^\S\n ]| {2}| \n|\n\n\n|[\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/u)
        expect(text).toMatch(/[^\n]\n$/)
      }),
      runs,
    )
  })
  test('line ends, runs of white space, the normal form and invisible characters do not change it', () => {
    const words = fc.array(fc.constantFrom('We', 'caf\u00E9', '\u1E69', 'ask.', '[now]'), {
      minLength: 2,
      maxLength: 6,
    })
    const gap = fc.constantFrom(' ', '\n', '\r\n', '  \t', '\u00A0', '\u2003 ', ' \u200B', '\u202E ', '\uFEFF\n')
    fc.assert(
      fc.property(words, gap, fc.constantFrom('NFC', 'NFD'), (list, between, form) => {
        expect(body(list.join(between).normalize(form))).toBe(body(list.join(' ')))
      }),
    )
  })
  test('editions that read differently have different texts', () => {
    fc.assert(
      fc.property(edition, edition, (a, b) => {
        const same = JSON.stringify(normalizeEdition(a)) === JSON.stringify(normalizeEdition(b))
        // JSON leaves out what is absent, so two editions it shows alike are alike.
        expect(canonicalText(a) === canonicalText(b)).toBe(same)
      }),
      runs,
    )
    expect(body('[a](b)')).not.toBe(canonicalText({ ...plain(''), blocks: [linked('a', 'b')] }))
    expect(body('- a')).toBe('\\- a\n')
    expect(body('1. a')).toBe('\\1. a\n')
  })
  test('a lost target is part of the text', () => {
    const lost = canonicalText({ ...plain(''), blocks: [linked('our report', undefined)] })
    expect(lost).toContain('\n[our report]()\n')
    expect(canonicalText({ ...plain(''), blocks: [linked('our report', '#')] })).toBe(lost)
    expect(canonicalText({ ...plain(''), blocks: [linked('our report', 'https://a.example/(b)')] })).toContain(
      '[our report](https://a.example/\\(b\\))',
    )
  })
  test('parsing refuses whatever is not byte for byte canonical, and never throws', () => {
    const good = canonicalText(plain('We ask.'))
    expect(parseCanonicalText(good)).toEqual(plain('We ask.'))
    const wrong = [
      good.slice(0, -1),
      `${good}\n`,
      `\uFEFF${good}`,
      good.replaceAll('\n', '\r\n'),
      good.replace('1', '2'),
    ]
    for (const text of [...wrong, good.replace('We ', 'We  '), good.replace('ask', 'as\u200Bk'), '', '\n'])
      expect(parseCanonicalText(text)).toBeUndefined()
    fc.assert(
      fc.property(
        fc.oneof(
          hostile,
          hostile.map((text) => `${good}\n${text}\n`),
          fc.string(),
        ),
        (text) => {
          const parsed = parseCanonicalText(text)
          expect(parsed === undefined || canonicalText(parsed) === text).toBe(true)
        },
      ),
      runs,
    )
  })
})

describe('characters', () => {
  test('a signed text cannot show otherwise than it reads', () => {
    expect(canonicalLine('pay\u202Etnuoma\u202C \u2066x\u2069\u200E')).toBe('paytnuoma x')
    expect(canonicalLine('Hal\u200Bd\u00ADen\u2060\uFEFF\u200D')).toBe('Halden')
    expect(canonicalLine('hidden\u{E0041}\u{E0042}\uFFFF')).toBe('hidden')
    expect(canonicalLine('half \uD83D of a pair')).toBe('half \uFFFD of a pair')
  })
  test('joiners and variation selectors stay where a script or an emoji needs them', () => {
    for (const text of [
      '\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645',
      '\u0915\u094D\u200D\u0937',
      '\u{1F469}\u200D\u{1F680}',
      '\u2764\uFE0F',
      '1\uFE0F\u20E3',
    ])
      expect(canonicalLine(text)).toBe(text)
    expect(canonicalLine('a\u200Cb e\uFE0F')).toBe('ab e')
  })
})

test('characters are settled even where taking one out reorders the marks beside another', () => {
  for (const text of ['\u0301\uFE0F\u094D\u200D\u{1F469}', '\u0301\u200D\u094D\u200D\u{1F469}'])
    expect(canonicalLine(canonicalLine(text))).toBe(canonicalLine(text))
})

test('the worked examples in docs/formats/letter-text.md are canonical and have the hashes printed there', () => {
  const doc = readFileSync(join(import.meta.dirname, '../../docs/formats/letter-text.md'), 'utf8')
  const examples = [...doc.matchAll(/```text\n(undersigned letter text 1\n.*?)```\n\nSHA-256: `([0-9a-f]{64})`/gs)]
  expect(examples).toHaveLength(2)
  for (const [, text = '', hash] of examples) {
    expect(parseCanonicalText(text)).toBeDefined()
    expect(hashText(text)).toBe(hash)
  }
})

function linked(text: string, href: string | undefined): Block {
  return { kind: 'paragraph', inlines: [{ kind: 'link', text, href }] }
}
