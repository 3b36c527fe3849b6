import { expect, test } from 'vitest'
import { testDatabase } from '../../test/kit/database.ts'
import { reminderMails } from '../../test/kit/reminder-mails.ts'
import { on, recordedHouse, said, terms } from '../../test/kit/recorded.ts'
import { remindOfPromises, reviseCommitment, stateCommitment } from './index.ts'

const database = await testDatabase()
const { campaign: place, means, lead, recipients } = await recordedHouse(database)
const campaign = place.id
const acting = { campaign, by: lead }
const [recipient] = recipients
const day = 86_400_000

const mails = () => reminderMails(database, means)

test('organizers are reminded of a promise that ends, once each time, and not any more once it was extended', async () => {
  // The clock of the house stands on March 1, 2029.
  const stated = await database.transaction((tx) =>
    stateCommitment(
      tx,
      {
        ...acting,
        recipient,
        title: 'A pause',
        on: on('2029-02-01'),
        wording: said('We will pause until April 10.'),
        terms: terms({ expires: on('2029-04-10'), loopholes: ['time-limited'] }),
      },
      means,
    ),
  )
  if (stated.kind !== 'recorded') throw new Error(stated.why)
  await remindOfPromises(database, means)
  expect(await mails()).toEqual([])
  means.pass(12 * day)
  await Promise.all([remindOfPromises(database, means), remindOfPromises(database, means)])
  await remindOfPromises(database, means)
  const first = await mails()
  expect(first.map(({ subject }) => subject)).toEqual(
    Array.from({ length: 2 }, () => 'Verrolane’s promise ends on April 10, 2029'),
  )
  expect(first[0]?.text).toContain('We will pause until April 10.')
  means.pass(22 * day)
  await remindOfPromises(database, means)
  const wish = { ...acting, commitment: stated.commitment, stage: 'extended', on: on('2029-04-03') } as const
  const further = { wording: said('Until further notice.'), terms: terms({ loopholes: ['open-ended-until'] }) }
  await database.transaction((tx) => reviseCommitment(tx, { ...wish, ...further }, means))
  // What was left before it was extended says nothing any more.
  expect(await mails()).toEqual([])
  means.pass(5 * day)
  await remindOfPromises(database, means)
  expect(await mails()).toEqual([])
})
