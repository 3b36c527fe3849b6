import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { address, firstOperator, invited, joined, ledCampaign, tickingMeans } from '../../test/kit/accounts.ts'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { vaultForTests } from '../../test/kit/signatures.ts'
import {
  acceptInvitation,
  allRoles,
  checkAccounts,
  declineInvitation,
  endOrganizer,
  eventsOf,
  inviteOrganizer,
  leadNewCampaign,
  may,
  openInvitationsOf,
  peopleOf,
  recordEvent,
  rolesOf,
  setGrants,
  setRole,
  takeSignIn,
  withdrawInvitation,
  type Actor,
  type Role,
} from './index.ts'
import { newId, type CampaignId, type OrganizerId } from '#kernel'

const database = await testDatabase()
const means = tickingMeans()
const operator = await firstOperator(database, means)
const campaign = await ledCampaign(database, operator.organizer, means)

const change = (by: Actor, organizer: OrganizerId, role: Role | undefined) =>
  database.transaction((tx) => setRole(tx, { by, campaign, organizer, role }, means))
const rolesNow = () => database.read((tx) => rolesOf(tx, campaign))

test('who may do what', () => {
  const table = Object.fromEntries(
    (['read', 'comment', 'write', 'freeze', 'invalidate', 'judge-authority', 'set-role'] as const).map((act) => [
      act,
      allRoles.filter((role) => may(role, act)).join(' '),
    ]),
  )
  expect(table).toEqual({
    read: 'lead editor reviewer viewer',
    comment: 'lead editor reviewer',
    write: 'lead editor',
    freeze: 'lead editor',
    invalidate: 'lead reviewer',
    'judge-authority': 'lead reviewer',
    'set-role': 'lead',
  })
  expect(may(undefined, 'read')).toBe(false)
})

test('leads give and take roles, anybody may leave, and nobody else decides', async () => {
  const editor = await joined(database, 'edi', means, { campaign, role: 'editor' })
  const viewer = await joined(database, 'vio', means, { campaign, role: 'viewer' })
  const stranger = await joined(database, 'ste', means)
  expect(await change(editor.organizer, viewer.organizer, 'editor')).toEqual({ kind: 'not-allowed' })
  expect(await change(viewer.organizer, viewer.organizer, 'lead')).toEqual({ kind: 'not-allowed' })
  expect(await change(operator.organizer, stranger.organizer, 'editor')).toEqual({ kind: 'not-in-campaign' })
  expect(await change(operator.organizer, viewer.organizer, 'reviewer')).toEqual({ kind: 'set' })
  expect(await change(operator.organizer, viewer.organizer, 'reviewer')).toEqual({ kind: 'unchanged' })
  expect(await change(editor.organizer, editor.organizer, undefined)).toEqual({ kind: 'set' })
  expect([...(await rolesNow()).values()]).toEqual(['lead', 'reviewer'])
  const [last] = await database.read((tx) => eventsOf(tx, { campaign, limit: 1 }))
  expect(last).toMatchObject({ act: 'set-role', organizer: editor.organizer, before: { role: 'editor' } })
})

test('the last lead of a campaign cannot be taken away, not by two at once, not by ending the account', async () => {
  const other = await joined(database, 'leo', means, { campaign, role: 'lead' })
  const [one, two] = await Promise.all([
    change(operator.organizer, other.organizer, 'viewer'),
    change(other.organizer, operator.organizer, 'viewer'),
  ])
  expect([one.kind, two.kind].toSorted()).toEqual(['not-allowed', 'set'])
  const [lead] = [...(await rolesNow())].find(([, role]) => role === 'lead') ?? []
  if (!lead) throw new Error('nobody leads')
  expect(await change(lead, lead, undefined)).toEqual({ kind: 'last-lead' })
  expect(await change('server', lead, 'editor')).toEqual({ kind: 'last-lead' })
  const end = await database.transaction((tx) => endOrganizer(tx, { by: 'server', organizer: lead }, means))
  expect(end).toEqual({ kind: 'last-lead', campaigns: [campaign] })
  for (const organizer of [operator.organizer, other.organizer]) await change('server', organizer, 'lead')
})

