import { expect, test } from 'vitest'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import {
  address,
  calledBack,
  changeText,
  gatherPlace,
  judged,
  printedNames,
  signedOn,
  standingSignOn,
  testOrganizer,
  type GatherPlace,
} from '../../test/kit/sign-ons.ts'
import { movableMeans, vaultForTests } from '../../test/kit/signatures.ts'
import { setRule } from '#accounts'
import { gatheringLetters } from '#letters'
import type { Tx } from '#platform'
import { askOrganizations } from './ask-organizations.ts'
import { changeAsk, remind } from './follow-asks.ts'
import { boardOf } from './board.ts'
import { editLine } from './edit-list.ts'
import { finalContent, finalizeList, finalOf, listOf } from './final-list.ts'
import type { AskWish, BoardRow } from './gathered-board.ts'
import { answerHome, askHome } from './home-approval.ts'
import { renameSignOn } from './my-sign-on.ts'
import { settleDoubt } from './name-doubts.ts'
import { factsFor } from './shelf.ts'
import { progressOf } from './progress.ts'
import { settleDueSignOns, settleSignOns } from './settle-sign-ons.ts'
import { signOnFor } from './sign-on-for.ts'

const database = await testDatabase()
const clock = movableMeans()
const means = { ...clock, vault: vaultForTests }
let places = 0
const place = async () => {
  places += 1
  return gatherPlace(database, means, { slug: `board-${places}` })
}

const write = async <T>(work: (tx: Tx) => Promise<T>) => database.transaction(work)
const by = testOrganizer

const ask = async (at: GatherPlace, rows: readonly AskWish[]) =>
  write((tx) => askOrganizations(tx, { campaign: at.campaign.id, letter: at.letter, by, rows }, means))
const board = async (at: GatherPlace) =>
  database.read((tx) => boardOf(tx, vaultForTests, at.campaign.id, at.letter, means.now()))
const rowOf = async (at: GatherPlace, name: string): Promise<BoardRow> => {
  const row = (await board(at)).find((one) => one.name === name)
  if (!row) throw new Error(`${name} is not on the board`)
  return row
}
const progress = async ({ campaign: { id } }: GatherPlace) =>
  database.read(async (tx) => progressOf(tx, id, await gatheringLetters(tx, id)))
const queues = async (at: GatherPlace) => (await progress(at)).queues
const fine = async () => expect(await checkEverything(database, vaultForTests)).toEqual([])

test('each organization is asked once for a letter, by its name and by its address; who has no address is noted', async () => {
  const at = await place()
  const outcomes = await ask(at, [
    { name: 'Harbor Lights', email: address('ada@lights.example'), domain: 'lights.example', note: 'met in May' },
    { name: 'The HARBOR Lights' },
    { name: 'Stair Keepers', email: address('Ada@lights.example') },
    { name: 'Bridge Friends' },
    { name: ' ' },
    { name: 'Low Tide', domain: 'not a domain' },
  ])
  const kinds = outcomes.map(({ kind }) => kind)
  expect(kinds).toEqual(['asked', 'already', 'already', 'noted', 'bad-name', 'bad-domain'])
  expect(
    (await board(at)).map(({ name, status, personal }) => [name, status, personal().contact?.email, personal().note]),
  ).toEqual([
    ['Harbor Lights', 'asked', 'ada@lights.example', 'met in May'],
    ['Bridge Friends', 'not-asked', undefined, undefined],
  ])
})

test('an ask is followed by hand until a sign-on comes of it, and from then on by what happens', async () => {
  const at = await place()
  await ask(at, [{ name: 'Harbor Lights', email: address('ada@lights.example') }])
  const { ask: id } = await rowOf(at, 'Harbor Lights')
  if (!id) throw new Error('no ask')
  const change = { campaign: at.campaign.id, ask: id, by, status: 'promised', nextOn: '2029-04-01', owner: by } as const
  expect(await write((tx) => changeAsk(tx, change, means))).toEqual({ kind: 'changed' })
  expect(await rowOf(at, 'Harbor Lights')).toMatchObject({ status: 'promised', nextOn: '2029-04-01', owner: by })
  const link = { kind: 'ask', campaign: at.campaign.id, letter: at.letter, ask: id } as const
  const { signOn } = await signedOn(database, at, means, { link })
  expect(await rowOf(at, 'Harbor Lights')).toMatchObject({ status: 'signed', ask: id, signOn, queues: ['authorize'] })
  await calledBack(database, at, signOn, means)
  expect(await rowOf(at, 'Harbor Lights')).toMatchObject({
    status: 'authorized',
    level: 'call-back',
    queues: ['review'],
  })
  await judged(database, at, signOn, means)
  expect(await rowOf(at, 'Harbor Lights')).toMatchObject({ status: 'printed', queues: [] })
  await changeText(database, at, { source: 'Please light them.\n', change: 'change' }, means)
  expect(await rowOf(at, 'Harbor Lights')).toMatchObject({ status: 'changed', queues: ['changed'] })
})

