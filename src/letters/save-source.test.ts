import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventsOf } from '#accounts'
import type { CampaignId, LetterId } from '#kernel'
import {
  checkLetters,
  freezeLetter,
  letterDraft,
  longestSource,
  releaseLock,
  saveSource,
  savedSource,
  savesOf,
  takeLock,
  type SourceSave,
} from '#letters'
import { testDatabase } from '../../test/kit/database.ts'
import { desk, handClock, someOrganizer } from '../../test/kit/letters.ts'

const database = await testDatabase()
const means = handClock()
const [ada, ben] = [someOrganizer(), someOrganizer()]
const people = [ada, ben] as const
const minutes = 60_000

const save = (one: SourceSave) => database.transaction((tx) => saveSource(tx, one, means))
const draftOf = (campaign: CampaignId, letter: LetterId) =>
  database.read((tx) => letterDraft(tx, campaign, letter, means))

/** Every text that is kept of a letter with the revision it was. */
async function keptSaves(campaign: CampaignId, letter: LetterId) {
  return await database.read(async (tx) => {
    const kept: (readonly [revision: number | undefined, text: string])[] = []
    for (const { id, revision } of await savesOf(tx, campaign, letter, 10_000))
      kept.push([revision, (await savedSource(tx, campaign, letter, id)) ?? ''])
    return kept
  })
}

const keptTexts = async (campaign: CampaignId, letter: LetterId): Promise<ReadonlySet<string>> =>
  new Set((await keptSaves(campaign, letter)).map(([, text]) => text))

test('a save on the present text makes it the letter’s, under the next revision', async () => {
  const { campaign, id: letter } = await desk(database, means, { source: 'One.\n' })
  const at = { campaign: campaign.id, letter, by: ada }
  expect(await save({ ...at, source: 'Two.\r\n', revision: 1 })).toEqual({ kind: 'saved', revision: 2 })
  const draft = await draftOf(campaign.id, letter)
  expect(draft).toMatchObject({ revision: 2, letter: { source: 'Two.\n' }, lock: { by: ada } })
  expect(await save({ ...at, source: 'Two.\n', revision: 2 })).toEqual({ kind: 'unchanged', revision: 2 })
  expect(new Map(await keptSaves(campaign.id, letter))).toEqual(
    new Map([
      [1, 'One.\n'],
      [2, 'Two.\n'],
    ]),
  )
})

test('a save on a text that another changed since changes nothing, shows theirs, and is set aside', async () => {
  const { campaign, id: letter } = await desk(database, means, { source: 'One.\n' })
  const at = { campaign: campaign.id, letter, revision: 1 }
  await save({ ...at, by: ada, source: 'Ada’s.\n' })
  await database.transaction((tx) => releaseLock(tx, { campaign: campaign.id, letter, by: ada }))
  const late = await save({ ...at, by: ben, source: 'Ben’s.\n' })
  expect(late).toMatchObject({ kind: 'stale', theirs: 'Ada’s.\n', revision: 2, by: ada })
  expect((await draftOf(campaign.id, letter))?.letter.source).toBe('Ada’s.\n')
  const again = await save({ ...at, by: ben, source: 'Ben’s.\n' })
  const aside = late.kind === 'stale' ? late.aside : undefined
  expect(again).toMatchObject({ aside })
  expect(aside && (await database.read((tx) => savedSource(tx, campaign.id, letter, aside)))).toBe('Ben’s.\n')
})

test('while one writes, another’s save is set aside; after ten minutes without a word anybody may write', async () => {
  const { campaign, id: letter } = await desk(database, means)
  const at = { campaign: campaign.id, letter }
  const lock = (by: typeof ada, takeOver = false) =>
    database.transaction((tx) => takeLock(tx, { ...at, by, takeOver }, means))
  expect((await lock(ada)).kind).toBe('yours')
  expect(await lock(ben)).toMatchObject({ kind: 'held', by: ada })
  expect(await save({ ...at, by: ben, source: 'Ben’s.\n', revision: 1 })).toMatchObject({ kind: 'locked', by: ada })
  means.pass(9 * minutes)
  expect(await save({ ...at, by: ada, source: 'Ada’s.\n', revision: 1, isAuto: true })).toMatchObject({ kind: 'saved' })
  means.pass(9 * minutes)
  expect((await lock(ben)).kind).toBe('held')
  means.pass(minutes)
  expect((await draftOf(campaign.id, letter))?.lock).toBeUndefined()
  expect((await lock(ben)).kind).toBe('yours')
  expect(await lock(ada)).toMatchObject({ kind: 'held', by: ben })
  expect((await lock(ada, true)).kind).toBe('yours')
  expect(await save({ ...at, by: ben, source: 'Too late.\n', revision: 2 })).toMatchObject({ kind: 'locked', by: ada })
  expect(await keptTexts(campaign.id, letter)).toContain('Too late.\n')
})

