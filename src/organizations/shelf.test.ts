import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/kit/database.ts'
import { address, gatherPlace, signedOn, testOrganizer, type GatherPlace } from '../../test/kit/sign-ons.ts'
import { movableMeans, vaultForTests } from '../../test/kit/signatures.ts'
import type { CampaignId } from '#kernel'
import type { Tx } from '#platform'
import { askOrganizations } from './ask-organizations.ts'
import { factsFor, signOnShelf, type SignOnFacts } from './shelf.ts'
import { foldChanges } from './store-change.ts'

const database = await testDatabase()
const means = { ...movableMeans(), vault: vaultForTests }
const write = async <T>(work: (tx: Tx) => Promise<T>) => database.transaction(work)
const placeOf = (slug: string): Promise<GatherPlace> => gatherPlace(database, means, { slug })
const ask = (place: GatherPlace, name: string) => (tx: Tx) =>
  askOrganizations(
    tx,
    { campaign: place.campaign.id, letter: place.letter, by: testOrganizer, rows: [{ name }] },
    means,
  )

const asked = async (facts: SignOnFacts) => (await facts.board()).asks.map(({ name }) => name)

test('the database notes every change of every table of sign-ons, whoever makes it', async () => {
  const { rows } = await database.read((tx) =>
    sql<{ readonly table: string; readonly acts: readonly string[] }>`
      select t.table_name as table,
             array(select distinct event_manipulation::text from information_schema.triggers
                    where event_object_table = t.table_name and action_statement like '%organizations_note_change()'
                    order by 1) as acts
        from information_schema.tables t
       where t.table_schema = current_schema() and t.table_name like 'organizations\\_%'`.execute(tx),
  )
  expect(rows.length).toBeGreaterThan(15)
  const unnoted = rows.filter(({ acts }) => acts.join() !== 'DELETE,INSERT,UPDATE').map(({ table }) => table)
  expect(unnoted).toEqual(['organizations_change'])
})

test('what is on the shelf stays there while nothing changes, and is read anew after any change', async () => {
  const place = await placeOf('shelved')
  const shelf = signOnShelf()
  const seen = () => database.read(async (tx) => (await shelf.of(tx, place.campaign.id)).board())
  const first = await seen()
  expect(await seen()).toBe(first)
  const elsewhere = await placeOf('elsewhere')
  await write(ask(elsewhere, 'Far Shore'))
  expect(await seen()).toBe(first)
  await write(ask(place, 'Harbor Lights'))
  expect((await seen()).asks.map(({ name }) => name)).toEqual(['Harbor Lights'])
})

test('changes of two transactions that end in another order than they began are both seen', async () => {
  const place = await placeOf('crossed')
  const shelf = signOnShelf()
  const names = () => database.read(async (tx) => asked(await shelf.of(tx, place.campaign.id)))
  await write(ask(place, 'Harbor Lights'))
  await write(ask(place, 'Stair Keepers'))
  const rename = (from: string, to: string) => (tx: Tx) =>
    tx.updateTable('organizations_ask').set({ name: to }).where('name', '=', from).execute()
  const [begun, done] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const slow = write(async (tx) => {
    await rename('Harbor Lights', 'Harbor Lamps')(tx)
    begun.resolve()
    await done.promise
  })
  await begun.promise
  await write(rename('Stair Keepers', 'Stair Friends'))
  expect(await names()).toEqual(['Harbor Lights', 'Stair Friends'])
  done.resolve()
  await slow
  expect(await names()).toEqual(['Harbor Lamps', 'Stair Friends'])
})

test('who may write is given nothing that was kept, and leaves nothing on the shelf', async () => {
  const place = await placeOf('writing')
  const shelf = signOnShelf()
  const names = (tx: Tx) => async () => asked(await shelf.of(tx, place.campaign.id))
  await expect(
    write(async (tx) => {
      await ask(place, 'Harbor Lights')(tx)
      expect(await names(tx)()).toEqual(['Harbor Lights'])
      await ask(place, 'Stair Keepers')(tx)
      expect(await names(tx)()).toEqual(['Harbor Lights', 'Stair Keepers'])
      throw new Error('taken back')
    }),
  ).rejects.toThrow('taken back')
  expect(await database.read((tx) => names(tx)())).toEqual([])
})

test('one mark in the place of many is a change like any other', async () => {
  const place = await placeOf('folded')
  const shelf = signOnShelf()
  const seen = () => database.read(async (tx) => (await shelf.of(tx, place.campaign.id)).board())
  const marks = async (campaign: CampaignId) =>
    (
      await database.read((tx) =>
        tx.selectFrom('organizations_change').select('mark').where('campaign_id', '=', campaign).execute(),
      )
    ).length
  await write((tx) =>
    sql`insert into organizations_change (campaign_id) select ${place.campaign.id}::uuid from generate_series(1, 2001)`.execute(
      tx,
    ),
  )
  const before = await seen()
  await write(foldChanges)
  expect(await marks(place.campaign.id)).toBe(1)
  expect(await seen()).not.toBe(before)
  await write(foldChanges)
  expect(await marks(place.campaign.id)).toBe(1)
})

test('a shelf of a sign-on holds what is read without one', async () => {
  const place = await placeOf('alike')
  const shelf = signOnShelf()
  const id = place.campaign.id
  await signedOn(database, place, means)
  const other = { name: 'Bo', role: '', email: address('bo@elsewhere.example') }
  await signedOn(database, place, means, { name: 'Harbоr Lights', representative: other })
  const all = async (facts: SignOnFacts) => ({
    lines: await facts.lines(),
    board: await facts.board(),
    doubts: await facts.doubts(place.letter),
    recorded: await facts.recorded(place.letter),
    list: await facts.list(place.letter),
  })
  const kept = await database.read(async (tx) => all(await shelf.of(tx, id)))
  expect(await database.read(async (tx) => all(await shelf.of(tx, id)))).toEqual(kept)
  expect(await database.read(async (tx) => all(await factsFor(tx, id)))).toEqual(kept)
  expect(kept.doubts).toHaveLength(2)
})

test('lines and board read in one question are to the letter what two questions give, also where there is none', async () => {
  const [place, empty] = [await placeOf('both'), await placeOf('both-empty')]
  await write(ask(place, 'Harbor Lights'))
  for (const name of ['Stair Keepers', 'Bridge Friends', 'Low Tide']) {
    const email = address(`chair@${name.toLowerCase().replace(' ', '-')}.example`)
    await signedOn(database, place, means, { name, representative: { name: 'Ada Vale', role: 'Chair', email } })
  }
  for (const { id } of [place.campaign, empty.campaign]) {
    const read = <T>(work: (facts: SignOnFacts) => Promise<T>) =>
      database.read(async (tx) => work(await factsFor(tx, id)))
    const apart = await read(async (facts) => ({ lines: await facts.lines(), board: await facts.board() }))
    expect(await read((facts) => facts.linesAndBoard())).toEqual(apart)
    expect([...apart.lines.values()].flat().length).toBe(id === place.campaign.id ? 3 : 0)
  }
})
