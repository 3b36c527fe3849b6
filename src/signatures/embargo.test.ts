import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { publishedCounts } from '#ledger'
import { logAllOpenVersions, setState } from '#letters'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import {
  confirmed,
  correctLetter,
  movableMeans,
  signingPlace,
  vaultForTests,
  wished,
  wishFor,
} from '../../test/kit/signatures.ts'
import { confirmBatch } from './confirm.ts'
import { rememberFacts } from './facts.ts'

const database = await testDatabase()
const means = movableMeans()
const hour = 3_600_000

test('what is signed when an embargo has just ended is confirmed once the log declares the text, and then it counts', async () => {
  const place = await signingPlace(database, means)
  const campaign = place.campaign.id
  const until = new Date(means.now().getTime() + hour)
  await database.transaction((tx) => setState(tx, place.campaign, place.letter, { state: 'embargoed', until }, means))
  const corrected = await correctLetter(database, place, 'Please mend all the stairs.\n', means)
  means.pass(hour)
  const versions = corrected.length > 0 ? corrected : await currentHashes(place.letter)
  const pending = await wished(database, { ...wishFor(place), versions }, means)
  const readFacts = rememberFacts()
  const confirm = async () => {
    const wish = { by: 'link', campaign, pending } as const
    const given = { ...means, readFacts }
    return (await database.transaction((tx) => confirmBatch(tx, [wish], vaultForTests, given)))[0]?.kind
  }
  expect(await confirm()).toBe('closed')
  expect((await confirmed(database, campaign, pending, means))?.kind).toBe('closed')
  await logAllOpenVersions(database, means.now)
  expect(await confirm()).toBe('confirmed')
  const counts = await database.read((tx) => publishedCounts(tx, campaign))
  expect(counts.get('letter:mend-the-stairs')?.standing).toBe(1)
  expect(await checkEverything(database, vaultForTests)).toEqual([])
})

async function currentHashes(letter: string): Promise<ReturnType<typeof wishFor>['versions']> {
  const { rows } = await database.read((tx) =>
    sql<{ readonly hash: ReturnType<typeof wishFor>['versions'][number] }>`
      select distinct on (e.position) v.version_hash as hash
        from letters_version v join letters_edition e using (campaign_id, edition_id)
       where e.letter_id = ${letter} order by e.position, v.number desc`.execute(tx),
  )
  return rows.map(({ hash }) => hash)
}