test('who releases another’s lock releases nothing', async () => {
  const { campaign, id: letter } = await desk(database, means)
  const at = { campaign: campaign.id, letter }
  await database.transaction((tx) => takeLock(tx, { ...at, by: ada }, means))
  await database.transaction((tx) => releaseLock(tx, { ...at, by: ben }))
  expect((await draftOf(campaign.id, letter))?.lock?.by).toBe(ada)
})

test('what a page saves by itself within five minutes is one save, and a button makes a save of its own', async () => {
  const { campaign, id: letter } = await desk(database, means, { source: 'Start.\n' })
  const at = { campaign: campaign.id, letter, by: ada }
  for (const revision of [1, 2, 3, 4]) {
    await save({ ...at, source: `Start.\nLine ${revision}.\n`, revision, isAuto: true })
    means.pass(minutes)
  }
  const list = await database.read((tx) => savesOf(tx, campaign.id, letter))
  expect(list.map(({ revision, isAsked, by }) => ({ revision, isAsked, by }))).toEqual([
    { revision: 5, isAsked: false, by: ada },
    { revision: 1, isAsked: true, by: undefined },
  ])
  await save({ ...at, source: 'Start.\nLine 4.\n', revision: 5 })
  await save({ ...at, source: 'Start again.\n', revision: 5, isAuto: true })
  const later = await database.read((tx) => savesOf(tx, campaign.id, letter))
  expect(later.map(({ revision, isAsked }) => ({ revision, isAsked }))).toEqual([
    { revision: 6, isAsked: false },
    { revision: 5, isAsked: true },
    { revision: 1, isAsked: true },
  ])
  const events = await database.read((tx) => eventsOf(tx, { campaign: campaign.id, limit: 100 }))
  expect(events.filter(({ act }) => act === 'save-source')).toHaveLength(2)
})

test('a text that was deleted by mistake and saved by the page itself is still there', async () => {
  const { campaign, id: letter } = await desk(database, means)
  const at = { campaign: campaign.id, letter, by: ada, isAuto: true }
  const long = 'We ask you to stop. '.repeat(20)
  await save({ ...at, source: long, revision: 1 })
  await save({ ...at, source: '', revision: 2 })
  await save({ ...at, source: 'a', revision: 3 })
  expect(await keptTexts(campaign.id, letter)).toContain(long)
})

test('what no text can keep is replaced by the sign for it, and what is too long is refused', async () => {
  const { campaign, id: letter } = await desk(database, means)
  const at = { campaign: campaign.id, letter, by: ada }
  await save({ ...at, source: 'a\0b\uD800c\rd', revision: 1 })
  expect((await draftOf(campaign.id, letter))?.letter.source).toBe('a\uFFFDb\uFFFDc\nd')
  const tooLong = await save({ ...at, source: 'x'.repeat(longestSource + 1), revision: 2 })
  expect(tooLong.kind).toBe('too-long')
})

type Step =
  | { readonly kind: 'save'; readonly who: 0 | 1; readonly isAuto: boolean; readonly words: string }
  | { readonly kind: 'read' | 'take-over' | 'release'; readonly who: 0 | 1 }
  | { readonly kind: 'wait'; readonly minutes: number }

const who = fc.constantFrom(0 as const, 1 as const)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('save' as const),
      who,
      isAuto: fc.boolean(),
      words: fc.string({ minLength: 1, maxLength: 6 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('read' as const, 'take-over' as const, 'release' as const), who }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 12 }) }) },
)

