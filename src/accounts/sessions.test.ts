import { expect, test } from 'vitest'
import { firstOperator, joined } from '../../test/kit/accounts.ts'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { movableMeans, vaultForTests } from '../../test/kit/signatures.ts'
import { endSessionOf, livesOf, parseSessionId, sessionOf, sessionsOf, type SessionId } from './index.ts'

const database = await testDatabase()
const means = movableMeans()
const { organizer: operator, session: operators } = await firstOperator(database, means)
const begun = means.now()
means.pass(60_000)
const phone = await joined(database, 'ada', means)
means.pass(60_000)
const laptop = await joined(database, 'ada', means)
const { organizer } = phone

const listed = (token: string) => database.read((tx) => sessionsOf(tx, { organizer, token }, means))
const end = (by: typeof organizer, session: SessionId | undefined) =>
  database.transaction(async (tx) => session !== undefined && endSessionOf(tx, { organizer: by, session }, means))
const isIn = async (token: string) =>
  (await database.read((tx) => sessionOf(tx, vaultForTests, token, means))) !== undefined

test('an organizer sees where they are signed in and which of it is here, and ends one without the others', async () => {
  const [here, there] = await listed(laptop.session)
  expect([here, there]).toMatchObject([
    { isThis: true, begunBy: 'link', begunAt: new Date(begun.getTime() + 120_000) },
    { isThis: false, begunAt: new Date(begun.getTime() + 60_000) },
  ])
  // What names a session opens none, and nobody ends another's.
  expect([await isIn(there?.id ?? ''), parseSessionId(there?.id ?? ''), parseSessionId(phone.session)]).toEqual([
    false,
    there?.id,
    undefined,
  ])
  expect(await end(operator, there?.id)).toBe(false)
  expect(await end(organizer, there?.id)).toBe(true)
  expect([await isIn(phone.session), await isIn(laptop.session), await isIn(operators)]).toEqual([false, true, true])
  expect(await listed(laptop.session)).toHaveLength(1)
  expect(await checkEverything(database, vaultForTests)).toEqual([])
})

test('a session that ran out is not listed', async () => {
  means.pass(livesOf.idleSession + 1)
  expect(await listed(laptop.session)).toEqual([])
})
