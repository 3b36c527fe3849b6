import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainText } from '#kernel'
import { bodyFor, citationsOf, parseSource, type ParsedSource } from '#letters'
import { hostileText } from '../../test/kit/hostile-text.ts'

const recipients = [
  { slug: 'halden', name: 'Halden' },
  { slug: 'marrow', name: 'Marrow & Finch' },
]
const read = (source: string): ParsedSource => parseSource(source, recipients)
const lines = (source: string, slug = 'halden'): readonly string[] =>
  bodyFor(read(source), slug).blocks.map((block) => `${block.kind}: ${plainText(block.inlines)}`)
const kinds = (source: string): readonly string[] => read(source).warnings.map(({ kind }) => kind)

describe('editions of a source', () => {
  test('text for some stands in their editions only, in place', () => {
    const source = 'Dear all.\n\n:::only{for="marrow"}\nYour shop.\n\n- One\n:::\n\nStop :only[very ]{for=marrow}soon.'
    expect(lines(source)).toEqual(['paragraph: Dear all.', 'paragraph: Stop soon.'])
    expect(lines(source, 'marrow')).toEqual([
      'paragraph: Dear all.',
      'paragraph: Your shop.',
      'bullet: One',
      'paragraph: Stop very soon.',
    ])
    expect(read(source).passages.map(({ kind }) => kind)).toEqual(['shared', 'tailored', 'tailored', 'varied'])
  })
  test('containers within containers narrow to those both name', () => {
    const source = '::::only{for="halden marrow"}\n:::only{for="marrow"}\nInner\n:::\nOuter\n::::'
    expect(lines(source)).toEqual(['paragraph: Outer'])
    expect(lines(source, 'marrow')).toEqual(['paragraph: Inner', 'paragraph: Outer'])
  })
  test('words vary by recipient, and the recipient is called by its name', () => {
    const source = 'We ask :recipient[] to stop :vary[its sales]{marrow="its &quot;lending&quot;"} now.'
    expect(lines(source)).toEqual(['paragraph: We ask Halden to stop its sales now.'])
    expect(lines(source, 'marrow')).toEqual(['paragraph: We ask Marrow & Finch to stop its "lending" now.'])
  })
  test('demands are found where they stand, worded as the edition words them', () => {
    const source =
      'We ask.\n\n::demand[Stop :vary[now]{marrow="today"}.]{#stop}\n\nAnd: :demand[publish the list.]{#list for=marrow} Thanks.'
    expect(bodyFor(read(source), 'halden').demands).toEqual([{ id: 'stop', text: 'Stop now.', block: 1 }])
    expect(bodyFor(read(source), 'marrow').demands).toEqual([
      { id: 'stop', text: 'Stop today.', block: 1 },
      { id: 'list', text: 'publish the list.', block: 2 },
    ])
    expect(lines(source)[2]).toBe('paragraph: And: Thanks.')
  })
  test('a recipient nobody has heard of is reported, and its text stands in no edition', () => {
    const parsed = read(':::only{for="hallden"}\nX\n:::\n\n:vary[a]{hallden="b"}')
    expect(parsed.warnings).toEqual([
      { kind: 'unknown-recipient', line: 1, text: 'hallden' },
      { kind: 'unknown-recipient', line: 5, text: 'hallden' },
    ])
    expect(parsed.passages[0]?.recipients).toEqual([])
    expect(bodyFor(parsed, 'nobody').blocks).toEqual([])
  })
})

describe('Markdown', () => {
  test('headings, lists and quotations become blocks, hard breaks become spaces', () => {
    expect(lines('# One\n\nTwo\n===\n\n- a\n- b\n\n1. c\n2. d\n\n> e\n\nf  \ng\\\nh')).toEqual([
      'heading: One',
      'heading: Two',
      'bullet: a',
      'bullet: b',
      'numbered: c',
      'numbered: d',
      'quote: e',
      'paragraph: f g h',
    ])
  })
  test('what a letter cannot keep is reported and its words stay', () => {
    const source = 'A *b* **c** `d` ![e](f) <i>g</i>\n\n- h\n  - i\n\n  j\n\n---\n\n    k\n\n<!-- l -->'
    expect(lines(source).join('|')).toBe('paragraph: A b c d e <i>g</i>|bullet: h|bullet: i|paragraph: j|paragraph: k')
    const said = [
      'emphasis',
      'emphasis',
      'code',
      'image',
      'html',
      'html',
      'nested-list',
      'list-paragraph',
      'rule-dropped',
    ]
    expect(kinds(source)).toEqual([...said, 'code', 'comment-dropped'])
  })
  test('an :::only that never ends, one without a list and a demand without a name are reported', () => {
    expect(kinds(':::only{for=halden}\nA')).toEqual(['unclosed-only'])
    expect(kinds('A :only[b]{x=y} :demand[c]')).toEqual(['missing-for', 'missing-id'])
    expect(lines('A :only[b] :demand[c]')).toEqual(['paragraph: A b c'])
  })
  test('a target that could run a script is lost and reported', () => {
    const source = '[a](javascript:alert(1)) [b](https://b.example) [c](/d:e) [f]: [g](mailto:h@i.example)'
    const [block] = bodyFor(read(source), 'halden').blocks
    expect(block?.inlines.flatMap((inline) => (inline.kind === 'link' ? [inline.href] : []))).toEqual([
      undefined,
      'https://b.example',
      '/d:e',
      'mailto:h@i.example',
    ])
    expect(kinds(source)).toEqual(['unsafe-target'])
  })
  test('links by reference are links', () => {
    expect(bodyFor(read('See [the report][r].\n\n[r]: https://r.example'), 'halden').blocks[0]?.inlines[1]).toEqual({
      kind: 'link',
      text: 'the report',
      href: 'https://r.example',
    })
  })
})

