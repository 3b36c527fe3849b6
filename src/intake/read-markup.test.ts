import { describe, expect, test } from 'vitest'
import { readHtml } from './read-html.ts'
import { readMarkdown } from './read-markdown.ts'
import type { SourceText } from './source-text.ts'

const inside = ({ lines }: SourceText): readonly string[] =>
  lines.filter(({ text, hints }) => text !== '' && hints?.place !== 'outside').map(({ text }) => text)
const outside = ({ lines }: SourceText): readonly string[] =>
  lines.filter(({ hints }) => hints?.place === 'outside').map(({ text }) => text)

describe('a web page', () => {
  const page = `<!doctype html><html lang="en"><head><title>Alder Watch | Letter</title></head><body>
    <nav><a href="/">Home</a> <a href="/about">About us</a></nav>
    <div class="cookie-banner">We use cookies.</div>
    <main><ul><li><a href="/es">Español</a><li><a href="/fr">Français</a></ul>
    <h1>Letter on   face
      scanning</h1><p>Dear Ms. Bell,<p>We <b>ask</b> you<sup><a href="#n1">1</a></sup> to <a href="https://example.org/stop">stop
      now</a>.</p><p>Signed,</p>
    Alder Watch<br>Brindle Fund<br><br>Carrow Lab
    <ol><li>Dunmere &amp; Sons<li>Elders <i>United</i></ol></main>
    <footer>All rights reserved</footer><script>var x = 'hidden'</script></body></html>`

  test('gives the lines a reader sees, and marks what stands around the letter instead of leaving it out', () => {
    const source = readHtml(page)
    expect(inside(source)).toEqual([
      'Letter on face scanning',
      'Dear Ms. Bell,',
      'We ask you¹ to stop now.',
      'Signed,',
      'Alder Watch',
      'Brindle Fund',
      'Carrow Lab',
      'Dunmere & Sons',
      'Elders United',
    ])
    expect(outside(source)).toEqual(['Home About us', 'We use cookies.', 'Español', 'Français', 'All rights reserved'])
    expect(source.about).toMatchObject({ title: 'Letter on face scanning', language: 'en' })
  })
  test('knows headings, items, whole lines and links', () => {
    const { lines } = readHtml(page)
    const line = (text: string) => lines.find((one) => one.text === text)
    expect(line('Letter on face scanning')?.hints).toMatchObject({ heading: 1, whole: true })
    expect(line('Elders United')?.hints).toMatchObject({ startsItem: true })
    expect(line('We ask you¹ to stop now.')?.links).toEqual([{ text: 'stop now', href: 'https://example.org/stop' }])
  })
  test('takes a list of signatories that leads to their own sites for no navigation', () => {
    const list = ['Alder', 'Brindle', 'Carrow'].map((name) => `<li><a href="https://${name}.example/">${name}</a>`)
    expect(inside(readHtml(`<body><p>Signed,</p><ul>${list.join('')}</ul>`))).toEqual([
      'Signed,',
      'Alder',
      'Brindle',
      'Carrow',
    ])
  })
  test('reads rows of a table with a head as entries with their fields', () => {
    const { lines } = readHtml(
      '<table><tr><th>Name</th><th>Country</th></tr><tr><td>Alder Watch</td><td>Chile</td></tr></table>',
    )
    expect(lines.find(({ text }) => text.startsWith('Alder'))?.hints).toMatchObject({
      startsItem: true,
      fields: { name: 'Alder Watch', country: 'Chile' },
    })
  })
  test('of any depth and any brokenness is read to its end', () => {
    const deep = `${'<div><b>'.repeat(3_000)}Alder Watch`
    expect(inside(readHtml(deep)).join(' ')).toBe('Alder Watch')
    expect(readHtml('<<<p <<>&#x;').lines.length).toBeGreaterThan(0)
    expect(readHtml('').lines).toEqual([])
  })
})

describe('a Markdown file', () => {
  test('gives front matter, lists, tables and lines that end where they are typed', () => {
    const source = readMarkdown(
      '---\ntitle: "Letter: on scanning"\ndate: 2021-05-03\n---\n\nDear *Ms.* Bell,\n\n<p align="center">We ask you.</p>\n\n**Signed by:**\nAlder Watch\nBrindle Fund\n\n- Carrow Lab\n- Dunmere\n\n| Name | Country |\n|---|---|\n| Elders | Peru |\n',
    )
    expect(source.about).toMatchObject({ title: 'Letter: on scanning', date: '2021-05-03' })
    expect(inside(source)).toEqual([
      'Dear Ms. Bell,',
      'We ask you.',
      'Signed by:',
      'Alder Watch',
      'Brindle Fund',
      'Carrow Lab',
      'Dunmere',
      'Elders, Peru',
    ])
    const wholes = source.lines.filter(({ hints }) => hints?.whole === true).map(({ text }) => text)
    expect(wholes).not.toContain('Alder Watch')
    expect(wholes).toContain('Dear Ms. Bell,')
  })
})
