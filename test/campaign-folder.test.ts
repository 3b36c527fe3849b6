import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { freshSlug, slugOf, type Means } from '../src/kernel/index.ts'
import { isPlainSlug, readCampaignRecord, recordCampaign } from '../src/letters/index.ts'
import { acceptProposal, importFolder, readLetters } from '../src/intake/index.ts'
import { readLists, recordLists } from '../src/organizations/index.ts'
import { exportFolder, listSheet } from '../src/publication/index.ts'
import { filesOf, recordOf, type Files } from './kit/campaign-files.ts'
import { anyCampaign, plainCampaign } from './kit/campaigns.ts'
import { testDatabase, tried } from './kit/database.ts'
import { exampleText } from './kit/example.ts'
import { hostileText } from './kit/hostile-text.ts'

const means: Means = { now: () => new Date('2026-11-20T12:00:00Z'), random: (bytes) => randomBytes(bytes) }
const database = await testDatabase()

describe('a campaign folder', () => {
  test('what was written reads as the same campaign, and is written again byte for byte', () => {
    fc.assert(
      fc.property(anyCampaign, (recorded) => {
        const files = filesOf(recorded)
        const read = recordOf(files)
        expect(read).toEqual(recorded)
        if ('campaign' in read) expect([...filesOf(read)]).toEqual([...files])
      }),
      { numRuns: 60 },
    )
  })

  test('a campaign goes through the database unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(anyCampaign, async (recorded) => {
        const read = await tried(database, async (tx) => {
          const outcome = await recordCampaign(tx, recorded.campaign, means)
          if (outcome.kind !== 'recorded') return outcome
          await recordLists(tx, outcome.places, recorded.lists, means)
          const found = await readCampaignRecord(tx, recorded.campaign.slug)
          return found && { campaign: found.record, lists: await readLists(tx, found.places) }
        })
        expect(read).toEqual(recorded)
      }),
      { numRuns: 15 },
    )
  })

  test('exported, imported elsewhere and exported again, it is the same files byte for byte', async () => {
    const elsewhere = await testDatabase()
    await fc.assert(
      fc.asyncProperty(anyCampaign, fc.nat(), async (recorded, number) => {
        const slug = `run-${number}-${randomBytes(4).toString('hex')}`
        const first = await tried(database, async (tx) => {
          expect(
            await importFolder(tx, filesOf({ ...recorded, campaign: { ...recorded.campaign, slug } }), means),
          ).toMatchObject({
            kind: 'kept',
            letters: recorded.campaign.letters.length,
          })
          return await exportFolder(tx, slug)
        })
        expect(await elsewhere.transaction((tx) => importFolder(tx, first ?? new Map(), means))).toMatchObject({
          kind: 'kept',
        })
        const second = await elsewhere.read((tx) => exportFolder(tx, slug))
        expect([...(second ?? [])]).toEqual([...(first ?? [])])
      }),
      { numRuns: 15 },
    )
  })

  test('it takes the earliest format that says all, and a key is left out where there is nothing', () => {
    const formatOf = (files: Files) =>
      /^format: undersigned campaign folder (\d)$/m.exec(files.get('campaign.yaml') ?? '')?.[1]
    const { campaign, lists } = plainCampaign()
    const plainer = { ...campaign, letters: campaign.letters.map((letter) => ({ ...letter, notes: [] })) }
    const first = filesOf({ campaign: plainer, lists })
    expect([formatOf(first), formatOf(filesOf({ campaign, lists }))]).toEqual(['1', '2'])
    expect(first.get('letters/open-archive/letter.yaml')).not.toMatch(/notes|groups|endorsements/)
    const none = { title: undefined, group: undefined, words: undefined, source: undefined }
    for (const more of [{ groups: ['Experts'] }, { endorsements: [{ name: 'Ada Vale', ...none }] }]) {
      const said = { ...lists, lists: lists.lists.map((list) => ({ ...list, ...more })) }
      expect(formatOf(filesOf({ campaign: plainer, lists: said }))).toBe('3')
    }
  })

  test('headings and endorsements come back as they were, in their order, and strangers see them as before', async () => {
    const { campaign, lists } = plainCampaign()
    const endorsements = ['Senator Vale', 'Ada Quill'].map((name) => ({
      ...{ name, title: 'Senate', group: 'Legislators', words: 'Well said.', source: undefined },
    }))
    const said = { ...lists, lists: lists.lists.map((list) => ({ ...list, groups: ['Z', 'A'], endorsements })) }
    const seen = await tried(database, async (tx) => {
      const outcome = await importFolder(tx, filesOf({ campaign, lists: said }), means)
      if (outcome.kind !== 'kept') return outcome
      const sheet = await listSheet(tx, campaign.slug, 'open-archive', means.now())
      const found = await readCampaignRecord(tx, campaign.slug)
      const kept = found && (await readLists(tx, found.places)).lists[0]
      return { named: sheet?.endorsements.map(({ name }) => name), groups: kept?.groups }
    })
    expect(seen).toEqual({ named: ['Senator Vale', 'Ada Quill'], groups: ['Z', 'A'] })
  })

  test('a person can write one by hand: what is left out is left out', () => {
    const read = recordOf(byHand)
    expect(read).toMatchObject({
      campaign: {
        slug: 'archive',
        summary: '',
        letters: [{ slug: '2019', title: '2019', editions: [{ date: '2019', addressees: [], versions: [] }, {}] }],
      },
      lists: {
        organizations: [
          { slug: 'elm-inc', name: 'Elm, Inc.' },
          { slug: 'oak', name: 'Oak', sortKey: 'Quercus' },
        ],
        lists: [
          { settings: { ordering: 'as-printed' }, signatories: [{ editions: ['halden', 'oke'] }, { position: 2 }] },
        ],
      },
    })
  })
})

