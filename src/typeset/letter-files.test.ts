import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { unzipSync, strFromU8 } from 'fflate'
import fc from 'fast-check'
import mammoth from 'mammoth'
import { describe, expect, test } from 'vitest'
import { letterDocx, letterPage, letterText, type LetterSheet } from '#typeset'
import { letterBlocks, organizationNamed, personNumber, sheetOf } from '../../test/kit/sheets.ts'

const digest = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')
const experts = { heading: 'Experts', remark: 'They speak for themselves.', signatories: [1, 2, 9].map(personNumber) }
const withExperts = (count: number): LetterSheet => {
  const sheet = sheetOf(count)
  return { ...sheet, groups: [...sheet.groups, experts] }
}
const partsOf = (docx: Uint8Array): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(unzipSync(docx)).map(([path, bytes]) => [path, strFromU8(bytes)]))
const wordsOf = (markup: string) =>
  markup
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

/** What a stranger's program finds in a Word document. */
async function readByOthers(docx: Uint8Array): Promise<string> {
  return (await mammoth.convertToHtml({ buffer: Buffer.from(docx) })).value
}

describe('a letter as a Word document', () => {
  test('has the same bytes when it is made again, in another process, another time zone, another year', async () => {
    const program = `
      import { createHash } from 'node:crypto'
      import { letterDocx } from '#typeset'
      import { sheetOf } from './test/kit/sheets.ts'
      const later = Date.now() + 1e12
      Date.now = () => later
      console.log(createHash('sha256').update(await letterDocx(sheetOf(90))).digest('hex'))`
    const elsewhere = execFileSync(
      process.execPath,
      ['--conditions=source', '--input-type=module-typescript', '--eval', program],
      { encoding: 'utf8', env: { ...process.env, TZ: 'Asia/Kathmandu', LANG: 'de_DE.UTF-8' } },
    ).trim()
    const here = digest(await letterDocx(sheetOf(90)))
    expect(digest(await letterDocx(sheetOf(90)))).toBe(here)
    expect(elsewhere).toBe(here)
  })

  test('is found as it is by any reader: headings, list items, links, and every name once', async () => {
    const found = await readByOthers(await letterDocx(withExperts(20)))
    for (const heading of ['<h2>What we ask of Halden</h2>', '<h3>Experts</h3>']) expect(found).toContain(heading)
    for (const { name } of sheetOf(20).groups.flatMap(({ signatories }) => signatories))
      expect(found.split(`<li>${name.replaceAll('&', '&amp;')}</li>`)).toHaveLength(2)
    for (const one of letterBlocks.flatMap(({ inlines }) => inlines))
      if (one.kind === 'link' && one.href !== undefined)
        expect(found).toContain(`<a href="${one.href}">${one.text}</a>`)
    expect(found.match(/<ol>/g)).toHaveLength(1)
  })

  test('is read in the order of the letter, names in no other place than after it', async () => {
    const found = wordsOf(await readByOthers(await letterDocx(withExperts(90))))
    const order = [
      'January 15, 2032',
      'Marit Osterholm',
      'Dear Ms. Osterholm',
      'We are a coalition',
      'Signed,',
      'Experts',
    ]
    const places = order.map((words) => found.indexOf(words))
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(found.indexOf('Alder')).toBeGreaterThan(found.indexOf('Signed,'))
  })

  test('marks what each part of a signatory’s line is', async () => {
    const { 'word/document.xml': document = '' } = partsOf(await letterDocx(withExperts(0)))
    const styled = (style: string) =>
      [...document.matchAll(/<w:rStyle w:val="(\w+)"\/>(?:<w:b\/><w:bCs\/>)?<\/w:rPr><w:t[^>]*>([^<]*)/g)].flatMap(
        ([, name, words]) => (name === style && words !== ', ' ? [words] : []),
      )
    expect(styled('SignatoryName')).toEqual(experts.signatories.map(({ name }) => name))
    expect(styled('SignatoryTitle')).toEqual(experts.signatories.map(({ title }) => title))
    expect(styled('SignatoryAffiliation')).toEqual(experts.signatories.flatMap(({ affiliation }) => affiliation ?? []))
    expect(document.match(/<w:pStyle w:val="SignaturePerson"\/>/g)).toHaveLength(3)
  })

  test('names its title, its language and the letter’s own day, and no other day', async () => {
    const { 'docProps/core.xml': core = '', 'word/styles.xml': styles = '' } = partsOf(await letterDocx(sheetOf(3)))
    expect(core).toContain('<dc:title>Letter to Halden Systems</dc:title>')
    expect(core).toContain('<dc:language>en</dc:language>')
    expect(core.match(/\d{4}-\d{2}-\d{2}T[\d:]+Z/g)).toEqual(['2032-01-15T00:00:00Z', '2032-01-15T00:00:00Z'])
    expect(styles).toMatch(/<w:lang [^>]*w:val="en"/)
    const undated = { ...sheetOf(3), text: { ...sheetOf(3).text, date: undefined } }
    expect(partsOf(await letterDocx(undated))['docProps/core.xml']).not.toMatch(/dcterms:(created|modified)/)
  })

  test('runs from the right where its language does, columns and all', async () => {
    const text = { ...sheetOf(5).text, language: 'he', salutation: 'שלום' }
    const { 'word/document.xml': document = '' } = partsOf(await letterDocx({ ...sheetOf(5), text }))
    expect(document.match(/<w:pPr>/g)).toHaveLength(document.match(/<w:bidi\/>(?!<w:docGrid)/g)?.length ?? 0)
    expect(document.match(/<w:bidi\/><w:docGrid/g)).toHaveLength(document.match(/<w:sectPr>/g)?.length ?? 0)
    expect(partsOf(await letterDocx(sheetOf(5)))['word/document.xml']).not.toContain('w:bidi')
  })

  test('says in every foot which text it is, or that it is a draft', async () => {
    const feet = async (sheet: LetterSheet) =>
      Object.entries(partsOf(await letterDocx(sheet))).filter(([path]) => path.startsWith('word/footer'))
    for (const [, foot] of await feet(sheetOf(90))) expect(foot).toContain('version 1 · 3f9a0c5b')
    for (const [, foot] of await feet({ ...sheetOf(90), state: { kind: 'draft' } }))
      expect(foot).toContain('Draft: this text')
  })
})

