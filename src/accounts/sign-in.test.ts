import { expect, test } from 'vitest'
import {
  accountMails,
  address,
  askedLink,
  firstOperator,
  invited,
  joined,
  ledCampaign,
  linkIn,
} from '../../test/kit/accounts.ts'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { everythingIn } from '../../test/kit/everything.ts'
import { movableMeans, vaultForTests } from '../../test/kit/signatures.ts'
import {
  endAllSessions,
  endOrganizer,
  endSession,
  eventsOf,
  findOrganizer,
  firstLink,
  inviteOrganizer,
  nameOrganizer,
  noteUse,
  peekSignIn,
  sessionOf,
  startSignIn,
  takeFirstLink,
  takeSignIn,
} from './index.ts'

const database = await testDatabase()
const means = movableMeans()
const vault = vaultForTests
const minute = 60_000
const hour = 60 * minute

// Nobody ever came here.
const empty = await testDatabase()
const before = await database.transaction((tx) => firstLink(tx, vault, means))
const operator = await firstOperator(database, means)
const campaign = await ledCampaign(database, operator.organizer, means)

const take = (link: string) => database.transaction((tx) => takeSignIn(tx, vault, link, means))
const peek = (link: string) => database.read((tx) => peekSignIn(tx, vault, link, means))
const visitor = (token: string) => database.read((tx) => sessionOf(tx, vault, token, means))
const ask = (of: string) => database.transaction((tx) => startSignIn(tx, vault, address(of), means))

test('the first start has one link, the same until it is used; then there is none, and nobody becomes operator by it', async () => {
  expect(await database.transaction((tx) => firstLink(tx, vault, means))).toBeUndefined()
  const again = { link: before ?? '', operator: { email: address('eve'), name: 'Eve' } }
  expect(await database.transaction((tx) => takeFirstLink(tx, vault, again, means))).toEqual({ kind: 'gone' })
  expect(await peek(before ?? '')).toEqual({ kind: 'gone' })
  expect(await visitor(operator.session)).toMatchObject({ name: 'Ola Operator', isOperator: true, mayCreate: true })
})

test('the link of the first start is good for a day; a start after that prints another', async () => {
  const clock = movableMeans()
  const printed = async () => (await empty.transaction((tx) => firstLink(tx, vault, clock))) ?? ''
  const first = { email: address('ola'), name: 'Ola Operator' }
  const open = (link: string) => empty.transaction((tx) => takeFirstLink(tx, vault, { link, operator: first }, clock))
  const link = await printed()
  clock.pass(24 * hour - 1)
  expect(await printed()).toBe(link)
  clock.pass(1)
  expect(await open(link)).toEqual({ kind: 'gone' })
  const next = await printed()
  expect(next).not.toBe(link)
  expect((await open(next)).kind).toBe('signed-in')
})

test('a mail link shows who it is for as often as it is opened, signs in once, and then never again', async () => {
  await joined(database, 'ada', means)
  const link = await askedLink(database, 'ada', means)
  for (let n = 0; n < 3; n += 1) expect(await peek(link)).toEqual({ kind: 'sign-in', name: 'ada' })
  const outcome = await take(link)
  if (outcome.kind !== 'signed-in') throw new Error('not signed in')
  expect(await visitor(outcome.session)).toMatchObject({ organizer: outcome.organizer, isOperator: false })
  expect(await take(link)).toEqual({ kind: 'gone' })
  expect(await peek(link)).toEqual({ kind: 'gone' })
})

test('of a link that many use at once, one is signed in', async () => {
  const link = await askedLink(database, 'ada', means)
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => take(link)))
  expect(outcomes.filter(({ kind }) => kind === 'signed-in')).toHaveLength(1)
  expect(await checkEverything(database, vault)).toEqual([])
})

