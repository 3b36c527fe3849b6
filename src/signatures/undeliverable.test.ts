import { expect, test } from 'vitest'
import { testDatabase } from '../../test/kit/database.ts'
import { composedMails, movableMeans, signingPlace, wished, wishFor } from '../../test/kit/signatures.ts'
import { resend, stopMails } from './index.ts'

const database = await testDatabase()
const means = movableMeans()
const place = await signingPlace(database, means)
const { id: campaign } = place.campaign

test('an inbox that does not exist gets no further mail about the letter, and others still do', async () => {
  const [gone, there] = [
    await wished(database, wishFor(place, { of: 'gone' }), means),
    await wished(database, wishFor(place), means),
  ]
  expect(await composedMails(database, means)).toHaveLength(2)
  const mail = { kind: 'signatures.confirm', ids: { campaign, pending: gone } }
  await database.transaction((tx) => stopMails(tx, [mail, mail], means))
  means.pass(60_000)
  await database.transaction(async (tx) => {
    await resend(tx, campaign, gone, means)
    await resend(tx, campaign, there, means)
  })
  expect((await composedMails(database, means)).map(({ to }) => to)).toEqual(['ada@mail.example'])
})

test('mails of others, and of wishes that are gone, are passed over', async () => {
  const unknown = '00000000-0000-7000-8000-000000000000'
  const mails = [
    { kind: 'ink.blot', ids: { blot: '17' } },
    { kind: 'signatures.confirm', ids: { campaign: unknown, pending: unknown } },
  ]
  await database.transaction((tx) => stopMails(tx, mails, means))
  const rows = await database.read((tx) => tx.selectFrom('signatures_mailed').select('refused').execute())
  expect(rows.filter(({ refused }) => refused)).toHaveLength(1)
})
