import { expect, test } from 'vitest'
import { publishedCounts } from '#ledger'
import { setState } from '#letters'
import { openingHolds, parseLeaf } from '#proof'
import { leafAt } from '#ledger'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import {
  composedMails,
  confirmed,
  movableMeans,
  signed,
  signer,
  signingPlace,
  vaultForTests,
  wished,
  wishFor,
} from '../../test/kit/signatures.ts'
import {
  copyOfData,
  erase,
  findSupporters,
  mySignature,
  openingsOf,
  setShown,
  stopHearing,
  supportersAfter,
  withdraw,
} from './index.ts'

const database = await testDatabase()
const means = movableMeans()
const place = await signingPlace(database, means)
const campaign = place.campaign.id

const all = async () => expect(await checkEverything(database, vaultForTests)).toEqual([])
const listed = async (of = place) =>
  (await database.read((tx) => supportersAfter(tx, of.campaign.id, of.letter, -1, 1000))).map(({ name }) => name)
const found = async (text: string) =>
  (await database.read((tx) => findSupporters(tx, campaign, place.letter, text, 50))).map(({ name }) => name)
const standing = async (of = place) =>
  (await database.read((tx) => publishedCounts(tx, of.campaign.id))).get('letter:mend-the-stairs')

test('a signer sees all that we hold, and gets a copy of it', async () => {
  const wish = wishFor(place, {
    of: 'sees',
    place: 'Oskerra',
    occupation: 'Mason',
    comment: 'Mind the gap.',
    hears: true,
  })
  const { signature, index } = await signed(database, wish, means)
  const mine = await database.read((tx) => mySignature(tx, campaign, signature, vaultForTests))
  expect(mine).toMatchObject({
    index,
    status: 'confirmed',
    name: 'sees Vale',
    email: 'sees@mail.example',
    place: 'Oskerra',
    occupation: 'Mason',
    comment: 'Mind the gap.',
    commentState: 'waiting',
    showsName: false,
    hears: true,
    hearFrom: 'The Stair Keepers',
    letter: { campaignSlug: 'stairs', slug: 'mend-the-stairs', title: 'Mend the stairs' },
  })
  expect(mine?.consent).toContain('The Stair Keepers')
  expect(mine?.versions.map(({ recipient }) => recipient)).toEqual(['Halden', 'Oskerra'])
  const copy = JSON.stringify(await database.read((tx) => copyOfData(tx, campaign, signature, vaultForTests)))
  for (const word of ['sees Vale', 'sees@mail.example', 'Mason', 'Mind the gap.', 'Stair Keepers'])
    expect(copy).toContain(word)
})

test('a name is listed only when its bearer asks, and is gone from list and search at once', async () => {
  const { signature } = await signed(database, wishFor(place, { of: 'shy', name: signer('Zoë Quill-Marlow') }), means)
  expect(await listed()).not.toContain('Zoë Quill-Marlow')
  const show = (isShown: boolean) =>
    database.transaction((tx) => setShown(tx, campaign, signature, isShown, vaultForTests))
  expect(await show(true)).toEqual({ kind: 'done' })
  expect(await listed()).toContain('Zoë Quill-Marlow')
  for (const text of ['zoe', 'ZOË', 'marl', 'quill zo', 'Quill-Marlow', "quill'marlow"])
    expect(await found(text)).toEqual(['Zoë Quill-Marlow'])
  for (const text of ['arlow', 'zoe x', '', ' - ', "'", "zoe' | 'a", '\\']) expect(await found(text)).toEqual([])
  expect(await show(false)).toEqual({ kind: 'done' })
  expect(await listed()).not.toContain('Zoë Quill-Marlow')
  expect(await found('zoe')).toEqual([])
  await all()
})

test('who withdraws is off the list at once, counted no more, and keeps a page of their own', async () => {
  const wish = wishFor(place, { of: 'leaves', name: signer('Imre Leaves'), showsName: true, comment: 'Hm.' })
  const { signature } = await signed(database, wish, means)
  const before = await standing()
  expect(await listed()).toContain('Imre Leaves')
  await database.transaction((tx) => withdraw(tx, campaign, signature, means))
  expect(await listed()).not.toContain('Imre Leaves')
  expect(await standing()).toEqual({ standing: (before?.standing ?? 0) - 1, withdrawn: (before?.withdrawn ?? 0) + 1 })
  await database.transaction((tx) => setShown(tx, campaign, signature, true, vaultForTests))
  expect(await listed()).not.toContain('Imre Leaves')
  expect((await database.read((tx) => mySignature(tx, campaign, signature, vaultForTests)))?.status).toBe('withdrawn')
  await all()
})

