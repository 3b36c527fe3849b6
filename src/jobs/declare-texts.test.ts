import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { logOf, openLog } from '#ledger'
import { findLetter, setState } from '#letters'
import { openJournal, systemMeans } from '#platform'
import { testDatabase } from '../../test/kit/database.ts'
import { exampleProposal, keepCampaign } from '../../test/kit/web.ts'
import { declareTexts } from './declare-texts.ts'

const database = await testDatabase()
const means = systemMeans()

/** A campaign with a log whose letter is embargoed for another moment. */
async function embargoed(title: string, until: Date) {
  const { slug, letters } = await keepCampaign(database, exampleProposal(), { title, publish: true })
  const found = await database.read((tx) => findLetter(tx, slug, letters[0]?.letter.slug ?? ''))
  if (!found) throw new Error('no letter')
  await database.transaction(async (tx) => {
    await setState(tx, found.campaign, found.letter.id, { state: 'embargoed', until }, means)
    await openLog(tx, found.campaign.id, `letters.example/log/${slug}`, means)
  })
  const leaves = async () => (await database.read((tx) => logOf(tx, found.campaign.id)))?.size
  return { id: found.campaign.id, leaves }
}

test('when the clock ends an embargo the log declares the texts, and what fails in one campaign keeps no other waiting', async () => {
  const until = new Date(Date.now() + 1_000_000)
  const broken = await embargoed('Broken', until)
  const sound = await embargoed('Sound', until)
  // As no import leaves it: a leaf that cannot be written.
  await database.transaction((tx) =>
    tx.updateTable('letters_letter').set({ slug: 'in\u0007audible' }).where('campaign_id', '=', broken.id).execute(),
  )
  const clock = { now: () => new Date() }
  const lines: string[] = []
  const journal = openJournal((line) => lines.push(line), means)
  const declaring = declareTexts({ database, journal, now: () => clock.now() })
  onTestFinished(() => declaring.stop())
  await wait(700)
  expect([await broken.leaves(), await sound.leaves()]).toEqual([0, 0])
  clock.now = () => until
  while ((await sound.leaves()) === 0) await wait(20)
  expect([await broken.leaves(), await sound.leaves()]).toEqual([0, 3])
  while (lines.length === 0) await wait(20)
  expect(lines.join('')).toContain('not well formed')
})