test('reminders go to those who were asked and have not signed, at most once a day', async () => {
  const at = await place()
  await ask(at, [
    { name: 'Harbor Lights', email: address('ada@lights.example') },
    { name: 'Stair Keepers', email: address('bo@stairs.example') },
    { name: 'Bridge Friends' },
  ])
  const asks = (await board(at)).flatMap((row) => row.ask ?? [])
  const again = async () => write((tx) => remind(tx, { campaign: at.campaign.id, letter: at.letter, by, asks }, means))
  expect(await again()).toBe(0)
  clock.pass(86_400_000)
  await signedOn(database, at, means)
  expect(await again()).toBe(1)
  expect(await again()).toBe(0)
  expect(await rowOf(at, 'Stair Keepers')).toMatchObject({ reminders: 1 })
})

test('queues and board say the same of what waits, with the oldest of each', async () => {
  const at = await place()
  const since = means.now()
  const { signOn, link } = await signedOn(database, at, means)
  expect(await queues(at)).toMatchObject({
    authorize: { count: 1, oldest: since, letters: [{ letter: at.letter, count: 1 }] },
    review: { count: 0, oldest: undefined },
  })
  await calledBack(database, at, signOn, means)
  await judged(database, at, signOn, means)
  await write((tx) => renameSignOn(tx, vaultForTests, { link, name: 'Harbour Lights' }, means))
  expect(await queues(at)).toMatchObject({ names: { count: 1 }, authorize: { count: 0 } })
  expect(await rowOf(at, 'Harbor Lights')).toMatchObject({ queues: ['names'] })
  expect(await printedNames(database, at)).toEqual(['Harbor Lights: halden oskerra'])
  const edit = { campaign: at.campaign.id, signOn, by, name: 'Harbour Lights' }
  expect(await write((tx) => editLine(tx, edit, means))).toEqual({ kind: 'edited' })
  expect(await queues(at)).toMatchObject({ names: { count: 0 } })
  expect(await printedNames(database, at)).toEqual(['Harbour Lights: halden oskerra'])
  await fine()
})

test('a name that looks like another of the campaign is in doubt until a person says that they are two', async () => {
  const at = await place()
  await standingSignOn(database, at, means)
  const twin = 'Harbоr Lights'
  const other = { name: 'Bo', role: '', email: address('bo@elsewhere.example') }
  await signedOn(database, at, means, { name: twin, representative: other })
  const plain = { name: 'Φίλοι του Λιμανιού', representative: { ...other, email: address('eleni@limani.example') } }
  await signedOn(database, at, means, plain)
  const doubts = async () => database.read(async (tx) => (await factsFor(tx, at.campaign.id)).doubts(at.letter))
  const found = await doubts()
  expect(found.map(({ name, others }) => [name, ...others.map((one) => `${one.name} ${one.how}`)])).toEqual([
    [twin, 'Harbor Lights twin'],
  ])
  const settle = { campaign: at.campaign.id, letter: at.letter, by, name: twin, other: 'Harbor Lights' }
  await write((tx) => settleDoubt(tx, settle, means))
  expect(await doubts()).toEqual([])
})

