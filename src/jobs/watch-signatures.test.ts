import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { publishedCounts } from '#ledger'
import { openJournal, systemMeans } from '#platform'
import { attacks } from '../../test/kit/bots.ts'
import { confirmVisits } from '../../test/kit/confirm-visits.ts'
import { people } from '../../test/kit/crowds.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { diceOf } from '../../test/kit/dice.ts'
import { movableMeans, signingPlace, vaultForTests, wished, wishFor } from '../../test/kit/signatures.ts'
import {
  leaveRun,
  leftReviews,
  listReviews,
  parseCondition,
  signingCampaigns,
  strikeNow,
  tryCondition,
} from '#signatures'
import { continueReviews, keepTime, watchSignatures } from './watch-signatures.ts'

const database = await testDatabase()
const means = movableMeans()
const place = await signingPlace(database, means)
const lines: string[] = []
const journal = openJournal((line) => lines.push(line), systemMeans())
const until = async (done: () => Promise<boolean>) => {
  while (!(await done())) await wait(20)
}

test('a running server takes a machine out of the count and tells the operator, without a name', async () => {
  const bots = attacks['every field filled']?.(diceOf(4), { count: 30, from: 0, milliseconds: 60_000 }) ?? []
  await confirmVisits(database, place, bots, { vault: vaultForTests, means })
  const watch = watchSignatures({ ...means, database, journal, vault: vaultForTests })
  onTestFinished(() => watch.stop())
  const standing = async () =>
    (await database.read((tx) => publishedCounts(tx, place.campaign.id))).get('letter:mend-the-stairs')?.standing
  await until(async () => (await standing()) === 0)
  await watch.stop()
  expect(lines.join('')).toMatch(/warning signatures-held - 30 signatures are out of the count/)
})

test('a campaign that cannot be reviewed leaves no other without a review', async () => {
  const other = await signingPlace(database, means, { slug: 'other-stairs' })
  const last = (await database.read((tx) => signingCampaigns(tx))).at(-1)
  const reviewed = last === other.campaign.id ? other : place
  const bots = attacks['every field filled']?.(diceOf(5), { count: 30, from: 0, milliseconds: 60_000 }) ?? []
  await confirmVisits(database, reviewed, bots, { vault: vaultForTests, means })
  let calls = 0
  const broken: typeof database.transaction = (work) =>
    (calls += 1) % 2 === 1 ? Promise.reject(new Error('damaged')) : database.transaction(work)
  const given = { ...means, database: { ...database, transaction: broken }, journal, vault: vaultForTests }
  const watch = watchSignatures(given)
  onTestFinished(() => watch.stop())
  const standing = async () =>
    (await database.read((tx) => publishedCounts(tx, reviewed.campaign.id))).get('letter:mend-the-stairs')?.standing
  await until(async () => (await standing()) === 0)
  await watch.stop()
})

test('a running server deletes what is due, and says so when it does not believe its clock', async () => {
  await wished(database, wishFor(place), means)
  const pending = async () =>
    (await database.read((tx) => tx.selectFrom('signatures_pending').select('pending_id').execute())).length
  const keepOnce = async () => {
    const keeping = keepTime({ ...means, database, journal })
    await keeping.stop()
  }
  for (let days = 0; days < 8; days += 1) {
    expect(await pending()).toBe(1)
    await keepOnce()
    means.pass(86_400_000)
  }
  await keepOnce()
  expect(await pending()).toBe(0)
  means.pass(1000 * 86_400_000)
  await keepOnce()
  expect(lines.at(-1)).toContain('clock-doubted')
})

test('a running server does what was begun on a page, and trouble with one of two leaves the other no less done', async () => {
  await confirmVisits(database, place, people(diceOf(7), { count: 10, from: 0, milliseconds: 60_000 }), {
    ...{ vault: vaultForTests, means },
  })
  const read = parseCondition('leaves=0..9999', vaultForTests, place.campaign.id)
  if (read.kind === 'wrong') throw new Error(read.sentence)
  for (const reason of ['broken', 'well'])
    await database.transaction(async (tx) => {
      const { scope } = await tryCondition(tx, place.campaign.id, place.letter, read.condition, vaultForTests)
      const begun = await strikeNow(tx, { by: 'server', scope, reason }, systemMeans())
      if (begun.kind === 'begun') await leaveRun(tx, begun.run, 1)
    })
  await database.transaction((tx) =>
    tx.updateTable('signatures_review').set({ condition: 'x' }).where('reason', '=', 'broken').execute(),
  )
  const work = continueReviews({ ...means, database, journal, vault: vaultForTests })
  onTestFinished(() => work.stop())
  const struck = async () =>
    (await database.read((tx) => listReviews(tx, place.campaign.id))).find(({ reason }) => reason === 'well')
      ?.finishedAt
  await until(async () => (await struck()) !== undefined)
  await work.stop()
  expect(await database.read(leftReviews)).toHaveLength(1)
})