test('only operators invite to the server and give rights there, and one operator always stays', async () => {
  const { organizer } = await joined(database, 'mia', means)
  const grant = (by: Actor, whom: OrganizerId, isOperator: boolean) =>
    database.transaction((tx) => setGrants(tx, { by, organizer: whom, isOperator, mayCreate: true }, means))
  const invite = (by: OrganizerId) =>
    database.transaction((tx) => inviteOrganizer(tx, vaultForTests, { by, email: address('new'), mails: false }, means))
  const start = (by: OrganizerId) =>
    database.transaction((tx) => leadNewCampaign(tx, { by, campaign: newId<CampaignId>(means) }, means))
  expect(await grant(organizer, organizer, true)).toEqual({ kind: 'not-allowed' })
  expect(await invite(organizer)).toEqual({ kind: 'not-allowed' })
  expect(await start(organizer)).toBe(false)
  expect(await grant(operator.organizer, organizer, false)).toEqual({ kind: 'set' })
  expect(await start(organizer)).toBe(true)
  expect(await invite(organizer)).toEqual({ kind: 'not-allowed' })
  expect(await grant(operator.organizer, operator.organizer, false)).toEqual({ kind: 'last-operator' })
  const ended = { by: operator.organizer, organizer: operator.organizer }
  expect((await database.transaction((tx) => endOrganizer(tx, ended, means))).kind).toBe('last-operator')
  expect((await invite(operator.organizer)).kind).toBe('invited')
})

test('a campaign that somebody leads is nobody else’s to found', async () => {
  const again = { by: operator.organizer, campaign }
  expect(await database.transaction((tx) => leadNewCampaign(tx, again, means))).toBe(false)
})

test('invitations are answered by whom they are for, taken back by leads, and replaced by later ones', async () => {
  const { organizer } = await joined(database, 'ivo', means)
  means.pass(86_400_000)
  const other = await joined(database, 'ida', means, { campaign, role: 'editor' })
  const invite = (role: Role) => invited(database, 'ivo', means, { by: operator.organizer, to: { campaign, role } })
  const open = () => database.read((tx) => openInvitationsOf(tx, organizer, means))
  const answer = (by: OrganizerId, how: typeof acceptInvitation) => async () => {
    const [one] = await open()
    if (!one) throw new Error('no invitation')
    return database.transaction((tx) => how(tx, { by, ...one }, means))
  }
  await invite('viewer')
  await invite('editor')
  expect((await open()).map(({ role }) => role)).toEqual(['editor'])
  expect((await database.read((tx) => peopleOf(tx, vaultForTests, campaign))).invitees).toMatchObject([
    { email: 'ivo@coalition.example', role: 'editor' },
  ])
  expect(await answer(other.organizer, acceptInvitation)()).toEqual({ kind: 'gone' })
  expect(await answer(other.organizer, withdrawInvitation)()).toEqual({ kind: 'not-allowed' })
  expect(await answer(organizer, declineInvitation)()).toEqual({ kind: 'done' })
  expect(await open()).toEqual([])
  await invite('reviewer')
  expect(await answer(operator.organizer, withdrawInvitation)()).toEqual({ kind: 'done' })
  means.pass(86_400_000)
  await invite('reviewer')
  expect(await answer(organizer, acceptInvitation)()).toEqual({ kind: 'done' })
  expect((await rolesNow()).get(organizer)).toBe('reviewer')
  const more = { by: operator.organizer, email: address('ivo'), to: { campaign, role: 'lead' }, mails: false } as const
  expect(await database.transaction((tx) => inviteOrganizer(tx, vaultForTests, more, means))).toEqual({
    kind: 'has-role',
    role: 'reviewer',
  })
})

