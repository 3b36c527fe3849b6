import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block, Inline } from '#kernel'
import { bodyFor, parseSource, writeSource, type RecipientBody } from '#letters'
import { normalizeBlocks } from '#proof'
import { corpusIsHere, corpusJson } from '../../test/kit/corpus.ts'
import { hostileText } from '../../test/kit/hostile-text.ts'

const paragraph = (text: string): Block => ({ kind: 'paragraph', inlines: [{ kind: 'text', text }] })
const readBack = (source: string, bodies: readonly RecipientBody[]): readonly RecipientBody[] => {
  const parsed = parseSource(
    source,
    bodies.map(({ recipient }) => ({ slug: recipient, name: recipient })),
  )
  return bodies.map(({ recipient }) => ({ recipient, blocks: bodyFor(parsed, recipient).blocks }))
}
const normal = (bodies: readonly RecipientBody[]): readonly RecipientBody[] =>
  bodies.map(({ recipient, blocks }) => ({ recipient, blocks: normalizeBlocks(blocks) }))
const times = (text: string, part: string): number => text.split(part).length - 1

const common = 'The archive of the town was sold without a word to those whose papers it holds.'

describe('writing one source for several editions', () => {
  test('what all share stands once, what one has stands in a container, in an order right for all', () => {
    const source = writeSource([
      { recipient: 'halden', blocks: [paragraph(common), paragraph('You bought it.')] },
      { recipient: 'marrow', blocks: [paragraph('You lend to them.'), paragraph(common)] },
    ])
    expect(source).toBe(
      `:::only{for="marrow"}\nYou lend to them.\n:::\n\n${common}\n\n:::only{for="halden"}\nYou bought it.\n:::\n`,
    )
  })
  test('near-identical paragraphs vary within the line', () => {
    const source = writeSource([
      { recipient: 'halden', blocks: [paragraph(common)] },
      { recipient: 'marrow', blocks: [paragraph(common.replace('town', 'old "city"'))] },
      { recipient: 'finch', blocks: [paragraph(common)] },
    ])
    expect(source).toBe(
      'The archive of the :vary[town]{marrow="old &quot;city&quot;"} was sold without a word to those whose papers it holds.\n',
    )
    const inserted = writeSource([
      { recipient: 'halden', blocks: [paragraph(common)] },
      { recipient: 'marrow', blocks: [paragraph(common.replace('papers', 'private papers') + ' Shame.')] },
    ])
    expect(inserted).toContain('whose :only[private]{for=marrow} papers it holds. :only[Shame.]{for=marrow}\n')
  })
  test('a link that only one edition has varies with it', () => {
    const [before, after] = common.split('sold')
    const linked: Block = {
      kind: 'paragraph',
      inlines: [
        { kind: 'text', text: before ?? '' },
        { kind: 'link', text: 'sold', href: undefined },
        { kind: 'text', text: after ?? '' },
      ],
    }
    const bodies = [
      { recipient: 'halden', blocks: [linked] },
      { recipient: 'marrow', blocks: [paragraph(common)] },
    ]
    expect(writeSource(bodies)).toContain('town was :only[[sold]()]{for=halden} :only[sold]{for=marrow} without')
    expect(readBack(writeSource(bodies), bodies)).toEqual(bodies)
  })
})

describe('the law: reading the source back gives every recipient exactly its blocks', () => {
  const href = fc.oneof(
    fc.constantFrom(
      undefined,
      'https://a.example/x_(y)',
      'https://a.example/?a=1&amp;b=[2]',
      'https://a.example/\\)(',
      'mailto:a@b.example',
    ),
    hostileText.map((text) => `https://a.example/${text}`),
  )
  const inline: fc.Arbitrary<Inline> = fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('text' as const), text: hostileText }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('link' as const), text: hostileText, href }) },
  )
  const kind = fc.constantFrom<Block['kind'][]>('paragraph', 'paragraph', 'heading', 'bullet', 'numbered', 'quote')
  const block: fc.Arbitrary<Block> = fc.record({ kind, inlines: fc.array(inline, { maxLength: 4 }) })
  const slugs = ['halden', '3m', 'for', 'größe-id']

  test('for texts that have nothing in common', () => {
    const bodies = fc.array(fc.array(block, { maxLength: 5 }), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(bodies, (lists) => {
        const given = lists.map((blocks, i) => ({ recipient: slugs[i] ?? '', blocks }))
        expect(readBack(writeSource(given), given)).toEqual(normal(given))
      }),
      { numRuns: 150 },
    )
  })
  test('for texts that are nearly the same', () => {
    // One body in several wordings: each recipient reads the pieces with its own replacements, insertions and gaps.
    const piece = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          ' We ask you to give back the papers. ',
          ' They belong to the town and to nobody else. ',
        ),
      },
      { weight: 2, arbitrary: hostileText },
    )
    const wording = fc.array(fc.tuple(piece, fc.option(fc.tuple(fc.nat(3), piece))), { minLength: 1, maxLength: 5 })
    const shared = fc.array(fc.record({ kind, wording, links: fc.array(inline, { maxLength: 2 }) }), {
      minLength: 1,
      maxLength: 3,
    })
    fc.assert(
      fc.property(shared, fc.integer({ min: 2, max: 4 }), (blocks, recipients) => {
        const given = slugs.slice(0, recipients).map((recipient, i) => ({
          recipient,
          blocks: blocks.map((each): Block => {
            const text = each.wording.map(([usual, own]) => (own && own[0] === i ? own[1] : usual)).join('')
            return { kind: each.kind, inlines: [{ kind: 'text', text }, ...each.links, { kind: 'text', text }] }
          }),
        }))
        expect(readBack(writeSource(given), given)).toEqual(normal(given))
      }),
      { numRuns: 120 },
    )
  })
})

type Truth = {
  readonly letters: readonly { readonly id: string; readonly paragraphs: readonly { readonly text: string }[] }[]
}

test.skipIf(!corpusIsHere)('the real letters become one source in which what they share stands once', () => {
  const inlinesOf = (text: string): readonly Inline[] =>
    [...text.matchAll(/\[([^\]]*)\]\([^)]*\)|[^[]+/gu)].map(([all, anchor]) =>
      anchor === undefined ? { kind: 'text', text: all } : { kind: 'link', text: anchor, href: undefined },
    )
  const bodies = corpusJson<Truth>('letters/coalition-2019/truth.json').letters.map(({ id, paragraphs }) => ({
    recipient: id,
    blocks: paragraphs.map(({ text }): Block => ({ kind: 'paragraph', inlines: inlinesOf(text) })),
  }))
  const source = writeSource(bodies)
  expect(readBack(source, bodies)).toEqual(bodies)
  // The first, third and last shared passages, and the one that two letters share.
  for (const part of [
    'a coalition of organizations',
    'The dangers of',
    'an unprecedented ability',
    'In a world with',
    'In recent months',
    'We look forward',
  ])
    expect(times(source, part)).toBe(1)
  const parsed = parseSource(
    source,
    bodies.map(({ recipient }) => ({ slug: recipient, name: recipient })),
  )
  expect(parsed.warnings).toEqual([])
  expect(parsed.passages.map(({ kind: found }) => found)).toEqual(
    expect.arrayContaining(['varied', 'tailored', 'shared']),
  )
})
