import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostileText } from '../../test/kit/hostile-text.ts'
import { documentOf, everyState } from '../../test/kit/represent-pages.ts'

const attack = `</style></title></textarea></details><script>alert(1)</script><img src=x onerror="alert(2)"><b a='1' "x">&lt; &amp;`

/** Holds a document to being made of our own tags alone, each of which reads as one. */
function expectOurs(document: string): void {
  const body = document.replace(/<style>[^]*?<\/style>/, '')
  const tags = new Set([...body.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, tag]) => tag?.toLowerCase()))
  for (const tag of ['script', 'img', 'b', 'style', 'iframe', 'svg']) expect([tag, tags.has(tag)]).toEqual([tag, false])
  expect(body.match(/<\/title>/g)).toHaveLength(1)
  for (const [tag] of body.matchAll(/<[a-z][^>]*>/gi)) {
    expect(tag).toMatch(/^<[a-z][a-z0-9]*(\s+[a-z:-]+(="[^"<>]*")?)*\s*\/?>$/)
    expect(tag.replaceAll(/"[^"]*"/g, '')).not.toMatch(/\s(on[a-z]+|style|srcdoc)\s*=/)
    expect(tag).not.toMatch(/(href|src|action|formaction)="(?!\/|#|https?:\/\/|mailto:|data:,")/)
  }
  expect(body.replace(/<[^>]*>/g, '')).not.toMatch(/[<>]/)
  // Nothing that was written closes what we opened.
  for (const name of ['details', 'form', 'textarea', 'section'])
    expect(count(body, `<${name}[ >]`)).toBe(count(body, `</${name}>`))
}

const count = (text: string, pattern: string): number => [...text.matchAll(new RegExp(pattern, 'g'))].length

test('nothing that somebody wrote comes out as markup, in any state of any page', () => {
  for (const [state, page] of everyState(attack)) {
    const document = documentOf(page)
    const isOursAlone = ['sent', 'closed', 'gone', 'broken', 'erased'].includes(state)
    expect([state, document.includes('&lt;script&gt;')]).toEqual([state, !isOursAlone])
    expectOurs(document)
  }
})

test('neither do texts made to break whatever reads them', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      for (const page of everyState(`${text}<u onclick='x'>`).values()) expectOurs(documentOf(page))
    }),
    { numRuns: 10 },
  )
})