test('the link of an invitation is good for seven days, to somebody who has an account for one; the invitation waits', async () => {
  const { organizer } = await joined(database, 'kay', means)
  const known = await invited(database, 'kay', means, { by: operator.organizer, to: { campaign, role: 'viewer' } })
  const fresh = await invited(database, 'lou', means, { by: operator.organizer, to: { campaign, role: 'viewer' } })
  means.pass(86_400_000)
  const take = (link: string) => database.transaction((tx) => takeSignIn(tx, vaultForTests, link, means))
  expect((await take(known.link)).kind).toBe('gone')
  expect((await database.read((tx) => openInvitationsOf(tx, organizer, means))).length).toBe(1)
  means.pass(5 * 86_400_000)
  expect((await take(fresh.link)).kind).toBe('signed-in')
  expect((await database.read((tx) => openInvitationsOf(tx, organizer, means))).length).toBe(1)
})

test('organizers send one address at most three invitations a day', async () => {
  for (let n = 0; n < 3; n += 1)
    await invited(database, 'bob', means, { by: operator.organizer, to: { campaign, role: 'viewer' } })
  const more = { by: operator.organizer, email: address('bob'), to: { campaign, role: 'viewer' }, mails: true } as const
  expect(await database.transaction((tx) => inviteOrganizer(tx, vaultForTests, more, means))).toEqual({
    kind: 'too-many',
  })
})

test('the trail refuses to be changed, deleted or emptied, and takes nothing that a person typed', async () => {
  for (const statement of [
    sql`update accounts_event set act = 'comment'`,
    sql`delete from accounts_event`,
    sql`truncate accounts_event`,
  ])
    await expect(database.transaction((tx) => statement.execute(tx))).rejects.toThrow('stays written down')
  for (const typed of ['ada@coalition.example', 'Ada Vale', 'x'.repeat(129), 'línea'])
    await expect(
      database.transaction((tx) => recordEvent(tx, { by: 'server', act: 'comment', after: { text: typed } }, means)),
    ).rejects.toMatchObject({ code: 'internal' })
  expect(await checkEverything(database, vaultForTests)).toEqual([])
})

test('the trail is read page by page, the latest first, of one campaign or of all', async () => {
  const all = await database.read((tx) => eventsOf(tx, { limit: 1000 }))
  const paged: string[] = []
  for (let before: (typeof all)[number]['id'] | undefined; ;) {
    const page = await database.read((tx) => eventsOf(tx, { before, limit: 7 }))
    paged.push(...page.map(({ id }) => id))
    before = page.at(-1)?.id
    if (page.length < 7) break
  }
  expect(paged).toEqual(all.map(({ id }) => id))
  const here = await database.read((tx) => eventsOf(tx, { campaign, limit: 1000 }))
  expect(here).toEqual(all.filter((event) => event.campaign === campaign))
})

test('a role, right, rule or session that came by no act is found', async () => {
  for (const tamper of [
    sql`update accounts_role set role = 'lead' where role = 'reviewer'`,
    sql`delete from accounts_role where role = 'lead'`,
    sql`update accounts_organizer set may_create = true where not may_create and ended_at is null`,
    sql`insert into accounts_rule values (${campaign}, 'freeze', now())`,
    sql`insert into accounts_session select sha256(organizer_id::text::bytea), organizer_id, 'link', now(), now()
          from accounts_organizer where joined_at is null`,
  ]) {
    const found = await database
      .transaction(async (tx) => {
        await tamper.execute(tx)
        throw Object.assign(new Error('undo'), { problems: await checkAccounts(tx, vaultForTests) })
      })
      .catch((thrown: { readonly problems: readonly string[] }) => thrown.problems)
    expect(found).not.toEqual([])
  }
  expect(await checkEverything(database, vaultForTests)).toEqual([])
})
