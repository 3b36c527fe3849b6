import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { eventsOf, rolesOf } from '#accounts'
import type { CampaignId } from '#kernel'
import { hasLog, logOf } from '#ledger'
import {
  addComment,
  addNote,
  beginCampaign,
  changeLetter,
  draftTexts,
  duplicateCampaign,
  findCampaign,
  freezeLetter,
  lettersFor,
  openCampaignLog,
  readCampaignRecord,
  recordCampaign,
  type CampaignRecord,
} from '#letters'
import { firstOperator, joined, tickingMeans } from '../../test/kit/accounts.ts'
import { anyCampaign } from '../../test/kit/campaigns.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { desk } from '../../test/kit/letters.ts'

const database = await testDatabase()
const means = tickingMeans()
const { organizer: ola } = await firstOperator(database, means)
const { organizer: ben } = await joined(database, 'ben', means)
const host = 'letters.example'
const facts = { title: 'Schöne Nächte', summary: '', language: 'de', timeZone: 'Europe/Berlin', leadOrganization: 'Us' }

test('who may start a campaign leads it, and its log is open and empty from the start', async () => {
  const begun = await database.transaction((tx) => beginCampaign(tx, { ...facts, by: ola, host }, means))
  if (begun.kind !== 'begun') throw new Error(begun.kind)
  const { id, slug } = begun.campaign
  await database.read(async (tx) => {
    expect([...(await rolesOf(tx, id))]).toEqual([[ola, 'lead']])
    expect(await logOf(tx, id)).toMatchObject({ origin: `letters.example/log/${slug}` })
  })
  const again = await database.transaction((tx) => openCampaignLog(tx, begun.campaign, 'other.example', means))
  expect(again).toBe('there')
})

test('a campaign in any script has a log under a name that a log can have', async () => {
  const begun = await database.transaction((tx) =>
    beginCampaign(tx, { ...facts, title: 'Тихие ночи', by: ola, host }, means),
  )
  const campaign = begun.kind === 'begun' ? begun.campaign : undefined
  expect(campaign?.slug).toBe('тихие-ночи')
  expect(campaign && (await database.read((tx) => hasLog(tx, campaign.id)))).toBe(true)
})

test('who may not start campaigns starts none, and nothing is left of the wish', async () => {
  const wish = { ...facts, slug: 'not-mine', by: ben, host }
  expect(await database.transaction((tx) => beginCampaign(tx, wish, means))).toEqual({ kind: 'not-allowed' })
  expect(await database.read((tx) => findCampaign(tx, 'not-mine'))).toBeUndefined()
  const { campaign } = await desk(database, means)
  const copy = { campaign: campaign.id, title: 'Mine', by: ben, host }
  expect(await database.transaction((tx) => duplicateCampaign(tx, copy, means))).toEqual({ kind: 'not-allowed' })
})

test.each([
  [{ title: ' ' }, 'no-title'],
  [{ language: 'not a language' }, 'no-language'],
  [{ timeZone: 'Mars/Olympus' }, 'no-time-zone'],
])('a campaign with %o is told %s', async (wrong, kind) => {
  const wish = { ...facts, ...wrong, by: ola, host }
  expect(await database.transaction((tx) => beginCampaign(tx, wish, means))).toEqual({ kind })
})

/** What of a record a copy has too. */
const copied = (record: CampaignRecord) => ({
  ...{ summary: record.summary, language: record.language, timeZone: record.timeZone },
  leadOrganization: record.leadOrganization,
  recipients: record.recipients,
  letters: record.letters.map(
    ({ state: _s, embargoUntil: _e, closedAt: _c, signOnUntil: _u, notes: _n, editions, ...letter }) => ({
      ...letter,
      editions: editions.map(({ versions: _its, ...edition }) => edition),
    }),
  ),
})

const names = [
  ['letters_recipient', 'recipient_id'],
  ['letters_letter', 'letter_id'],
  ['letters_edition', 'edition_id'],
] as const

/** Every id of a campaign and of what it owns. */
async function idsOf(campaign: CampaignId): Promise<readonly string[]> {
  const all: string[] = [campaign]
  for (const [table, column] of names) {
    const { rows } = await database.read((tx) =>
      sql<{ readonly id: string }>`
        select ${sql.ref(column)} as id from ${sql.table(table)} where campaign_id = ${campaign}`.execute(tx),
    )
    all.push(...rows.map(({ id }) => id))
  }
  return all
}

test('whatever a campaign is, its copy says the same in drafts, and shares nothing with it that has a name', async () => {
  let made = 0
  await fc.assert(
    fc.asyncProperty(anyCampaign, async ({ campaign: some }) => {
      const record = { ...some, slug: `r${(made += 1)}` }
      const recorded = await database.transaction((tx) => recordCampaign(tx, record, means))
      fc.pre(recorded.kind === 'recorded')
      if (recorded.kind !== 'recorded') return
      const from = recorded.campaign.id
      const copy = await database.transaction((tx) =>
        duplicateCampaign(tx, { campaign: from, title: 'Again', by: ola, host }, means),
      )
      if (copy.kind !== 'begun') throw new Error(copy.kind)
      const found = await database.read((tx) => readCampaignRecord(tx, copy.campaign.slug))
      if (!found) throw new Error('no copy')
      expect(copied(found.record)).toEqual(copied(record))
      for (const letter of found.record.letters) {
        expect([letter.state, letter.signOnUntil]).toEqual(['draft', undefined])
        expect(letter.editions.flatMap(({ versions }) => versions)).toEqual([])
      }
      await database.read(async (tx) => {
        for (const { from: one, to } of copy.letters) {
          const [before, after] = [await draftTexts(tx, from, one), await draftTexts(tx, copy.campaign.id, to)]
          expect(after?.drafts.map(({ hash }) => hash)).toEqual(before?.drafts.map(({ hash }) => hash))
        }
      })
      const [before, after] = [await idsOf(from), await idsOf(copy.campaign.id)]
      expect(after.filter((id) => before.includes(id))).toEqual([])
      expect(after).toHaveLength(before.length)
    }),
    { numRuns: 15 },
  )
})

test('nobody’s signature, role, comment, note or deadline comes along with a copy', async () => {
  const { campaign, id: letter } = await desk(database, means, { source: 'Stop.\n' })
  await database.transaction(async (tx) => {
    const at = { campaign: campaign.id, letter }
    await addComment(tx, { ...at, by: ben, body: 'Softer?' }, means)
    await addNote(tx, { ...at, by: ben, body: 'Read this too.' }, means)
    await changeLetter(tx, { ...at, signOnUntil: new Date('2030-01-01T00:00:00Z') }, means)
    await freezeLetter(tx, campaign.id, letter, means)
  })
  const wish = { campaign: campaign.id, title: 'Quiet nights, again', by: ola, host }
  const made = await database.transaction((tx) => duplicateCampaign(tx, wish, means))
  const copy = made.kind === 'begun' ? made.campaign : undefined
  expect(copy?.slug).toBe('quiet-nights-again')
  if (!copy) return
  await database.read(async (tx) => {
    expect([...(await rolesOf(tx, copy.id)).keys()]).toEqual([ola])
    const [overview] = await lettersFor(tx, copy.id)
    expect(overview).toMatchObject({ openComments: 0, letter: { state: 'draft', signOnUntil: undefined } })
    expect(overview?.editions.map(({ version }) => version)).toEqual([0, 0])
    const acts = (await eventsOf(tx, { campaign: campaign.id, limit: 10 })).map(({ act }) => act)
    expect(acts).toContain('duplicate-campaign')
  })
})
