import { sql } from 'kysely'
import { expect, test } from 'vitest'
import {
  accountMails,
  address,
  askedLink,
  firstOperator,
  invited,
  joined,
  ledCampaign,
} from '../../test/kit/accounts.ts'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { everythingIn } from '../../test/kit/everything.ts'
import { movableMeans, vaultForTests } from '../../test/kit/signatures.ts'
import {
  askPasskey,
  endOrganizer,
  eraseOrganizer,
  eventsOf,
  findOrganizer,
  inviteOrganizer,
  keepAccounts,
  listOrganizers,
  namesOf,
  noteReturnedMails,
  peopleOf,
  renewAccountKeys,
  sessionOf,
  startSignIn,
  takeSignIn,
} from './index.ts'
import { openVault } from '#platform'

const database = await testDatabase()
const means = movableMeans()
const vault = vaultForTests
const day = 86_400_000
const operator = await firstOperator(database, means)
const campaign = await ledCampaign(database, operator.organizer, means)

const keep = () => database.transaction((tx) => keepAccounts(tx, means))
const find = (of: string) => database.read((tx) => findOrganizer(tx, vault, address(of)))
const count = async (table: string) =>
  (await everythingIn(database)).get(`public.${table}`)?.split('\n').filter(Boolean).length ?? 0

test('erasing takes away everything personal at once, and the trail keeps what somebody did', async () => {
  const { organizer, session } = await joined(database, 'era', means, { campaign, role: 'editor' })
  await askedLink(database, 'era', means)
  const row = await database.read((tx) =>
    tx.selectFrom('accounts_organizer').selectAll().where('organizer_id', '=', organizer).executeTakeFirstOrThrow(),
  )
  const trail = () => database.read((tx) => eventsOf(tx, { limit: 1000 }))
  const before = (await trail()).filter((event) => event.organizer === organizer).length
  const erased = await database.transaction((tx) => eraseOrganizer(tx, { by: organizer, organizer }, means))
  expect(erased).toEqual({ kind: 'erased' })
  const all = [...(await everythingIn(database)).values()].join('\n')
  for (const gone of [row.address_mark, row.sealed]) expect(all).not.toContain(gone?.toString('hex') ?? 'none')
  expect(await find('era')).toBeUndefined()
  expect(await database.read((tx) => sessionOf(tx, vault, session, means))).toBeUndefined()
  expect((await database.read((tx) => namesOf(tx, vault, [organizer, operator.organizer]))).size).toBe(1)
  expect((await trail()).filter((event) => event.organizer === organizer).length).toBeGreaterThan(before)
  expect(await checkEverything(database, vault)).toEqual([])
  const again = await invited(database, 'era', means)
  expect(again.organizer).not.toBe(organizer)
})

test('nobody erases or ends another, but operators', async () => {
  const [one, other] = [await joined(database, 'one', means), await joined(database, 'two', means)]
  const ending = { by: one.organizer, organizer: other.organizer }
  const refused = { kind: 'not-allowed' }
  expect(await database.transaction((tx) => endOrganizer(tx, ending, means))).toEqual(refused)
  expect(await database.transaction((tx) => eraseOrganizer(tx, ending, means))).toEqual(refused)
  expect(await find('two')).toMatchObject({ state: 'active' })
})

test('a year after an account ended its name and address are gone, and not before', async () => {
  const { organizer } = await joined(database, 'old', means)
  await database.transaction((tx) => endOrganizer(tx, { by: 'server', organizer }, means))
  means.pass(365 * day)
  await keep()
  expect(await find('old')).toMatchObject({ state: 'ended' })
  means.pass(1)
  await keep()
  expect(await find('old')).toBeUndefined()
})

test('whoever was invited and never came is forgotten thirty days after the last invitation ran out', async () => {
  await invited(database, 'never', means, { to: { campaign, role: 'viewer' } })
  means.pass(6 * day)
  await invited(database, 'never', means, { to: { campaign, role: 'viewer' } })
  means.pass(37 * day)
  await keep()
  expect(await find('never')).toMatchObject({ state: 'invited' })
  means.pass(day)
  await keep()
  expect(await find('never')).toBeUndefined()
  expect(await checkEverything(database, vault)).toEqual([])
})

