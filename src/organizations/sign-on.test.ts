import { expect, test } from 'vitest'
import { testDatabase } from '../../test/kit/database.ts'
import {
  calledBack,
  changeText,
  currentHashes,
  formFor,
  gatherPlace,
  judged,
  printedNames,
  signedOn,
  standingSignOn,
  wishedSignOn,
} from '../../test/kit/sign-ons.ts'
import { movableMeans, vaultForTests } from '../../test/kit/signatures.ts'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { leafAt, logOf, publishedCounts } from '#ledger'
import { setState } from '#letters'
import { parseLeaf } from '#proof'
import { confirmSignOn, renewConsent } from './confirm-sign-on.ts'
import { withdrawSignOn } from './my-sign-on.ts'
import { openGather, startSignOn } from './start-sign-on.ts'
import { signOnView } from './sign-on-view.ts'
import { signOnsOf } from './store.ts'

const database = await testDatabase()
const means = movableMeans()
let places = 0
const place = async (given: Parameters<typeof gatherPlace>[2] = {}) => {
  places += 1
  return gatherPlace(database, means, { slug: `lamps-${places}`, ...given })
}

async function leaves(at: Awaited<ReturnType<typeof place>>) {
  return database.read(async (tx) => {
    const size = (await logOf(tx, at.campaign.id))?.size ?? 0
    const all = []
    for (let index = 0; index < size; index += 1) {
      const bytes = await leafAt(tx, at.campaign.id, index)
      all.push(bytes && parseLeaf(bytes))
    }
    return all.filter((leaf) => leaf?.t !== 'version')
  })
}

const fine = async () => expect(await checkEverything(database, vaultForTests)).toEqual([])

test('a name is printed once its representative signed, authority is known and an organizer accepted; then the log says so', async () => {
  const at = await place()
  const { signOn, outcome } = await signedOn(database, at, means)
  expect(outcome).toEqual({ kind: 'signed', signOn, term: 1 })
  expect(await printedNames(database, at)).toEqual([])
  await judged(database, at, signOn, means)
  expect(await printedNames(database, at)).toEqual([])
  expect(await leaves(at)).toEqual([])
  await calledBack(database, at, signOn, means)
  expect(await printedNames(database, at)).toEqual(['Harbor Lights: halden oskerra'])
  const [leaf, ...more] = await leaves(at)
  expect(leaf).toMatchObject({ t: 'org', o: 'Harbor Lights', e: (await currentHashes(database, at)).toSorted() })
  expect(more).toEqual([])
  await fine()
})

test('before the mailbox answers nothing of a form is shown, and a recorded list knows nothing of it', async () => {
  const at = await place()
  const read = await currentHashes(database, at)
  const { link } = await wishedSignOn(database, at, formFor(at, read), means)
  expect(await printedNames(database, at)).toEqual([])
  const view = await database.read((tx) => signOnView(tx, vaultForTests, link, means.now()))
  expect(view).toMatchObject({ state: 'pending', line: { name: 'Harbor Lights' }, read })
  await standingSignOn(database, at, means)
  expect(await database.read((tx) => signOnsOf(tx, at.campaign.id, at.letter))).toEqual([])
})

test('only words of today can be signed, and at least one edition has to be ticked', async () => {
  const at = await place()
  const read = await currentHashes(database, at)
  const { link } = await wishedSignOn(database, at, formFor(at, read), means)
  await changeText(database, at, { source: 'Please light all lamps.\n', change: 'change' }, means)
  const current = await currentHashes(database, at)
  const press = async (hashes: typeof read) =>
    database.transaction((tx) => confirmSignOn(tx, vaultForTests, { link, read: hashes }, means))
  expect(await press(read)).toEqual({ kind: 'text-changed', current })
  expect(await press(current.slice(0, 1))).toMatchObject({ kind: 'signed' })
  const started = await database.transaction((tx) => startSignOn(tx, vaultForTests, formFor(at, read), means))
  expect(started).toEqual({ kind: 'text-changed', current })
})