test('erasing reaches everything personal, what waits in queues, and counts no inbox twice', async () => {
  const wish = wishFor(place, { of: 'forget', name: signer('Forget Me'), showsName: true })
  const { signature } = await signed(database, wish, means)
  const other = await wished(database, { ...wish, comment: 'once more' }, means)
  const before = await standing()
  const erased = await database.transaction((tx) => erase(tx, campaign, signature, means))
  expect(erased).toEqual({ kind: 'erased', counted: false })
  expect((await standing())?.standing).toBe((before?.standing ?? 0) - 1)
  expect(await listed()).not.toContain('Forget Me')
  expect((await confirmed(database, campaign, other, means))?.kind).toBe('gone')
  expect(await database.read((tx) => mySignature(tx, campaign, signature, vaultForTests))).toBeUndefined()
  expect(await database.transaction((tx) => erase(tx, campaign, signature, means))).toEqual({ kind: 'gone' })
  expect((await composedMails(database, means)).filter(({ to }) => to.startsWith('forget'))).toEqual([])
  const rows = await database.read((tx) =>
    tx.selectFrom('signatures_signature').selectAll().where('status', '=', 'erased').execute(),
  )
  expect(rows).toMatchObject([{ sealed: null, seed: null, address_mark: null, signals: null, shown_name: null }])
  expect(rows[0]?.signature_id).not.toBe(signature)
  await all()
  const again = await signed(database, wish, means)
  expect(again.index).toBeGreaterThan(rows[0]?.leaf_index ?? 0)
  expect((await standing())?.standing).toBe(before?.standing)
  await all()
})

test('once a letter is closed, who is erased still counts', async () => {
  const closing = await signingPlace(database, means, { slug: 'closing' })
  const { signature } = await signed(database, wishFor(closing), means)
  await database.transaction((tx) => setState(tx, closing.campaign, closing.letter, { state: 'closed' }, means))
  const erased = await database.transaction((tx) => erase(tx, closing.campaign.id, signature, means))
  expect(erased).toEqual({ kind: 'erased', counted: true })
  expect(await standing(closing)).toEqual({ standing: 1, withdrawn: 0 })
  await all()
})

test('hearing ends by one word, said once or twice', async () => {
  const { signature } = await signed(database, wishFor(place, { of: 'hears', hears: true }), means)
  for (let i = 0; i < 2; i += 1)
    expect(await database.transaction((tx) => stopHearing(tx, campaign, signature))).toEqual({ kind: 'done' })
  expect((await database.read((tx) => mySignature(tx, campaign, signature, vaultForTests)))?.hears).toBe(false)
})

test('the openings of a bundle open exactly the names that are shown', async () => {
  await signed(
    database,
    wishFor(place, { of: 'opens', name: signer('Opens Wide'), place: 'Oskerra', showsName: true }),
    means,
  )
  const openings = await database.read((tx) => openingsOf(tx, campaign, 0, vaultForTests))
  expect(openings.map(({ opening }) => opening.n)).toEqual(await listed())
  for (const { index, opening } of openings) {
    const bytes = await database.read((tx) => leafAt(tx, campaign, index))
    const leaf = bytes && parseLeaf(bytes)
    expect(leaf?.t === 'sig' && openingHolds(opening, leaf.c)).toBe(true)
  }
  expect(JSON.stringify(openings)).not.toContain('mail.example')
})

test('the list is read page by page in the order of the log, one letter at a time', async () => {
  const other = await signingPlace(database, means, { slug: 'paged' })
  for (let i = 0; i < 7; i += 1)
    await signed(database, wishFor(other, { of: `p${i}`, name: signer(`Ada ${i}`), showsName: i !== 3 }), means)
  const names: string[] = []
  for (let after = -1; ;) {
    const page = await database.read((tx) => supportersAfter(tx, other.campaign.id, other.letter, after, 2))
    names.push(...page.map(({ name }) => name))
    after = page.at(-1)?.index ?? after
    if (page.length < 2) break
  }
  expect(names).toEqual(['Ada 0', 'Ada 1', 'Ada 2', 'Ada 4', 'Ada 5', 'Ada 6'])
  expect(await found('ada 4')).toEqual([])
})

test('where more names fit than are asked for, the earliest of a common name are found', async () => {
  const other = await signingPlace(database, means, { slug: 'found' })
  for (const name of ['Annabel A', 'Annika B', 'Annette C', 'Ann D', 'Joann E'])
    await signed(database, wishFor(other, { of: name.slice(-1), name: signer(name), showsName: true }), means)
  const search = (text: string, limit: number) =>
    database.read((tx) => findSupporters(tx, other.campaign.id, other.letter, text, limit))
  expect((await search('ann', 2)).map(({ name }) => name)).toEqual(['Annabel A', 'Annika B'])
  expect((await search('ann', 9)).map(({ name }) => name)).toEqual(['Annabel A', 'Annika B', 'Annette C', 'Ann D'])
  expect((await search('ann d', 9)).map(({ name }) => name)).toEqual(['Ann D'])
})