/** Two organizers at one letter, and which of its texts have to be kept. */
async function writers() {
  const { campaign, id: letter } = await desk(database, means, { source: 'Start.' })
  const at = { campaign: campaign.id, letter }
  // The revision that each has on the screen, and every text that was the letter's.
  const screens: [number, number] = [1, 1]
  const texts = ['Start.']
  const asked = new Set(['Start.'])
  let present: { readonly by: unknown; readonly isAuto: boolean } = { by: undefined, isAuto: false }
  const saves = async ({ who: person, isAuto, words }: Extract<Step, { readonly kind: 'save' }>, count: number) => {
    const [by, revision] = [people[person], screens[person]]
    const source = `${count} ${words.toWellFormed().replace(/[\0\r]/gu, '')}`
    const outcome = await save({ ...at, by, source, revision, isAuto })
    if (!isAuto) asked.add(source)
    if (outcome.kind !== 'saved') return expect(['stale', 'locked']).toContain(outcome.kind)
    expect([outcome.revision, revision]).toEqual([texts.length + 1, texts.length])
    // Another's text that gives way is kept, whoever saved it and how.
    if (present.by !== by || !present.isAuto) asked.add(texts.at(-1) ?? '')
    screens[person] = texts.push(source)
    present = { by, isAuto }
  }
  const takes = async (one: Exclude<Step, { readonly kind: 'save' }>) => {
    if (one.kind === 'wait') return means.pass(one.minutes * minutes)
    const by = people[one.who]
    if (one.kind === 'read') screens[one.who] = texts.length
    else if (one.kind === 'release') await database.transaction((tx) => releaseLock(tx, { ...at, by }))
    else await database.transaction((tx) => takeLock(tx, { ...at, by, takeOver: true }, means))
  }
  return { at, texts, asked, saves, takes }
}

test('whatever two organizers save and when: every text that a button saved is kept, and nobody’s text is overwritten unread', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const { at, texts, asked, saves, takes } = await writers()
      for (const [count, one] of steps.entries()) await (one.kind === 'save' ? saves(one, count) : takes(one))
      const present = (await draftOf(at.campaign, at.letter))?.letter.source ?? ''
      const kept = new Set([...(await keptTexts(at.campaign, at.letter)), present])
      for (const text of asked) expect(kept).toContain(text)
      expect(present).toBe(texts.at(-1))
      expect(await database.read((tx) => checkLetters(tx))).toEqual([])
    }),
    { numRuns: 100 },
  )
})

test('a letter whose text was changed behind the saves is told, and so is a gap among its versions', async () => {
  const { campaign, id: letter, editions } = await desk(database, means, { source: 'Stop.' })
  await save({ campaign: campaign.id, letter, by: ada, source: 'Stop now.', revision: 1 })
  await database.transaction(async (tx) => {
    await freezeLetter(tx, campaign.id, letter, means)
    await tx.updateTable('letters_letter').set({ source: 'Go on.' }).where('letter_id', '=', letter).execute()
    const row = { campaign_id: campaign.id, edition_id: editions[0]?.id ?? '', number: 3, frozen_at: means.now() }
    await tx
      .insertInto('letters_version')
      .values({ ...row, version_hash: 'ab'.repeat(32), canonical_text: 'no letter' })
      .execute()
  })
  expect(await database.read((tx) => checkLetters(tx))).toEqual([
    `Version 3 of edition ${editions[0]?.id} is not the text that was fixed.`,
    `The versions of edition ${editions[0]?.id} have a gap.`,
    `The text of letter ${letter} is not that of its save.`,
  ])
})

test('of many who save at one moment on one text, one is the next and every other is set aside', async () => {
  const { campaign, id: letter } = await desk(database, means, { source: 'Start.' })
  const crowd = Array.from({ length: 8 }, someOrganizer)
  const outcomes = await Promise.all(
    crowd.map((by, n) => save({ campaign: campaign.id, letter, by, source: `Text ${n}.`, revision: 1 })),
  )
  expect(outcomes.filter(({ kind }) => kind === 'saved')).toHaveLength(1)
  expect(outcomes.filter(({ kind }) => kind === 'locked')).toHaveLength(7)
  expect([...(await keptTexts(campaign.id, letter))].toSorted()).toEqual(
    ['Start.', ...crowd.map((_, n) => `Text ${n}.`)].toSorted(),
  )
})
