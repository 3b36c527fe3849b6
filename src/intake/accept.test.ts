import { expect, test } from 'vitest'
import { plainText, type Means } from '#kernel'
import { acceptProposal, readLetters, readLists, type PrintedLists, type Proposal } from '#intake'
import { compareEditions, publicCampaign } from '#letters'
import { signOnsOf } from '#organizations'
import { systemMeans } from '#platform'
import { corpusBytes, corpusIsHere, corpusJson } from '../../test/kit/corpus.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { exampleText, exampleTruth } from '../../test/kit/example.ts'
import { gatherLetters } from './gather.ts'

const database = await testDatabase()
const means: Means = systemMeans()
const acceptance = { campaignTitle: undefined, summary: '', timeZone: 'UTC', lists: [], publish: true }

const accept = (proposal: Proposal, lists: readonly PrintedLists[] = []) =>
  database.transaction((tx) => acceptProposal(tx, proposal, { ...acceptance, lists }, means))

/** What stands in the house after a proposal was accepted, in the proposal's own shapes. */
async function kept(proposal: Proposal, lists: readonly PrintedLists[] = []) {
  const outcome = await accept(proposal, lists)
  if (outcome.kind !== 'accepted') throw new Error('nothing was accepted')
  const { campaign } = outcome
  return await database.read(async (tx) => {
    const found = await publicCampaign(tx, campaign.slug, means.now())
    const letters = found?.letters ?? []
    const signOns = await Promise.all(letters.map(({ letter }) => signOnsOf(tx, campaign.id, letter.id)))
    return { letters, lists: signOns }
  })
}

function asProposed({ letters }: Awaited<ReturnType<typeof kept>>) {
  return letters.flatMap(({ editions }) =>
    editions.map(({ text }) => ({
      recipient: text.recipient,
      date: text.date ?? null,
      salutation: text.salutation ?? null,
      closing: text.closing ?? null,
      addressees: text.addressees.map(({ name, title, organization }) => ({ name, title, organization })),
      paragraphs: text.blocks.map((block) => plainText(block.inlines)),
      links: text.blocks.flatMap((block) => block.inlines.flatMap((one) => (one.kind === 'link' ? [one.text] : []))),
    })),
  )
}

const wanted = (proposal: Proposal) =>
  proposal.letters.map((letter) => ({
    recipient: letter.recipient,
    date: letter.date,
    salutation: letter.salutation,
    closing: letter.closing,
    addressees: letter.addressees.map(({ name, title, organization }) => ({
      name: name ?? undefined,
      title: title ?? undefined,
      organization: organization ?? undefined,
    })),
    paragraphs: letter.paragraphs.map(({ text }) => text),
    links: letter.paragraphs.flatMap(({ links }) => links.map((link) => link.text)),
  }))

test('the example goes in as one file and comes out as one letter with three editions, word for word', async () => {
  const proposal = readLetters(exampleText('letters.txt'))
  const house = await kept(proposal)
  expect(house.letters).toHaveLength(1)
  expect(asProposed(house)).toEqual(wanted(proposal))
  expect(house.lists[0]?.map((line) => line.name)).toEqual(exampleTruth().signatories)
  expect(house.lists[0]?.every((line) => line.editions.length === 3)).toBe(true)
})

test.runIf(corpusIsHere)(
  'three real letters come out as one letter with three editions and 90 signatories each',
  async () => {
    const truth = corpusJson<{ readonly letters: readonly { readonly signatories: readonly string[] }[] }>(
      'letters/coalition-2019/truth.json',
    )
    const proposal = readLetters(corpusBytes('letters/coalition-2019/letters.txt').toString('utf8'))
    const house = await kept(proposal)
    expect(house.letters).toHaveLength(1)
    expect(asProposed(house)).toEqual(wanted(proposal))
    expect(house.lists[0]?.map((line) => line.name)).toEqual(truth.letters[0]?.signatories)
    const editions = house.letters[0]?.editions ?? []
    const { rows } = compareEditions(editions.map(({ slug, text }) => ({ label: slug, blocks: text.blocks })))
    expect(rows.filter((row) => row.kind === 'shared').length).toBeGreaterThan(3)
  },
)

test('a file with neither text nor names keeps nothing', async () => {
  expect((await accept({ letters: [], passages: [] })).kind).toBe('nothing')
})

const person = (name: string) => ({
  name,
  kind: 'person' as const,
  title: null,
  affiliation: null,
  representative: null,
  group: null,
  country: null,
  note: null,
  doubt: 0,
})

const letterSignedBy = (...names: readonly string[]): Proposal['letters'][number] => ({
  title: null,
  date: null,
  language: 'en',
  recipient: null,
  addressees: [],
  cc: [],
  salutation: null,
  paragraphs: [],
  closing: null,
  signatories: names.map(person),
  warnings: [],
})

test('lists of editions become one list: nobody is lost, nobody doubled, a newcomer stands behind its neighbor', () => {
  const letters = [letterSignedBy('A', 'B', 'D'), letterSignedBy('A', 'C', 'D', 'E')]
  const [letter] = gatherLetters({ letters, passages: [] })
  expect(letter?.signatories.map(({ signatory, editions }) => [signatory.name, editions])).toEqual([
    ['A', [0, 1]],
    ['C', [1]],
    ['B', [0]],
    ['D', [0, 1]],
    ['E', [1]],
  ])
})

test('a name printed twice in one edition is kept twice', () => {
  const [letter] = gatherLetters({ letters: [letterSignedBy('A', 'B', 'A')], passages: [] })
  expect(letter?.signatories.map(({ signatory }) => signatory.name)).toEqual(['A', 'B', 'A'])
})

test('letters that share neither passages nor hands are letters of their own', () => {
  const letters = [letterSignedBy('A', 'B'), letterSignedBy('C', 'D')]
  expect(gatherLetters({ letters, passages: [] })).toHaveLength(2)
})

test('a letterhead keeps its own spelling of a name, and no spelling of it is lost', async () => {
  const text = exampleText('letters.txt')
  const { lists } = await kept(readLetters(text), readLists(text))
  const spelled = (lists[0] ?? []).flatMap((line) =>
    line.letterheadName === undefined ? [] : [[line.name, line.letterheadName]],
  )
  const everywhere = exampleTruth().variants.filter(
    ({ where }) => where.length === 3 && where.every(({ list }) => list === 'sidebar'),
  )
  expect(everywhere.length).toBeGreaterThan(0)
  expect(spelled).toEqual(everywhere.map(({ canonical, variant }) => [canonical, variant]))
})
