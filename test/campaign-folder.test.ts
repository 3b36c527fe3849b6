import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { freshSlug, slugOf, type Means } from '../src/kernel/index.ts'
import {
  isPlainSlug,
  plainList,
  publicCampaign,
  readCampaignFiles,
  readCampaignRecord,
  recordCampaign,
  writeCampaignFiles,
} from '../src/letters/index.ts'
import { acceptProposal, importFolder, readLetters } from '../src/intake/index.ts'
import { readListFiles, readLists, recordLists, writeListFiles } from '../src/organizations/index.ts'
import { hashText } from '../src/proof/index.ts'
import { exportFolder, listSheet } from '../src/publication/index.ts'
import { anyCampaign, plainCampaign, type RecordedCampaign } from './kit/campaigns.ts'
import { testDatabase } from './kit/database.ts'
import { exampleText } from './kit/example.ts'
import { hostileText } from './kit/hostile-text.ts'

type Files = ReadonlyMap<string, string>

const means: Means = { now: () => new Date('2026-11-20T12:00:00Z'), random: (bytes) => randomBytes(bytes) }
const database = await testDatabase()

const filesOf = ({ campaign, lists }: RecordedCampaign): Files =>
  new Map([
    ...writeCampaignFiles(
      campaign,
      new Map(
        lists.lists.map(({ letter, settings, groups, endorsements }) => [
          letter,
          { ...settings, groups, endorsements },
        ]),
      ),
    ),
    ...writeListFiles(lists),
  ])

function recordOf(files: Files): RecordedCampaign | readonly string[] {
  const read = readCampaignFiles(files)
  if (read.kind === 'unreadable') return read.problems
  const letters = read.record.letters.map(({ slug, editions }) => ({
    slug,
    editions: editions.map((edition) => edition.slug),
    list: read.lists.get(slug) ?? plainList,
  }))
  const lists = readListFiles(files, letters)
  return lists.kind === 'unreadable' ? lists.problems : { campaign: read.record, lists: lists.lists }
}

/** Does something in a transaction that is taken back afterwards. */
async function tried<T>(work: Parameters<typeof database.transaction<T>>[0]): Promise<T> {
  let result: { readonly value: T } | undefined
  const back = new Error('taken back')
  await database
    .transaction(async (tx) => {
      result = { value: await work(tx) }
      throw back
    })
    .catch((error: unknown) => {
      if (error !== back) throw error
    })
  if (!result) throw new Error('nothing came of it')
  return result.value
}

