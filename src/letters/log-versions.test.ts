import { expect, test } from 'vitest'
import { findLetter, freezeLetter, logAllOpenVersions, setState } from '#letters'
import { leafAt, logOf, openLog } from '#ledger'
import { systemMeans, type Database } from '#platform'
import { parseLeaf } from '#proof'
import { testDatabase } from '../../test/kit/database.ts'
import { exampleProposal, keepCampaign } from '../../test/kit/web.ts'

const database = await testDatabase()
const means = systemMeans()

async function kept(title: string) {
  const { slug, letters } = await keepCampaign(database, exampleProposal(), { title, publish: false })
  const letter = letters[0]?.letter.slug ?? ''
  const found = await database.read((tx) => findLetter(tx, slug, letter))
  if (!found) throw new Error('no letter')
  const campaign = found.campaign.id
  await database.transaction(async (tx) => {
    await freezeLetter(tx, campaign, found.letter.id, means)
    await openLog(tx, campaign, `letters.example/log/${slug}`, means)
  })
  const state = (wish: Parameters<typeof setState>[3]) =>
    database.transaction((tx) => setState(tx, found.campaign, found.letter.id, wish, means))
  return { found, campaign, state }
}

/** What the log says of texts: edition and number of every version leaf, in order. */
async function declared(from: Database, campaign: Parameters<typeof logOf>[1]): Promise<readonly string[]> {
  return await from.read(async (tx) => {
    const size = (await logOf(tx, campaign))?.size ?? 0
    const leaves = await Promise.all(
      Array.from({ length: size }, async (_, index) =>
        parseLeaf((await leafAt(tx, campaign, index)) ?? new Uint8Array()),
      ),
    )
    return leaves.flatMap((leaf) => (leaf?.t === 'version' ? [`${leaf.e} ${leaf.n}`] : []))
  })
}

const three = (number: number) => ['verrolane', 'oskerra', 'brimhallow'].map((edition) => `${edition} ${number}`)

test('the log does not tell of a text before strangers may read it, and tells of each once', async () => {
  const { campaign, state } = await kept('Told late')
  await logAllOpenVersions(database, means.now)
  expect(await declared(database, campaign)).toEqual([])
  await state({ state: 'published' })
  expect(await declared(database, campaign)).toEqual(three(1))
  await state({ state: 'draft' })
  await state({ state: 'closed' })
  await logAllOpenVersions(database, means.now)
  expect(await declared(database, campaign)).toEqual(three(1))
})

test('a text whose embargo ends by the clock is told of then, once, whoever looks and however many', async () => {
  const { campaign, state } = await kept('Told by the clock')
  const until = new Date(means.now().getTime() + 3_600_000)
  await state({ state: 'embargoed', until })
  const early = () => new Date(until.getTime() - 1)
  await logAllOpenVersions(database, early)
  expect(await declared(database, campaign)).toEqual([])
  await Promise.all(Array.from({ length: 5 }, () => logAllOpenVersions(database, () => until)))
  expect(await declared(database, campaign)).toEqual(three(1))
})

test('a correction of a public letter is told of in the transaction that freezes it', async () => {
  const { found, campaign, state } = await kept('Corrected')
  await state({ state: 'published' })
  await database.transaction(async (tx) => {
    const source = `${found.letter.source}\n\nOne more sentence.\n`
    await tx.updateTable('letters_letter').set({ source }).where('letter_id', '=', found.letter.id).execute()
    await freezeLetter(tx, campaign, found.letter.id, means)
  })
  expect(await declared(database, campaign)).toEqual([...three(1), ...three(2)])
})

test.each(['Cafe\u0301 Oskerra', 'Halden\tand\nSons', '\u0007'])(
  'a recipient that somebody named %j keeps nobody from declaring the text',
  async (name) => {
    const { campaign, state } = await kept(`Named ${JSON.stringify(name)}`)
    await database.transaction((tx) =>
      tx
        .updateTable('letters_recipient')
        .set({ name })
        .where('campaign_id', '=', campaign)
        .where('slug', '=', 'oskerra')
        .execute(),
    )
    await state({ state: 'published' })
    expect(await declared(database, campaign)).toEqual(three(1))
  },
)
