import { expect, test } from 'vitest'
import { eventsOf } from '#accounts'
import { newId } from '#kernel'
import {
  addComment,
  addNote,
  commentsOf,
  draftTexts,
  freezeLetter,
  lettersFor,
  notesOf,
  removeNote,
  resolveComment,
  type CommentWish,
} from '#letters'
import { testDatabase } from '../../test/kit/database.ts'
import { desk, handClock, someOrganizer } from '../../test/kit/letters.ts'

const database = await testDatabase()
const means = handClock()
const [ada, ben] = [someOrganizer(), someOrganizer()]
const source = 'We write to you.\n\nStop the noise at night.\n\nSincerely.\n'

const comment = async (wish: CommentWish) => {
  means.pass(1000)
  return await database.transaction((tx) => addComment(tx, wish, means))
}

test('a comment stands at its words, follows them through the text, and says when they are gone', async () => {
  const { campaign, id: letter } = await desk(database, means, { source })
  const at = { campaign: campaign.id, letter, by: ada }
  await comment({ ...at, body: 'Too soft?', line: 3, quote: 'at night' })
  await comment({ ...at, body: 'Good.', line: 1 })
  await comment({ ...at, body: 'All in all fine.' })
  const placed = async (text: string) =>
    (await database.read((tx) => commentsOf(tx, campaign.id, letter, text))).map(({ quote, lineNow }) => [
      quote,
      lineNow,
    ])
  expect(await placed(source)).toEqual([
    ['at night', 3],
    ['We write to you.', 1],
    [undefined, undefined],
  ])
  expect(await placed(`A new first line.\n\n${source}`)).toEqual([
    ['at night', 5],
    ['We write to you.', 3],
    [undefined, undefined],
  ])
  expect(await placed(source.replace('at night', 'at dawn'))).toEqual([
    ['at night', undefined],
    ['We write to you.', 1],
    [undefined, undefined],
  ])
})

test('answers stand below the comment that began, and settling it counts for all of them', async () => {
  const { campaign, id: letter } = await desk(database, means, { source })
  const at = { campaign: campaign.id, letter }
  const first = await comment({ ...at, by: ada, body: 'Too soft?', line: 3 })
  const answers = first.kind === 'added' ? first.comment : undefined
  const second = await comment({ ...at, by: ben, body: 'No.', answers })
  await comment({ ...at, by: ada, body: 'Yes.', answers: second.kind === 'added' ? second.comment : undefined })
  const list = () => database.read((tx) => commentsOf(tx, campaign.id, letter, source))
  expect((await list()).map(({ by, answers: above }) => [by, above])).toEqual([
    [ada, undefined],
    [ben, answers],
    [ada, answers],
  ])
  const open = async () => (await database.read((tx) => lettersFor(tx, campaign.id)))[0]?.openComments
  expect(await open()).toBe(1)
  const settle = (isResolved: boolean) =>
    database.transaction((tx) =>
      resolveComment(tx, { campaign: campaign.id, comment: answers ?? newId(means), by: ben, isResolved }, means),
    )
  expect([await settle(true), await settle(true)]).toEqual([{ kind: 'set' }, { kind: 'unchanged' }])
  expect(await open()).toBe(0)
  expect((await list())[0]).toMatchObject({ resolvedBy: ben, resolvedAt: means.now() })
  await settle(false)
  expect(await open()).toBe(1)
})

test('what is no comment is told: empty, endless, or about what is not there', async () => {
  const { campaign, id: letter } = await desk(database, means, { source })
  const other = await desk(database, means)
  const at = { campaign: campaign.id, letter, by: ada }
  const elsewhere = await comment({ ...at, letter: other.id, campaign: other.campaign.id, body: 'Hm.' })
  const answers = elsewhere.kind === 'added' ? elsewhere.comment : undefined
  const outcomes = [
    await comment({ ...at, body: ' \n' }),
    await comment({ ...at, body: 'x'.repeat(10_001) }),
    await comment({ ...at, body: 'Where?', line: 99 }),
    await comment({ ...at, body: 'Whom?', answers }),
    await comment({ ...at, letter: newId(means), body: 'What?' }),
  ]
  expect(outcomes.map(({ kind }) => kind)).toEqual(['empty', 'too-long', 'gone', 'gone', 'gone'])
})

test('a note stands outside the text: no hash knows of it, and the trail keeps that one was there', async () => {
  const { campaign, id: letter } = await desk(database, means, { source })
  const hashes = async () =>
    (await database.read((tx) => draftTexts(tx, campaign.id, letter)))?.drafts.map(({ hash }) => hash)
  const before = await hashes()
  await database.transaction((tx) => freezeLetter(tx, campaign.id, letter, means))
  const at = { campaign: campaign.id, letter, by: ada }
  const added = await database.transaction((tx) => addNote(tx, { ...at, body: 'We were\r\nheard.\n' }, means))
  expect(await hashes()).toEqual(before)
  const notes = () => database.read((tx) => notesOf(tx, campaign.id, letter))
  expect(await notes()).toMatchObject([{ body: 'We were\nheard.', writtenAt: means.now() }])
  if (added.kind !== 'added') throw new Error(added.kind)
  const away = { campaign: campaign.id, note: added.note, by: ben }
  means.pass(1)
  const remove = () => database.transaction((tx) => removeNote(tx, away, means))
  expect([await remove(), await remove()]).toEqual([{ kind: 'removed' }, { kind: 'gone' }])
  expect(await notes()).toEqual([])
  const events = await database.read((tx) => eventsOf(tx, { campaign: campaign.id, limit: 9 }))
  expect(events.map(({ act, organizer }) => [act, organizer])).toEqual([
    ['remove-note', ben],
    ['add-note', ada],
  ])
})
