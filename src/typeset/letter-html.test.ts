import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EditionText } from '#kernel'
import { letterHtml, signaturesHtml } from './letter-html.ts'

const bare: EditionText = {
  language: 'en',
  recipient: 'One',
  title: undefined,
  date: undefined,
  addressees: [],
  copies: [],
  salutation: undefined,
  closing: undefined,
  blocks: [],
}

const letterWith = (blocks: EditionText['blocks'], more: Partial<EditionText> = {}): string =>
  letterHtml({ ...bare, blocks, ...more }).toString()

const linked = (href: string | undefined): string =>
  letterWith([{ kind: 'paragraph', inlines: [{ kind: 'link', text: 'a source', href }] }])

test.each(['https://a.example/x?y=1&z=2', 'http://a.example/', 'HTTPS://a.example', 'mailto:ann@a.example'])(
  'a reader can follow %s',
  (href) => {
    expect(linked(href)).toContain(`<a href="${href.replaceAll('&', '&amp;')}" rel="nofollow noopener">a source</a>`)
  },
)

test.each([
  undefined,
  '',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  '//a.example/',
  '/c/somewhere',
  '#main',
])('the target %j is shown as marked text, not as a link', (href) => {
  expect(linked(href)).toContain('<span class="lost"')
  expect(linked(href)).not.toMatch(/<a\b|href=/)
})

test('whatever a letter or a list says, it comes out as text: the same tags stand there as for harmless words', () => {
  const tagsOf = (text: string): readonly string[] => {
    const inlines = [
      { kind: 'text', text },
      { kind: 'link', text, href: `https://a.example/${text}` },
    ] as const
    const person = { name: text, title: text, organization: text }
    const kinds = ['paragraph', 'heading', 'bullet', 'numbered', 'quote'] as const
    const more = { title: text, salutation: text, closing: text, addressees: [person], copies: [person] }
    const letter = letterWith(
      kinds.map((kind) => ({ kind, inlines })),
      more,
    )
    const signatory = { name: text, kind: 'person', title: text, affiliation: text, country: text, note: text } as const
    const list = signaturesHtml([
      { heading: text, remark: text, signatories: [{ ...signatory, representative: text }] },
    ]).join('')
    return [...(letter + list).matchAll(/<[^>]*>/g)].map(([tag]) => tag.replaceAll(/"[^"]*"/g, '""'))
  }
  const harmless = tagsOf('word')
  const mark = fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '&',
    '`',
    '=',
    '/',
    '<script>',
    '</p>',
    '<!--',
    '-->',
    ']]>',
    'onload=',
  )
  const hostile = fc
    .array(fc.oneof(mark, fc.string({ unit: 'grapheme', maxLength: 4 })), { minLength: 1 })
    .map((all) => `x${all.join('')}`)
  fc.assert(
    fc.property(hostile, (text) => {
      expect(tagsOf(text)).toEqual(harmless)
    }),
  )
})

test('a citation with an archived copy names its original, the copy and the copy’s day, in reading order', () => {
  const copy = (n: number) => ({
    originalUrl: `https://was.example/${n}`,
    versionUrl: `https://kept.example/${n}/`,
    versionDate: '2032-01-15',
    said: 'archived on January 15, 2032',
  })
  const link = (text: string, href: string | undefined) => ({ kind: 'link' as const, text, href })
  const text = {
    ...bare,
    blocks: [
      { kind: 'paragraph' as const, inlines: [link('one', 'https://was.example/1'), link('two', undefined)] },
      { kind: 'bullet' as const, inlines: [link('three', undefined)] },
    ],
  }
  const page = letterHtml(text, [undefined, copy(2), { ...copy(3), originalUrl: undefined }]).toString()
  expect(page).toContain('<a href="https://was.example/1" rel="nofollow noopener">one</a>')
  expect(page).toMatch(
    /href="https:\/\/kept.example\/2\/"\s+rel="nofollow noopener"\s+data-originalurl="https:\/\/was.example\/2"\s+data-versionurl="https:\/\/kept.example\/2\/"\s+data-versiondate="2032-01-15"\s+>two</,
  )
  expect(page.match(/data-originalurl/g)).toHaveLength(1)
  expect(page.match(/archived on January 15, 2032/g)).toHaveLength(2)
})