describe('a letter as one HTML file', () => {
  test('asks nobody for anything and runs nothing', () => {
    const page = letterPage(withExperts(30))
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\son\w+=/i)
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
    expect(digest(letterPage(withExperts(30)))).toBe(digest(page))
  })

  test('says of every signatory who it is: an organization or a person, what and where', () => {
    const page = letterPage(withExperts(1))
    expect(page).toMatch(/<li class="h-card"><bdi class="p-name p-org">[^<]+<\/bdi><\/li>/)
    expect(page).toContain(
      '<bdi class="p-name">Celeste Abernale</bdi><br><span class="p-job-title">Senior Lecturer in Disability Studies</span>, <span class="p-org">University of Commonweal</span>',
    )
  })

  test('holds no letterhead longer than the letter beside it', () => {
    const shown = (sheet: LetterSheet) =>
      /<aside[\s\S]*?<\/aside>/.exec(letterPage(sheet))?.[0].match(/<li>/g)?.length ?? 0
    expect(shown(sheetOf(20))).toBe(20)
    expect(shown(sheetOf(1000))).toBeLessThan(110)
    expect(letterPage(sheetOf(1000))).toMatch(/and 9\d\d more, listed after the letter/)
  })

  test('cites in its styles what it must, and nothing in it can leave them', () => {
    const state = { ...sheetOf(1).state, kind: 'frozen', version: 1, frozenOn: '"}</style><b>' } as const
    const page = letterPage({ ...sheetOf(1), state: { ...state, hash: 'a'.repeat(64) } })
    expect(page.match(/<\/style>/g)).toHaveLength(1)
    expect(page).toContain('\\22 \\7d \\3c \\2f style\\3e \\3c b\\3e ')
  })
})

describe('a letter as plain text', () => {
  test('has a line for every paragraph and for every name', () => {
    const lines = letterText(withExperts(2)).split('\n')
    expect(lines).toContain('Dear Ms. Osterholm and Mr. Vance,')
    expect(lines).toContain('3. Promise not to sell, rent or lend a successor for the same use.')
    expect(lines).toContain('Experts:')
    expect(lines).toContain('- Celeste Abernale, Senior Lecturer in Disability Studies, University of Commonweal')
    expect(lines.some((line) => line.includes('our first letter <https://tenants.example/letters/1>'))).toBe(true)
    expect(lines.filter((line) => line.startsWith('- '))).toHaveLength(3 + 2 + 3)
  })
})

/** A letter in which every word that somebody typed is one of these two. */
function signedWith(name: string, words: string): LetterSheet {
  const sheet = sheetOf(1)
  const signatory = { ...organizationNamed(name), title: words, note: name }
  const inlines = [{ kind: 'link', text: words, href: `https://a.example/${name}` }] as const
  const text = {
    ...sheet.text,
    title: words,
    salutation: name,
    closing: words,
    blocks: [{ kind: 'bullet', inlines }],
  }
  const groups = [{ heading: words, remark: name, signatories: [signatory] }]
  return { ...sheet, documentTitle: words, letterhead: [name], groups, text } as LetterSheet
}

/** The tags of a page, without what their attributes say. */
const tagsOf = (page: string) => [...page.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replaceAll(/"[^"]*"/g, '""'))

test('whatever is typed comes out as words: nobody signs with markup, and no file breaks of it', async () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      '</w:t>',
      ']]>',
      '<script>',
      '&amp;',
      '\u0000\uD800\uFFFF',
      '</li><li>',
      '"\' onload=',
      '<!--',
      '\u202E',
    ),
  )
  const harmless = tagsOf(letterPage(signedWith('xword', 'xword')))
  const visible = typed.map((one) => `x${one}`)
  await fc.assert(
    fc.asyncProperty(visible, visible, async (name, words) => {
      const hostile = signedWith(name, words)
      expect(tagsOf(letterPage(hostile))).toEqual(harmless)
      await expect(readByOthers(await letterDocx(hostile))).resolves.toBeTypeOf('string')
    }),
    { numRuns: 15 },
  )
})

test('a letter comes out as a file whatever is missing', async () => {
  const bare = {
    language: 'en',
    title: undefined,
    date: undefined,
    recipient: '',
    addressees: [],
    copies: [],
    salutation: undefined,
    blocks: [],
    closing: undefined,
  } as const
  const sheet: LetterSheet = {
    ...sheetOf(0),
    text: bare,
    documentTitle: '',
    groups: [{ heading: 'Nobody', signatories: [] }],
  }
  expect(wordsOf(await readByOthers(await letterDocx(sheet)))).toMatch(/^Text fixed on/)
  expect(letterPage(sheet)).not.toContain('Nobody')
  expect(letterText(sheet)).toMatch(/^Text fixed on/)
  await letterDocx({ ...sheetOf(100), text: bare })
})