test('a link is good for twenty minutes', async () => {
  const early = await askedLink(database, 'ada', means)
  means.pass(20 * minute - 1)
  expect((await take(early)).kind).toBe('signed-in')
  const late = await askedLink(database, 'ada', means)
  means.pass(20 * minute)
  expect(await take(late)).toEqual({ kind: 'gone' })
})

test('whatever is changed of a link, it is none', async () => {
  const link = await askedLink(database, 'ada', means)
  for (let at = 0; at < link.length; at += 1)
    for (const letter of ['A', 'g', '_', '.']) {
      const other = link.slice(0, at) + letter + link.slice(at + 1)
      if (other !== link) expect(await peek(other)).toEqual({ kind: 'gone' })
    }
  expect((await take(link)).kind).toBe('signed-in')
})

test('the database holds nothing that opens: neither link nor cookie, nor address nor name', async () => {
  const link = await askedLink(database, 'ada', means)
  const [id = '', mark = ''] = link.split('.')
  const all = [...(await everythingIn(database)).values()].join('\n')
  for (const secret of [mark, operator.session])
    for (const spelled of [secret, Buffer.from(secret, 'base64url').toString('hex')]) expect(all).not.toContain(spelled)
  expect(all).toContain(Buffer.from(id, 'base64url').toString('hex').slice(0, 8))
  for (const personal of ['ada@coalition.example', 'Ola Operator'])
    for (const spelled of [personal, Buffer.from(personal).toString('hex')]) expect(all).not.toContain(spelled)
})

test('an address is asked at most three mails in ten minutes, also when they are asked for at once; later again', async () => {
  means.pass(hour)
  await Promise.all(Array.from({ length: 9 }, () => ask('Ada')))
  expect(await accountMails(database, means)).toHaveLength(3)
  means.pass(10 * minute - 1)
  await ask('ada')
  expect(await accountMails(database, means)).toEqual([])
  means.pass(1)
  await ask('ada')
  expect((await accountMails(database, means)).map(({ to }) => to)).toEqual(['ada@coalition.example'])
})

test('for an address that nobody has, as much is written as for an organizer, and no mail is made', async () => {
  means.pass(hour)
  const rows = async () => {
    const all = await everythingIn(database)
    return ['public.accounts_sign_in', 'public.platform_mail', 'public.accounts_event'].map(
      (table) => (all.get(table) ?? '').split('\n').filter(Boolean).length,
    )
  }
  const grown = async (of: string) => {
    const [old, _, fresh] = [await rows(), await ask(of), await rows()]
    return fresh.map((count, n) => count - (old[n] ?? 0))
  }
  const strangers = [await grown('stranger'), await grown('stranger'), await grown('stranger'), await grown('stranger')]
  expect(await accountMails(database, means)).toEqual([])
  expect([await grown('ada'), await grown('ada'), await grown('ada'), await grown('ada')]).toEqual(strangers)
})

test('a session ends twelve hours after its last use, fourteen days after it began, and at once when its bearer says so', async () => {
  const { session } = await joined(database, 'sam', means)
  means.pass(12 * hour - 1)
  expect(await visitor(session)).toMatchObject({ noteDue: true })
  await database.transaction((tx) => noteUse(tx, session, means))
  expect(await visitor(session)).toMatchObject({ noteDue: false })
  for (let used = 1; used < 28; used += 1) {
    means.pass(12 * hour - 1)
    expect(await visitor(session)).toBeDefined()
    await database.transaction((tx) => noteUse(tx, session, means))
  }
  means.pass(hour)
  expect(await visitor(session)).toBeUndefined()

  const other = await take(await askedLink(database, 'sam', means))
  if (other.kind !== 'signed-in') throw new Error('not signed in')
  means.pass(12 * hour)
  expect(await visitor(other.session)).toBeUndefined()

  const third = await take(await askedLink(database, 'sam', means))
  if (third.kind !== 'signed-in') throw new Error('not signed in')
  await database.transaction((tx) => endSession(tx, third.session, means))
  expect(await visitor(third.session)).toBeUndefined()
})

