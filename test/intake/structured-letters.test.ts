import { describe, expect, test } from 'vitest'
import type { ProposedLetter } from '#intake'
import { readFile } from '#intake'
import { corpusBytes, corpusIsHere, corpusJson } from '../kit/corpus.ts'

type Truth = {
  readonly date: string | null
  readonly signatories: readonly { readonly name: string; readonly group?: string }[]
}

const files = [
  'australia-assistance-access-2019/letter.md',
  'census-inquiry-2016/letter.md',
  'chat-control-companies-2025/letter.md',
  'meps-ldc-extension-2021/letter.html',
  'meps-ldc-extension-2021/letter-converted.docx',
  'microsoft-ice-contract-2018/letter.md',
  'microsoft-workers-996-2019/letter.md',
  'unctad-mandate-2021/letter.html',
  'unctad13-2012/letter-en.html',
  'unctad13-2012/letter-en-converted.docx',
  'unctad13-2012/letter-es.html',
  'unctad13-2012/letter-fr.html',
  'unctad13-2012/letter-pt.html',
  'wto-ldc-extension-2021/letter.html',
  'wto-ldc-extension-2021/letter-converted.docx',
]

const key = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s'"\u2018-\u201F]+/gu, '')

function f1(wanted: readonly string[], found: readonly string[]): number {
  const [known, got] = [new Set(wanted.map(key)), new Set(found.map(key))]
  const both = [...got].filter((name) => known.has(name)).length
  return (2 * both) / (known.size + got.size)
}

async function read(path: string): Promise<ProposedLetter> {
  const reading = await readFile(path, corpusBytes(`corpus/letters/${path}`))
  const [letter] = reading.kind === 'letters' ? reading.proposal.letters : []
  if (letter === undefined) throw new Error(`no letter was found in ${path}`)
  return letter
}

describe.skipIf(!corpusIsHere)('real letters in Markdown, web pages and Word documents', () => {
  const truthOf = (path: string): Truth => corpusJson<Truth>(`corpus/letters/${path.split('/')[0]}/truth.json`)

  test('their lists are found nearly to the name, and none much worse than the others', async () => {
    const scores = await Promise.all(
      files.map(async (path) => {
        const found = (await read(path)).signatories.map(({ name }) => name)
        return [
          path,
          f1(
            truthOf(path).signatories.map(({ name }) => name),
            found,
          ),
        ] as const
      }),
    )
    expect(scores.filter(([, score]) => score < 0.97)).toEqual([])
    expect(scores.reduce((sum, [, score]) => sum + score, 0) / scores.length).toBeGreaterThan(0.99)
  })
  test('their dates are those printed or stated by the file', async () => {
    for (const path of files) {
      const { date } = truthOf(path)
      if (date !== null) expect([path, (await read(path)).date]).toEqual([path, date])
    }
  })
  test('persons among organizations, and an organization among persons, are told apart', async () => {
    const path = 'census-inquiry-2016/letter.md'
    const wanted = truthOf(path).signatories.map(({ group }) => (group === 'organisations' ? 'organization' : 'person'))
    expect((await read(path)).signatories.map(({ kind }) => kind)).toEqual(wanted)
  })
})