test('where two people are wanted, only what was finalized is printed, and what stood before the rule stays', async () => {
  const at = await place()
  await standingSignOn(database, at, means)
  const { campaign, letter } = { campaign: at.campaign.id, letter: at.letter }
  const leads = ['0197aaaa-0000-7000-8000-00000000000a', '0197aaaa-0000-7000-8000-00000000000b']
  await write(async (tx) => {
    for (const organizer of leads) {
      await tx
        .insertInto('accounts_organizer')
        .values({
          organizer_id: organizer,
          ended_at: null,
          sealed: Buffer.of(1),
          address_mark: Buffer.from(organizer.slice(-16)),
          invited_at: means.now(),
        })
        .execute()
      await tx
        .insertInto('accounts_role')
        .values({ campaign_id: campaign, organizer_id: organizer, role: 'lead', since: means.now() })
        .execute()
    }
    expect(await setRule(tx, { by: 'server', campaign, act: 'finalize-list', needsTwo: true }, means)).toEqual({
      kind: 'set',
    })
    await settleSignOns(tx, campaign, letter, means)
  })
  expect(await printedNames(database, at)).toEqual(['Harbor Lights: halden oskerra'])
  const bo = { name: 'Bo', role: '', email: address('bo@stairs.example') }
  const second = await standingSignOn(database, at, means, { name: 'Stair Keepers', representative: bo })
  expect(await printedNames(database, at)).toEqual(['Harbor Lights: halden oskerra'])
  const seen = await database.read((tx) => listOf(tx, campaign, letter))
  expect(seen?.lines.map(({ name }) => name)).toEqual(['Harbor Lights', 'Stair Keepers'])
  const content = await database.read((tx) => finalContent(tx, campaign, letter))
  const finalize = async (text: string) =>
    write((tx) => finalizeList(tx, { campaign, letter, by, content: text }, means))
  await write((tx) => editLine(tx, { campaign, signOn: second.signOn, by, name: 'Stair Menders' }, means))
  expect(await finalize(content)).toEqual({ kind: 'changed' })
  const present = await database.read((tx) => finalContent(tx, campaign, letter))
  expect(await finalize(present)).toEqual({ kind: 'finalized', lines: 2 })
  expect(await database.read((tx) => finalOf(tx, campaign, letter))).toMatchObject({ lines: 2, holds: true, by })
  await write((tx) => editLine(tx, { campaign, signOn: second.signOn, by, name: 'Something else' }, means))
  const names = ['Harbor Lights: halden oskerra', 'Stair Menders: halden oskerra']
  expect(await printedNames(database, at)).toEqual(names)
  await write(async (tx) => {
    await setRule(tx, { by: 'server', campaign, act: 'finalize-list', needsTwo: false }, means)
    await settleSignOns(tx, campaign, letter, means)
  })
  expect(await printedNames(database, at)).toContain('Something else: halden oskerra')
  await write(async (tx) => {
    await tx.deleteFrom('accounts_role').where('campaign_id', '=', campaign).execute()
    await tx.deleteFrom('accounts_organizer').where('organizer_id', 'in', leads).execute()
  })
  await fine()
})

test('an organizer sees who speaks, what proves it and what happened; days are counted where the campaign is', async () => {
  const at = await place()
  const { signOn, link } = await standingSignOn(database, at, means)
  const asked = await write((tx) => askHome(tx, vaultForTests, { link }, means))
  const home = { link: 'link' in asked ? asked.link : '', name: 'Cy Counsel', answer: 'yes', words: 'Gladly.' } as const
  await write((tx) => answerHome(tx, vaultForTests, home, means))
  const detail = await database.read((tx) => signOnFor(tx, vaultForTests, at.campaign.id, signOn))
  expect(detail).toMatchObject({
    representative: { name: 'Ada Quill', role: 'Director' },
    level: 'call-back',
    verdict: { kind: 'accepted', by },
    evidence: [{ isPresent: true, shown: { spokeTo: 'the chair' }, evidence: { verdict: 'proved', forgotten: false } }],
    home: [{ answers: [{ name: 'Cy Counsel', answer: 'yes', words: 'Gladly.' }] }],
  })
  expect(detail?.history.map(({ what }) => what)).toEqual([
    'confirmed',
    'signed',
    'signed',
    'evidence',
    'accepted',
    'in-log',
  ])
  const day = means.now().toISOString().slice(0, 10)
  expect((await progress(at)).daysOf(at.letter)).toEqual([{ day, signOns: 1, total: 1 }])
})

test('names wait for a list from the first day of the rule of two, also where it was never finalized', async () => {
  const at = await place()
  const rule = { campaign_id: at.campaign.id, act: 'finalize-list', since: means.now() } as const
  await write((tx) => tx.insertInto('accounts_rule').values(rule).execute())
  await standingSignOn(database, at, means, { name: 'Harbor Lights' })
  await settleDueSignOns(database, means)
  expect((await progress(at)).toFinalize).toEqual([{ letter: at.letter, count: 1 }])
})