const byHand: Files = new Map([
  [
    'campaign.yaml',
    `format: undersigned campaign folder 1
# a comment
slug: archive
title: No
language: en
time-zone: Europe/Berlin
recipients:
  - { slug: halden, name: Halden, full-name: }
  - { slug: oke, name: Oke }
letters: ['2019']
`,
  ],
  ['organizations.csv', 'slug,name,sort key,aliases\r\noak,Oak,Quercus,\r\n'],
  [
    'letters/2019/letter.yaml',
    `\uFEFFtitle: 2019
language: en
state: draft
editions:
  - slug: halden
    recipient: halden
    language: en
    date: 2019
    salutation:
    addressees:
  - { slug: oke, recipient: oke, language: en }
`,
  ],
  ['letters/2019/letter.md', 'Stop.\n'],
  ['letters/2019/signatories.csv', 'name\nOak\n"Elm, Inc."\n'],
])

test('every slug that the house makes of a title can stand in a folder', () => {
  const titles = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 90 }),
    hostileText,
    fc.constant(`a${'\u{10330}'.repeat(60)}`),
  )
  fc.assert(
    fc.property(titles, fc.nat(3), (title, taken) => {
      const slug = slugOf(title)
      const others = Array.from({ length: taken }, (_, index) => (index === 0 ? slug : `${slug}-${index + 1}`))
      expect(slug === '' || isPlainSlug(freshSlug(slug, new Set(others)))).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test('the whole folder that docs/formats/campaign-folder.md shows is one', async () => {
  const page = readFileSync(join(import.meta.dirname, '../docs/formats/campaign-folder.md'), 'utf8')
  const shown = page.slice(page.indexOf('## 7.')).matchAll(/^`(\S+)`\n\n```\w+\n([^]*?)^```$/gm)
  const files = new Map([...shown].map(([, path = '', text = '']) => [path, text]))
  expect(await tried(database, (tx) => importFolder(tx, files, means))).toMatchObject({
    kind: 'kept',
    letters: 1,
    signatories: 3,
  })
})

test('the example, read from its text, leaves as a folder and comes back the same', async () => {
  const acceptance = { campaignTitle: undefined, summary: '', timeZone: 'UTC', lists: [], publish: true }
  const first = await tried(database, async (tx) => {
    const outcome = await acceptProposal(tx, readLetters(exampleText('letters.txt')), acceptance, means)
    return outcome.kind === 'accepted' ? await exportFolder(tx, outcome.campaign.slug) : undefined
  })
  expect([...(first ?? [])].filter(([path]) => path.includes('/versions/'))).toHaveLength(3)
  const again = await tried(database, async (tx) => {
    const outcome = await importFolder(tx, first ?? new Map(), means)
    expect(outcome).toMatchObject({ kind: 'kept', letters: 1, signatories: 90 })
    return outcome.kind === 'kept' ? await exportFolder(tx, outcome.campaign.slug) : undefined
  })
  expect([...(again ?? [])]).toEqual([...(first ?? [])])
})
