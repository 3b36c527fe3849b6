import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePartialDate } from '#kernel'
import {
  bodyFor,
  changeEdition,
  draftTexts,
  followUpLetter,
  freezeLetter,
  parseSource,
  saveSource,
  structureOf,
  type Demand,
} from '#letters'
import { canonicalLine } from '#proof'
import { testDatabase } from '../../test/kit/database.ts'
import { hostileText } from '../../test/kit/hostile-text.ts'
import { desk, handClock, someOrganizer } from '../../test/kit/letters.ts'
import { followUpSource } from './follow-up-source.ts'

const database = await testDatabase()
const means = handClock()
const ada = someOrganizer()

const source = `We write to :recipient[].

:demand[Stop the noise at :vary[night]{oskerra="dawn"}.]{#stop}

:demand[Publish the *plan* & [the map](https://maps.example/a).]{#plan for=halden}
`

test('a letter that follows asks each recipient again for what was fixed last, and goes to the same people', async () => {
  const { campaign, id: letter, editions } = await desk(database, means, { source })
  const addressees = [{ name: 'Imre Castellan', title: 'Chief Executive', organization: 'Halden' }]
  await database.transaction(async (tx) => {
    const at = { campaign: campaign.id, letter }
    const [halden] = editions
    const date = parsePartialDate('2029-01-15')
    if (halden)
      await changeEdition(tx, { ...at, edition: halden.id, addressees, date, printedTitle: 'Open letter' }, means)
    await freezeLetter(tx, campaign.id, letter, means)
    await saveSource(tx, { ...at, by: ada, source: 'Nothing is asked here.\n', revision: 1 }, means)
  })
  const made = await database.transaction((tx) =>
    followUpLetter(tx, { campaign: campaign.id, letter, title: 'Our second letter' }, { ...means, by: ada }),
  )
  if (made.kind !== 'started') throw new Error(made.kind)
  expect(made.letter).toMatchObject({ follows: letter, state: 'draft', slug: 'our-second-letter' })
  expect(made.editions.map((one) => [one.slug, one.addressees, one.date, one.printedTitle])).toEqual([
    ['halden', addressees, undefined, undefined],
    ['oskerra', [], undefined, undefined],
  ])
  const found = await database.read((tx) => draftTexts(tx, campaign.id, made.letter.id))
  expect(found?.warnings).toEqual([])
  expect(found?.drafts.map(({ demands }) => demands)).toEqual([
    [
      { slug: 'stop', wording: 'Stop the noise at night.' },
      { slug: 'plan', wording: 'Publish the plan & the map.' },
    ],
    [{ slug: 'stop', wording: 'Stop the noise at dawn.' }],
  ])
  const words = found?.drafts.map(({ text }) =>
    text.blocks.map(({ inlines }) => inlines.map((one) => one.text).join('')),
  )
  expect(words?.[1]).toEqual([
    'On January 15, 2029 we wrote to Oskerra. We asked for this, and ask for it again:',
    'Stop the noise at dawn.',
  ])
})

test('of a draft the present words are asked again', async () => {
  const { campaign, id: letter } = await desk(database, means, { source })
  const made = await database.transaction((tx) =>
    followUpLetter(tx, { campaign: campaign.id, letter, title: 'Next' }, means),
  )
  const demands =
    made.kind === 'started' && structureOf(made.letter.source, [{ slug: 'halden', name: 'Halden' }]).demands
  expect(demands && demands.map(({ id }) => id)).toEqual(['stop', 'plan'])
})

const slugs = ['halden', 'oskerra', 'marrow-finch'] as const
const demand = fc.record({
  slug: fc.oneof(
    fc.constantFrom('d1', 'd2', 'stop'),
    hostileText.filter((text) => /^[\w.-]+$/u.test(text)),
  ),
  // A fixed text's demands are lines of its canonical text.
  wording: fc
    .oneof(hostileText, fc.constantFrom('Stop.', 'Stop now.', '1. Stop', '# Stop', 'Stop :only[it]{for=x}'))
    .map(canonicalLine)
    .filter((text) => text !== ''),
})
const asked = fc
  .array(fc.array(demand, { maxLength: 4 }), { minLength: slugs.length, maxLength: slugs.length })
  .map((all) => new Map(slugs.map((slug, index): [string, readonly Demand[]] => [slug, all[index] ?? []])))

test('whatever was asked of whom, read back every recipient is asked exactly that, in those words', () => {
  fc.assert(
    fc.property(asked, (all) => {
      const parsed = parseSource(
        followUpSource(all, 'We ask :recipient[]:'),
        slugs.map((slug) => ({ slug, name: slug })),
      )
      for (const [slug, demands] of all) {
        const kept = (list: readonly Demand[]) => list.map((one) => `${one.slug}: ${one.wording}`).toSorted()
        const read = bodyFor(parsed, slug).demands.map(({ id, text }) => ({ slug: id, wording: text }))
        expect(kept(read)).toEqual(kept(demands))
      }
    }),
    { numRuns: 500 },
  )
})