test('links, challenges and sessions that can open nothing any more are deleted', async () => {
  means.pass(60 * day)
  await keep()
  await database.transaction((tx) => startSignIn(tx, vault, address('stranger'), means))
  await database.transaction((tx) =>
    askPasskey(tx, { host: 'letters.example.org', origin: 'https://letters.example.org' }, means),
  )
  await joined(database, 'ses', means)
  const left = async () => [
    await count('accounts_sign_in'),
    await count('accounts_challenge'),
    await count('accounts_session'),
  ]
  expect(await left()).toEqual([2, 1, 1])
  means.pass(11 * 3_600_000)
  await keep()
  expect(await left()).toEqual([2, 0, 1])
  means.pass(13 * 3_600_000 + 1_200_001)
  await keep()
  expect(await left()).toEqual([1, 0, 0])
  means.pass(37 * day)
  await keep()
  expect(await left()).toEqual([0, 0, 0])
})

test('an invitation whose mail came back says so to the campaign', async () => {
  const inviting = {
    by: operator.organizer,
    email: address('bad'),
    to: { campaign, role: 'viewer' },
    mails: true,
  } as const
  await database.transaction((tx) => inviteOrganizer(tx, vault, inviting, means))
  const [row] = await database.read((tx) =>
    tx.selectFrom('platform_mail').selectAll().where('kind', '=', 'accounts.invitation').execute(),
  )
  const ids = Object.fromEntries(Object.entries(row?.ids ?? {}).map(([name, id]) => [name, String(id)]))
  await database.transaction((tx) => noteReturnedMails(tx, [{ kind: row?.kind ?? '', ids }], means))
  const { invitees } = await database.read((tx) => peopleOf(tx, vault, campaign))
  expect(invitees).toMatchObject([{ email: 'bad@coalition.example', returnedAt: means.now() }])
  await accountMails(database, means)
})

test('under new keys everybody is found and opens, and the old keys find nobody', async () => {
  const key = (fill: number) => new Uint8Array(32).fill(fill)
  const after = openVault({ identity: key(11), seal: [{ id: 2, key: key(12) }], link: [{ id: 1, key: key(3) }] })
  const asked = await askedLink(database, 'ses', means)
  const { link } = await invited(database, 'key', means)
  const before = (await database.read((tx) => listOrganizers(tx, vault))).map(({ email }) => email)
  expect(await database.transaction((tx) => renewAccountKeys(tx, { before: vault, after }))).toBe(before.length)
  expect((await database.read((tx) => listOrganizers(tx, after))).map(({ email }) => email)).toEqual(before)
  expect(await checkEverything(database, after)).toEqual([])
  expect(await find('ses').catch(() => undefined)).toBeUndefined()
  expect(await database.read((tx) => findOrganizer(tx, after, address('ses')))).toMatchObject({ state: 'active' })
  // What was asked for is asked for again; what was handed out lasts, for its mark is of another key.
  expect(await database.transaction((tx) => takeSignIn(tx, after, asked, means))).toEqual({ kind: 'gone' })
  expect((await database.transaction((tx) => takeSignIn(tx, after, link, means))).kind).toBe('signed-in')
  await expect(database.transaction((tx) => renewAccountKeys(tx, { before: vault, after }))).rejects.toMatchObject({
    code: 'bad-state',
  })
})

test('what stands in the database of an organizer is what the README says', async () => {
  const { rows } = await database.read((tx) =>
    sql<{ readonly column: string }>`
      select table_name || '.' || column_name as column from information_schema.columns
       where table_name like 'accounts\\_%' and data_type in ('text', 'bytea', 'jsonb', 'ARRAY') order by 1`.execute(
      tx,
    ),
  )
  // Whoever adds a column that can hold what somebody typed adds it here, to the README and to erasing.
  expect(rows.map(({ column }) => column.slice('accounts_'.length))).toEqual([
    'approval.act',
    'approval.closed_as',
    'approval.content_hash',
    'approval.subject',
    'challenge.challenge_hash',
    'event.act',
    'event.after',
    'event.before',
    'event.subject',
    'invitation.closed_as',
    'invitation.role',
    'organizer.address_mark',
    'organizer.sealed',
    'passkey.credential_id',
    'passkey.public_key',
    'passkey.sealed_name',
    'passkey.transports',
    'role.role',
    'rule.act',
    'session.begun_by',
    'session.token_hash',
    'sign_in.address_mark',
    'sign_in.kind',
  ])
})
