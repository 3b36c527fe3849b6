import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Means } from '../src/kernel/index.ts'
import { importFolder } from '../src/intake/index.ts'
import { publicCampaign } from '../src/letters/index.ts'
import { exportFolder } from '../src/publication/index.ts'
import { filesOf } from './kit/campaign-files.ts'
import { plainCampaign } from './kit/campaigns.ts'
import { testDatabase, tried } from './kit/database.ts'

const means: Means = { now: () => new Date('2026-11-20T12:00:00Z'), random: (bytes) => randomBytes(bytes) }
const database = await testDatabase()

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
      expect(await database.read((tx) => exportFolder(tx, 'half'))).toBeUndefined()
    }
    const kept = await database.transaction((tx) => importFolder(tx, files, means))
    expect(kept).toMatchObject({ kind: 'kept', letters: 1, signatories: 1 })
  })

  test('a campaign that is there already is not touched', async () => {
    const { campaign, lists } = plainCampaign()
    const files = filesOf({ campaign: { ...campaign, slug: 'twice' }, lists })
    const changed = filesOf({ campaign: { ...campaign, slug: 'twice', title: 'Changed' }, lists })
    await database.transaction((tx) => importFolder(tx, files, means))
    const before = await database.read((tx) => exportFolder(tx, 'twice'))
    expect(await database.transaction((tx) => importFolder(tx, changed, means))).toEqual({
      kind: 'slug-taken',
      slug: 'twice',
    })
    expect(await database.read((tx) => exportFolder(tx, 'twice'))).toEqual(before)
  })

  test('strangers may read what was public where it came from, and nothing else; its pages are asked for', async () => {
    const { campaign, lists } = plainCampaign()
    await tried(database, async (tx) => {
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