const plain = (change: (files: Map<string, string>) => void): readonly string[] => {
  const files = new Map(filesOf(plainCampaign()))
  change(files)
  const read = recordOf(files)
  return Array.isArray(read) ? read : []
}
const letterYaml = 'letters/open-archive/letter.yaml'
const versionText = 'letters/open-archive/versions/halden-1.txt'
const replaced = (path: string, from: string, to: string) => (files: Map<string, string>) => {
  expect(files.get(path)).toContain(from)
  files.set(path, (files.get(path) ?? '').replace(from, to))
}

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
        const read = await tried(async (tx) => {
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
        const first = await tried(async (tx) => {
          expect(
            await importFolder(tx, filesOf({ ...recorded, campaign: { ...recorded.campaign, slug } }), means),
          ).toMatchObject({
            kind: 'kept',
            letters: recorded.campaign.letters.length,
          })
          return await exportFolder(tx, slug, new Date())
        })
        expect(await elsewhere.transaction((tx) => importFolder(tx, first ?? new Map(), means))).toMatchObject({
          kind: 'kept',
        })
        const second = await elsewhere.read((tx) => exportFolder(tx, slug, new Date()))
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
    expect(first.get(letterYaml)).not.toMatch(/notes|groups|endorsements/)
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
    const seen = await tried(async (tx) => {
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
  expect(await tried((tx) => importFolder(tx, files, means))).toMatchObject({
    kind: 'kept',
    letters: 1,
    signatories: 3,
  })
})

test('the example, read from its text, leaves as a folder and comes back the same', async () => {
  const acceptance = { campaignTitle: undefined, summary: '', timeZone: 'UTC', lists: [], publish: true }
  const first = await tried(async (tx) => {
    const outcome = await acceptProposal(tx, readLetters(exampleText('letters.txt')), acceptance, means)
    return outcome.kind === 'accepted' ? await exportFolder(tx, outcome.campaign.slug, new Date()) : undefined
  })
  expect([...(first ?? [])].filter(([path]) => path.includes('/versions/'))).toHaveLength(3)
  const again = await tried(async (tx) => {
    const outcome = await importFolder(tx, first ?? new Map(), means)
    expect(outcome).toMatchObject({ kind: 'kept', letters: 1, signatories: 90 })
    return outcome.kind === 'kept' ? await exportFolder(tx, outcome.campaign.slug, new Date()) : undefined
  })
  expect([...(again ?? [])]).toEqual([...(first ?? [])])
})

describe('a campaign folder that is not whole is refused with a sentence that names the file and the place:', () => {
  test('a text that is not the one that was signed', () => {
    expect(plain(replaced(versionText, 'archive', 'Archive'))).toEqual([
      expect.stringMatching(
        /^letters\/open-archive\/versions\/halden-1\.txt: The text is not the one that was fixed: its SHA-256 is [0-9a-f]{64}, and letter\.yaml says [0-9a-f]{64}\.$/,
      ),
    ])
  })

  test('a text that fits its hash and yet is no letter', () => {
    const text = 'Send money.\n'
    const said = plain((files) => {
      files.set(versionText, text)
      files.set(letterYaml, (files.get(letterYaml) ?? '').replace(/[0-9a-f]{64}/, hashText(text)))
    })
    expect(said).toEqual([`${versionText}: This is not a letter text (docs/formats/letter-text.md).`])
  })

  test.each([
    'campaign.yaml',
    'organizations.csv',
    letterYaml,
    'letters/open-archive/letter.md',
    'letters/open-archive/signatories.csv',
    versionText,
  ])('a missing %s', (path) => {
    expect(plain((files) => void files.delete(path))).toContain(`${path}: This file is missing.`)
  })

  test.each([
    [
      'a broken file',
      letterYaml,
      'title:',
      'title: [',
      /^letters\/open-archive\/letter\.yaml: Line \d+: this is not YAML \(.+\)\.$/,
    ],
    [
      'an unknown key',
      letterYaml,
      'state:',
      'colour: red\nstate:',
      'letters/open-archive/letter.yaml: No key is called “colour” here.',
    ],
    [
      'an unknown key deep inside',
      letterYaml,
      /(\s+)- number: 1/,
      '$1- pages: 2$1  number: 1',
      `${letterYaml}: editions, 1, versions, 1: No key is called “pages” here.`,
    ],
    [
      'an unknown recipient',
      letterYaml,
      'recipient: halden',
      'recipient: nobody',
      `${letterYaml}: In the edition “halden”: “nobody” is not a recipient of campaign.yaml.`,
    ],
    [
      'an unknown state',
      letterYaml,
      'state: published',
      'state: open',
      `${letterYaml}: state: The state must be draft, private, embargoed, published, closed.`,
    ],
    [
      'a state without its moment',
      letterYaml,
      'state: published',
      'state: closed',
      `${letterYaml}: “closed-at” belongs to the state closed, and to no other.`,
    ],
    [
      'a day that never was',
      letterYaml,
      'state: published',
      'state: closed\nclosed-at: 2026-02-30T10:00:00Z',
      `${letterYaml}: closed-at: “2026-02-30T10:00:00Z” is not a moment; write one like 2026-12-01T09:00:00Z.`,
    ],
    [
      'an unknown letter to follow',
      letterYaml,
      'state:',
      'follows: earlier\nstate:',
      `${letterYaml}: It follows “earlier”, but no letter is called so.`,
    ],
    [
      'a letter that follows itself',
      letterYaml,
      'state:',
      'follows: open-archive\nstate:',
      `${letterYaml}: It follows itself, directly or by way of others.`,
    ],
    [
      'a public letter without a fixed text',
      letterYaml,
      /versions:[^]*$/,
      'versions: []\n',
      `${letterYaml}: It is published, but the text of the edition “halden” is not fixed: it has no version.`,
    ],
    [
      'a version number left out',
      letterYaml,
      'number: 1',
      'number: 2',
      `${letterYaml}: The file of version 2 of the edition “halden” must be versions/halden-2.txt.`,
    ],
    [
      'a way out of the folder',
      letterYaml,
      'versions/halden-1.txt',
      '../../../etc/passwd',
      `${letterYaml}: The file of version 1 of the edition “halden” must be versions/halden-1.txt.`,
    ],
    [
      'an edition called as a page',
      letterYaml,
      /state: published([^]*)slug: halden([^]*)versions:[^]*$/,
      'state: draft$1slug: compare$2versions: []',
      `${letterYaml}: No edition may be called “compare”: pages use that word.`,
    ],
    [
      'a key of the third format in the second',
      letterYaml,
      'state:',
      'endorsements: [{ name: Ada Vale }]\nstate:',
      'campaign.yaml: format: The keys groups and endorsements are of “undersigned campaign folder 3”.',
    ],
    [
      'a heading that stands twice',
      letterYaml,
      'articles: kept',
      'articles: kept\n  groups: [Experts, Companies, Experts]',
      `${letterYaml}: list, groups: A heading stands here twice.`,
    ],
    [
      'a key of the second format in the first',
      'campaign.yaml',
      'folder 2',
      'folder 1',
      'campaign.yaml: format: The keys sign-on-until, notes and change are of “undersigned campaign folder 2”.',
    ],
    [
      'another format',
      'campaign.yaml',
      'folder 2',
      'folder 4',
      'campaign.yaml: format: The format must be “undersigned campaign folder 1” or “undersigned campaign folder 2” or “undersigned campaign folder 3”.',
    ],
    [
      'a slug with a path in it',
      'campaign.yaml',
      'slug: archive',
      'slug: ../archive',
      'campaign.yaml: “../archive” cannot be a slug; it may hold small letters and digits, joined by hyphens, at most 80.',
    ],
    ['a missing key', 'campaign.yaml', /^title:.*\n/m, '', 'campaign.yaml: title: This is missing.'],
    [
      'no time zone',
      'campaign.yaml',
      'Europe/Berlin',
      'Mars/North',
      'campaign.yaml: “Mars/North” is not a time zone; write one like Europe/Berlin.',
    ],
    [
      'an alias, with which a small file grows huge',
      'campaign.yaml',
      /title: .*/,
      'title: &a x\nlead-organization: *a',
      'campaign.yaml: Aliases (“*name”) cannot stand here; write the value out.',
    ],
    [
      'a bottomless file',
      'campaign.yaml',
      /title: .*/,
      `title: ${'['.repeat(50_000)}`,
      'campaign.yaml: This is nested too deeply.',
    ],
    [
      'a list line for no edition',
      'letters/open-archive/signatories.csv',
      ',halden',
      ',oke',
      'letters/open-archive/signatories.csv: “Harbor Legal Aid”: this letter has no edition “oke”.',
    ],
    [
      'two organizations of one name',
      'organizations.csv',
      /$/,
      'two,HARBOR legal-aid,,\n',
      'organizations.csv: Line 3: “HARBOR legal-aid” and “Harbor Legal Aid” are spellings of one name; make one an alias of the other.',
    ],
  ])('%s', (_what, path, from, to, sentence) => {
    const said = plain((files) => {
      const before = files.get(path) ?? ''
      files.set(path, before.replace(from, to))
      expect(files.get(path)).not.toBe(before)
    })
    expect(said.length).toBeGreaterThan(0)
    expect(said[0]).toEqual(sentence instanceof RegExp ? expect.stringMatching(sentence) : sentence)
  })

  test('a letter or a text that stands there unnamed', () => {
    expect(plain((files) => files.set('letters/second/letter.yaml', 'title: Second\n'))).toEqual([
      'letters/second/letter.yaml: The letter “second” is not among the letters of campaign.yaml.',
    ])
    expect(plain((files) => files.set('letters/open-archive/versions/halden-2.txt', 'x'))).toEqual([
      'letters/open-archive/versions/halden-2.txt: No version in letter.yaml has this text.',
    ])
  })

  test('any text in any file is read or refused, never a crash', () => {
    const files = filesOf(plainCampaign())
    fc.assert(
      fc.property(fc.constantFrom(...files.keys()), hostileText, fc.nat(), fc.nat(40), (path, noise, at, cut) => {
        const text = files.get(path) ?? ''
        const from = at % (text.length + 1)
        const read = recordOf(new Map([...files, [path, text.slice(0, from) + noise + text.slice(from + cut)]]))
        expect('campaign' in read || read.length > 0).toBe(true)
      }),
      { numRuns: 400 },
    )
  })
})

describe('a folder comes in whole or not at all:', () => {
  test('whatever fails half-way leaves nothing', async () => {
    const { campaign, lists } = plainCampaign()
    const files = filesOf({ campaign: { ...campaign, slug: 'half' }, lists })
    // Campaign, recipient, letter, edition, organization and sign-on are named one after the other.
    for (let good = 0; good < 6; good += 1) {
      let named = 0
      const failing: Means = {
        now: means.now,
        random: (bytes) => {
          if (named === good) throw new Error('the power went')
          named += 1
          return randomBytes(bytes)
        },
      }
      await expect(database.transaction((tx) => importFolder(tx, files, failing))).rejects.toThrow('the power went')
      expect(await database.read((tx) => exportFolder(tx, 'half', new Date()))).toBeUndefined()
    }
    const kept = await database.transaction((tx) => importFolder(tx, files, means))
    expect(kept).toMatchObject({ kind: 'kept', letters: 1, signatories: 1 })
  })

  test('a campaign that is there already is not touched', async () => {
    const { campaign, lists } = plainCampaign()
    const files = filesOf({ campaign: { ...campaign, slug: 'twice' }, lists })
    const changed = filesOf({ campaign: { ...campaign, slug: 'twice', title: 'Changed' }, lists })
    await database.transaction((tx) => importFolder(tx, files, means))
    const before = await database.read((tx) => exportFolder(tx, 'twice', new Date()))
    expect(await database.transaction((tx) => importFolder(tx, changed, means))).toEqual({
      kind: 'slug-taken',
      slug: 'twice',
    })
    expect(await database.read((tx) => exportFolder(tx, 'twice', new Date()))).toEqual(before)
  })

  test('strangers may read what was public where it came from, and nothing else; its pages are asked for', async () => {
    const { campaign, lists } = plainCampaign()
    await tried(async (tx) => {
      await importFolder(tx, filesOf({ campaign: { ...campaign, slug: 'open' }, lists }), means)
      const letters = campaign.letters.map((letter) => ({ ...letter, state: 'draft' as const }))
      await importFolder(tx, filesOf({ campaign: { ...campaign, slug: 'hidden', letters }, lists }), means)
      expect(await publicCampaign(tx, 'open', means.now())).toMatchObject({
        letters: [{ letter: { slug: 'open-archive' } }],
      })
      expect(await publicCampaign(tx, 'hidden', means.now())).toBeUndefined()
      const jobs = await sql<{ readonly campaign: string }>`
        select data ->> 'campaign' as campaign from pgboss.job
        where name = 'letters.state-set' and data ->> 'campaign' in ('open', 'hidden')`.execute(tx)
      expect(jobs.rows).toEqual([{ campaign: 'open' }])
    })
  })
})