test('a source nested beyond what people write is read as the plain paragraphs it shows, and said so', () => {
  const deep = [
    '**'.repeat(1500) + 'a',
    '!['.repeat(300),
    '- '.repeat(40) + 'a',
    '>'.repeat(3000),
    ':::only{for=a}\n'.repeat(40),
  ]
  for (const source of deep) {
    expect(kinds(`${source}\n\nLast.`)).toEqual(['too-deep'])
    expect(lines(`${source}\n\nLast.`).at(-1)).toBe('paragraph: Last.')
  }
  expect(kinds('\\*'.repeat(5000))).toEqual([])
  expect(kinds(':::only{for="halden"}\nA\n:::\n\n'.repeat(60))).toEqual([])
})

test('the example in docs/formats/letter-source.md reads as that page says', () => {
  const doc = readFileSync(join(import.meta.dirname, '../../docs/formats/letter-source.md'), 'utf8')
  const source = (doc.split('## An example')[1] ?? '').replace(/^ {4}/gmu, '')
  expect(kinds(source)).toEqual([])
  expect(lines(source)).toEqual([
    'paragraph: We ask Halden to open the archive.',
    'paragraph: You bought it cheaply in May.',
    'paragraph: Give back the papers.',
  ])
  expect(lines(source, 'marrow').at(-1)).toBe('paragraph: Give back the maps.')
  expect(bodyFor(read(source), 'marrow').demands).toEqual([{ id: 'return', text: 'Give back the maps.', block: 1 }])
})

describe('colons', () => {
  test('times, hosts, ratios and smileys are text, and links after them are links', () => {
    const text = 'Meet at 10:30, 3:1 at host:80 :smile: note:this[x] ::only :only alone :recipient :vary{a=b}'
    expect(lines(text)).toEqual([`paragraph: ${text}`])
    expect(bodyFor(read('10:30[see](https://a.example)'), 'halden').blocks[0]?.inlines).toHaveLength(2)
    expect(lines(':::note\nKeep me\n:::')).toEqual(['paragraph: :::note Keep me :::'])
    expect(lines('::toc[x]{y}')).toEqual(['paragraph: ::toc[x]{y}'])
  })
  test('a directive of any other name stays as it was typed, character for character', () => {
    const name = fc
      .stringMatching(/^[a-z0-9]{1,8}$/u)
      .filter((word) => !['only', 'vary', 'recipient', 'demand'].includes(word))
    const colons = fc.constantFrom(':', '::', ':::')
    const tail = fc.constantFrom('', '[label]', '[label]{key=value}', '{#id .class}', ':', ' and on')
    fc.assert(
      fc.property(fc.constantFrom('', 'At ', 'x', '7'), colons, name, tail, (before, colon, word, after) => {
        const text = `${before}${colon}${word}${after}`
        expect(lines(text)).toEqual([`paragraph: ${text}`])
      }),
    )
  })
  test('no text makes the reader fail, and what it derives is in normal form', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { maxLength: 4 }), (parts) => {
        const parsed = read(parts.join('\n'))
        for (const { slug } of recipients) {
          const { blocks, demands } = bodyFor(parsed, slug)
          expect(demands.every(({ block }) => blocks[block] !== undefined)).toBe(true)
          expect(blocks.every(({ inlines }) => plainText(inlines).trim() === plainText(inlines))).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

test('a citation is told with its sentence, and a lost target is a state', () => {
  const { blocks } = bodyFor(
    read('First. Mr. Vale [said so](https://v.example) in the U.S. Senate. Last [word]().'),
    'halden',
  )
  expect(citationsOf(blocks)).toEqual([
    { text: 'said so', href: 'https://v.example', sentence: 'Mr. Vale said so in the U.S. Senate.', block: 0 },
    { text: 'word', href: undefined, sentence: 'Last word.', block: 0 },
  ])
})