test('signing out everywhere ends every session, for oneself and for operators, and for nobody else', async () => {
  const [one, other] = [await joined(database, 'lea', means), await joined(database, 'max', means)]
  const out = (by: typeof one.organizer, organizer: typeof one.organizer) =>
    database.transaction((tx) => endAllSessions(tx, { by, organizer }, means))
  expect(await out(other.organizer, one.organizer)).toEqual({ kind: 'not-allowed' })
  expect(await visitor(one.session)).toBeDefined()
  const second = await take(await askedLink(database, 'lea', means))
  expect(await out(one.organizer, one.organizer)).toEqual({ kind: 'ended', sessions: 2 })
  expect(await visitor(one.session)).toBeUndefined()
  expect(second.kind === 'signed-in' && (await visitor(second.session))).toBeUndefined()
  expect(await out(operator.organizer, other.organizer)).toEqual({ kind: 'ended', sessions: 1 })
})

test('text that is no cookie of ours signs nobody in', async () => {
  for (const token of ['', 'x', 'A'.repeat(43), `${operator.session}=`, operator.session.slice(1), '../../etc'])
    expect(await visitor(token)).toBeUndefined()
})

test('an invitation is accepted by its link, by nobody else, and gives the role that was meant', async () => {
  const inviting = {
    by: operator.organizer,
    email: address('ina'),
    to: { campaign, role: 'editor' },
    mails: true,
  } as const
  const asked = await database.transaction((tx) => inviteOrganizer(tx, vault, inviting, means))
  expect(asked.kind).toBe('invited')
  const [mail] = await accountMails(database, means)
  if (!mail) throw new Error('no mail')
  expect(mail.text).toContain('“Stairs”, as editor (invited by Ola Operator)')
  const link = linkIn(mail)
  expect(await peek(link)).toEqual({
    kind: 'invitation',
    name: 'ina@coalition.example',
    to: [{ campaign, role: 'editor' }],
  })
  means.pass(7 * 24 * hour - 1)
  const outcome = await take(link)
  if (outcome.kind !== 'signed-in') throw new Error('not signed in')
  expect(await visitor(outcome.session)).toMatchObject({ isNameless: true, roles: new Map([[campaign, 'editor']]) })
  const naming = { organizer: outcome.organizer, name: 'Ina Vale' }
  await database.transaction((tx) => nameOrganizer(tx, vault, naming, means))
  expect(await visitor(outcome.session)).toMatchObject({ isNameless: false, name: 'Ina Vale' })
  const acts = (await database.read((tx) => eventsOf(tx, { campaign, limit: 10 }))).map(({ act }) => act)
  expect(acts.slice(0, 3).toSorted()).toEqual(['accept-invitation', 'invite-organizer', 'set-role'])
})

test('an account that ended is signed out, and no link or address opens it, until an operator invites it again', async () => {
  const { organizer, session } = await joined(database, 'tom', means, { campaign, role: 'reviewer' })
  const link = await askedLink(database, 'tom', means)
  const ended = await database.transaction((tx) => endOrganizer(tx, { by: operator.organizer, organizer }, means))
  expect(ended).toEqual({ kind: 'ended' })
  expect(await visitor(session)).toBeUndefined()
  expect(await take(link)).toEqual({ kind: 'gone' })
  await ask('tom')
  expect(await accountMails(database, means)).toEqual([])
  expect(await database.read((tx) => findOrganizer(tx, vault, address('TOM')))).toMatchObject({ state: 'ended' })
  const back = await invited(database, 'tom', means)
  expect(back.organizer).toBe(organizer)
  const outcome = await take(back.link)
  expect(outcome.kind === 'signed-in' && (await visitor(outcome.session))).toMatchObject({ roles: new Map() })
  expect(await checkEverything(database, vault)).toEqual([])
})