test('a change of the text takes no name along; the new words print once the representative says yes', async () => {
  const at = await place()
  const { link } = await standingSignOn(database, at, means, { carries: true })
  const old = await currentHashes(database, at)
  const change = { source: 'Please light every lamp.\n', change: 'change' } as const
  expect(await changeText(database, at, change, means)).toMatchObject({ carried: 0, asked: 1 })
  expect(await printedNames(database, at)).toEqual([])
  expect((await leaves(at)).map((leaf) => leaf?.t)).toEqual(['org'])
  const view = await database.read((tx) => signOnView(tx, vaultForTests, link, means.now()))
  expect(view).toMatchObject({ awaitsConsent: true, state: 'signed' })
  expect(view?.editions[0]?.consented?.text?.blocks).not.toEqual(view?.editions[0]?.text.blocks)
  const read = await currentHashes(database, at)
  await database.transaction((tx) => renewConsent(tx, vaultForTests, { link, read: read.slice(0, 1) }, means))
  expect(await printedNames(database, at)).toEqual(['Harbor Lights: halden'])
  const [, second] = await leaves(at)
  expect(second).toMatchObject({ t: 'org', r: 2, e: [...read.slice(0, 1), ...old.slice(1)].toSorted() })
  await fine()
})

test('a correction takes along whoever allowed that, and nobody else', async () => {
  const at = await place()
  await standingSignOn(database, at, means, { carries: true })
  const other = { name: 'Stair Keepers', representative: { name: 'Bo', role: '', email: 'bo@stairs.example' as never } }
  await standingSignOn(database, at, means, other)
  const change = { source: 'Please light the  lamp.\n', change: 'correction' } as const
  expect(await changeText(database, at, change, means)).toMatchObject({ carried: 1, asked: 1 })
  expect(await printedNames(database, at)).toEqual(['Harbor Lights: halden oskerra'])
  await fine()
})

test('who withdraws is off the list at once; after the letter was delivered the name stays and is marked', async () => {
  const at = await place()
  const one = await standingSignOn(database, at, means)
  const other = await standingSignOn(database, at, means, {
    name: 'Stair Keepers',
    representative: { name: 'Bo', role: '', email: 'bo@stairs.example' as never },
  })
  const withdraw = async (link: string) =>
    database.transaction((tx) => withdrawSignOn(tx, vaultForTests, { link }, means))
  expect(await withdraw(one.link)).toEqual({ kind: 'done' })
  expect(await printedNames(database, at)).toEqual(['Stair Keepers: halden oskerra'])
  await database.transaction((tx) => setState(tx, at.campaign, at.letter, { state: 'closed' }, means))
  means.pass(1000)
  expect(await withdraw(other.link)).toEqual({ kind: 'done' })
  expect(await printedNames(database, at)).toEqual(['Stair Keepers: halden oskerra'])
  expect((await leaves(at)).map((leaf) => leaf?.t)).toEqual(['org', 'org', 'wd', 'wd'])
  const counts = await database.read((tx) => publishedCounts(tx, at.campaign.id))
  expect(counts.get('org-letter:light-the-lamps')).toEqual({ standing: 0, withdrawn: 2 })
  await fine()
})

test('a letter that strangers may not read yet is signed all the same, and its log is silent until it is public', async () => {
  const at = await place({ state: 'private' })
  await standingSignOn(database, at, means)
  expect(await leaves(at)).toEqual([])
  await database.transaction((tx) => setState(tx, at.campaign, at.letter, { state: 'published' }, means))
  const { settleDueSignOns } = await import('./settle-sign-ons.ts')
  await settleDueSignOns(database, { ...means, vault: vaultForTests })
  await settleDueSignOns(database, { ...means, vault: vaultForTests })
  expect((await leaves(at)).map((leaf) => leaf?.t)).toEqual(['org'])
  await fine()
})

test('a link opens the exact texts while a letter gathers, and says when it is early or late for that', async () => {
  const at = await place()
  const link = { kind: 'open', campaign: at.campaign.id, letter: at.letter } as const
  const open = async () => database.read((tx) => openGather(tx, vaultForTests, link, means.now()))
  const seen = await open()
  if (seen.kind !== 'open') throw new Error(seen.kind)
  expect(seen.editions.map(({ version }) => version.hash)).toEqual(await currentHashes(database, at))
  await database.transaction((tx) => setState(tx, at.campaign, at.letter, { state: 'closed' }, means))
  expect(await open()).toMatchObject({ kind: 'closed' })
  await database.transaction((tx) => setState(tx, at.campaign, at.letter, { state: 'draft' }, means))
  expect(await open()).toMatchObject({ kind: 'early' })
})
