import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { findLetter, freezeLetter, setState } from '#letters'
import { systemMeans, type Tx } from '#platform'
import { testDatabase } from '../../test/kit/database.ts'
import { letSign } from '../../test/kit/signing-web.ts'
import { exampleProposal, keepCampaign } from '../../test/kit/web.ts'
import { readFacts, rememberFacts } from './facts.ts'
import { openSigning } from './open-signing.ts'

const database = await testDatabase()
const means = systemMeans()
const { slug, letters } = await keepCampaign(database, exampleProposal(), { title: 'Facts', publish: true })
await letSign(database, slug, letters[0]?.letter.slug ?? '')
const place = await database.read((tx) => findLetter(tx, slug, letters[0]?.letter.slug ?? ''))
if (!place) throw new Error('no letter')
const { campaign, letter } = place
const about = { campaigns: [campaign.id], letters: [letter.id] }

test('what is remembered is what would be read, whatever was changed in between by whichever way', async () => {
  const remembered = rememberFacts()
  const until = new Date(means.now().getTime() + 3_600_000)
  const settings = {
    controller: 'Other',
    contact: 'o@mail.example',
    daysKept: 9,
    asksPlace: false,
    asksOccupation: false,
    asksComment: false,
    sharedInbox: true,
    hearFrom: undefined,
  }
  const changes: readonly ((tx: Tx) => Promise<unknown>)[] = [
    async () => {},
    (tx) => setState(tx, campaign, letter.id, { state: 'closed' }, means),
    (tx) => setState(tx, campaign, letter.id, { state: 'embargoed', until }, means),
    (tx) => setState(tx, campaign, letter.id, { state: 'published' }, means),
    (tx) => openSigning(tx, campaign, settings, 'letters.example/log/facts', means),
    async (tx) => {
      await sql`update letters_letter set source = source || ${'\n\nCorrected.\n'} where letter_id = ${letter.id}`.execute(
        tx,
      )
      await freezeLetter(tx, campaign.id, letter.id, means)
    },
    (tx) => setState(tx, campaign, letter.id, { state: 'draft' }, means),
  ]
  for (const change of changes) {
    await database.transaction(change)
    for (const at of [means.now(), until]) {
      const [known, fresh] = await database.read(async (tx) => [
        await remembered(tx, about, at),
        await readFacts(tx, about, at),
      ])
      expect(known).toEqual(fresh)
    }
  }
})
