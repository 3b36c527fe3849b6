import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/kit/database.ts'
import { exampleProposal, keepCampaign, webOn } from '../../test/kit/web.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const web = webOn(database)

/** The comparison of a letter that goes to recipients `A`, `B`, … with a sentence about the given word to each. */
async function compared(words: readonly string[], base = 0): Promise<readonly string[]> {
  const [first] = exampleProposal().letters
  if (!first) throw new Error('no letter')
  const plain = (text: string) => ({ text, links: [] })
  const letters = words.map((word, index) => ({
    ...first,
    recipient: `Company ${'ABCDE'[index] ?? ''}`,
    paragraphs: [
      plain('We speak for people who rent their homes.'),
      plain(`We ask that you stop selling your secret tenant score to ${word} before this year ends.`),
    ],
  }))
  const title = `Compared ${words.join(' ')}`
  const kept = await keepCampaign(database, { letters, passages: [] }, { title, publish: true })
  const letter = kept.letters[0]
  const place = [kept.slug, letter?.letter.slug ?? ''] as const
  const page = await web.page(
    base === 0 ? routes.compare(...place) : routes.compareTo(...place, letter?.editions[base]?.slug ?? ''),
  )
  const varied = /<section class="passage varied[^]*?<\/section>/.exec(page)?.[0] ?? ''
  return [...varied.matchAll(/<div class="(none|part(?: s\d)?)"[^>]*>([^]*?)<\/div>/g)].map(([, kind, inner = '']) =>
    [kind, ...inner.replaceAll('Company ', '').matchAll(/(?<=<p class="who">)[^<]*|(?<=<ins>)[^<]*/g)].join(': '),
  )
}

describe('a wording that several editions have stands once, under all their names', () => {
  test('neighbors share the width of their columns, and the others keep theirs', async () => {
    expect(await compared(['landlords', 'landlords', 'banks'])).toEqual(['part s2: A and B', 'part: C: banks'])
    expect(await compared(['landlords', 'banks', 'banks'])).toEqual(['part: A', 'part s2: B and C: banks'])
  })
  test('those apart stand in the column of the first', async () => {
    expect(await compared(['owners', 'banks', 'owners'])).toEqual(['part: A and C', 'part: B: banks', 'none'])
  })
  test('three wordings stand in three columns', async () => {
    expect(await compared(['owners', 'banks', 'police'])).toEqual(['part: A', 'part: B: banks', 'part: C: police'])
  })
  test('it is so whichever edition the differences are told against', async () => {
    expect(await compared(['lenders', 'lenders', 'agents'], 2)).toEqual(['part s2: A and B: lenders', 'part: C'])
  })
  test('more editions than columns leave no gaps', async () => {
    expect(await compared(['owners', 'banks', 'owners', 'banks', 'owners'])).toEqual([
      'part: A, C, and E',
      'part: B and D: banks',
    ])
  })
})
