import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { firstOperator, joined } from '../../test/kit/accounts.ts'
import { authenticator, type Authenticator, type Twist } from '../../test/kit/authenticator.ts'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { everythingIn } from '../../test/kit/everything.ts'
import { movableMeans, vaultForTests } from '../../test/kit/signatures.ts'
import {
  addPasskey,
  askPasskey,
  endOrganizer,
  offerPasskey,
  passkeysOf,
  removePasskey,
  sessionOf,
  takePasskey,
} from './index.ts'
import type { OrganizerId } from '#kernel'

const database = await testDatabase()
const means = movableMeans()
const operator = await firstOperator(database, means)
const site = { host: 'letters.example.org', origin: 'https://letters.example.org' }

const offer = async (organizer: OrganizerId) => {
  const options = await database.transaction((tx) => offerPasskey(tx, vaultForTests, { organizer, site }, means))
  if (!options) throw new Error('no offer')
  return options
}
const add = (organizer: OrganizerId, posted: unknown) =>
  database.transaction((tx) => addPasskey(tx, vaultForTests, { organizer, site, posted, name: 'Work laptop' }, means))
const ask = () => database.transaction((tx) => askPasskey(tx, site, means))
const take = (posted: unknown) => database.transaction((tx) => takePasskey(tx, { site, posted }, means))

let people = 0
const somebody = () => `somebody${(people += 1)}`

/** An authenticator with a passkey of somebody. */
async function enrolled(organizer: OrganizerId): Promise<Authenticator> {
  const device = authenticator(site)
  expect(await add(organizer, device.make(await offer(organizer)))).toEqual({ kind: 'added' })
  return device
}

test('a passkey is added by who is signed in, and signs in whoever has it without saying who they are', async () => {
  const device = await enrolled(operator.organizer)
  const asked = await ask()
  expect(asked.allowCredentials ?? []).toEqual([])
  const outcome = await take(device.use(asked))
  if (outcome.kind !== 'signed-in') throw new Error('not signed in')
  expect(await database.read((tx) => sessionOf(tx, vaultForTests, outcome.session, means))).toMatchObject({
    organizer: operator.organizer,
    isOperator: true,
  })
  const [one] = await database.read((tx) => passkeysOf(tx, vaultForTests, operator.organizer))
  expect(one).toMatchObject({ usedAt: means.now(), isSynced: false, name: 'Work laptop' })
})

const strange = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const other = Buffer.alloc(32, 7).toString('base64url')
const refused: readonly (readonly [string, Twist])[] = [
  ['another origin', { origin: 'https://letters.example.org.evil.example' }],
  ['another port', { origin: 'https://letters.example.org:8443' }],
  ['a place of another name', { host: 'example.org' }],
  ['another challenge', { challenge: other }],
  ['an answer to another question', { type: 'payment.get' }],
  ['a page in somebody else’s frame', { crossOrigin: true }],
  ['an owner who did not unlock it', { isLocked: true }],
]

test.each([
  ...refused,
  ['a signature by another key', { signedBy: strange }],
  ['a counter that stands still', { counter: 2 }],
  ['a counter that counts backwards', { counter: 0 }],
] as const)('nobody is signed in by %s', async (_what, twist: Twist) => {
  const { organizer } = await joined(database, somebody(), means)
  const device = await enrolled(organizer)
  expect((await take(device.use(await ask()))).kind).toBe('signed-in')
  expect(await take(device.use(await ask(), twist))).toEqual({ kind: 'gone' })
})

const certificate = Buffer.from('30820101', 'hex')
test.each([
  ...refused,
  ['a certificate to look into', { format: 'packed', attestation: new Map([['x5c', [certificate]]]) }],
  ['a kind of attestation we never asked for', { format: 'android-safetynet' }],
] as readonly (readonly [string, Twist])[])('no passkey is added with %s', async (_what, twist) => {
  const { organizer } = await joined(database, somebody(), means)
  expect(await add(organizer, authenticator(site).make(await offer(organizer), twist))).toEqual({ kind: 'refused' })
  expect(await database.read((tx) => passkeysOf(tx, vaultForTests, organizer))).toEqual([])
})

test('a challenge is answered once, also by many at once, within five minutes, and for what it was asked', async () => {
  const { organizer } = await joined(database, somebody(), means)
  const device = await enrolled(organizer)
  const asked = await ask()
  const outcomes = await Promise.all(Array.from({ length: 5 }, (_, n) => take(device.use(asked, { counter: 10 + n }))))
  expect(outcomes.filter(({ kind }) => kind === 'signed-in')).toHaveLength(1)

  const late = await ask()
  means.pass(300_000)
  expect(await take(device.use(late))).toEqual({ kind: 'gone' })

  const mine = await offer(organizer)
  expect(await take(device.use(mine))).toEqual({ kind: 'gone' })
  expect(await add(operator.organizer, authenticator(site).make(mine))).toEqual({ kind: 'refused' })
  expect(await add(organizer, authenticator(site).make(await ask()))).toEqual({ kind: 'refused' })
})

test('a passkey belongs to one organizer, who may have ten and take each away', async () => {
  const [one, two] = [await joined(database, 'one', means), await joined(database, 'two', means)]
  const device = authenticator(site)
  expect(await add(one.organizer, device.make(await offer(one.organizer)))).toEqual({ kind: 'added' })
  expect(await add(two.organizer, device.make(await offer(two.organizer)))).toEqual({ kind: 'refused' })
  const [key] = await database.read((tx) => passkeysOf(tx, vaultForTests, one.organizer))
  const remove = (organizer: OrganizerId) =>
    database.transaction((tx) => removePasskey(tx, { organizer, id: key?.id ?? '' }, means))
  await remove(two.organizer)
  expect((await take(device.use(await ask()))).kind).toBe('signed-in')
  await remove(one.organizer)
  expect(await take(device.use(await ask()))).toEqual({ kind: 'gone' })
  for (let n = 0; n < 10; n += 1) await enrolled(two.organizer)
  const full = { organizer: two.organizer, site }
  expect(await database.transaction((tx) => offerPasskey(tx, vaultForTests, full, means))).toBeUndefined()
})

test('the passkeys of an account that ended open nothing', async () => {
  const { organizer } = await joined(database, 'end', means)
  const device = await enrolled(organizer)
  await database.transaction((tx) => endOrganizer(tx, { by: 'server', organizer }, means))
  expect(await take(device.use(await ask()))).toEqual({ kind: 'gone' })
  expect(await checkEverything(database, vaultForTests)).toEqual([])
})

test('what is no answer of a passkey is refused, whatever it is', async () => {
  const whole = authenticator(site).use(await ask())
  const posts = [
    undefined,
    null,
    'x',
    [],
    {},
    { ...whole, id: 5 },
    { ...whole, type: 'password' },
    { ...whole, response: {} },
    { ...whole, response: { ...whole.response, clientDataJSON: Buffer.from('{"challenge":5}').toString('base64url') } },
    { ...whole, response: { ...whole.response, clientDataJSON: 'bm9uc2Vuc2U' } },
    { ...whole, response: { ...whole.response, attestationObject: 'AAAA' } },
  ]
  for (const posted of posts) {
    expect(await take(posted)).toEqual({ kind: 'gone' })
    expect(await add(operator.organizer, posted)).toEqual({ kind: 'refused' })
  }
})

test('no challenge stands in the database as it was asked, and no name that somebody gave a passkey', async () => {
  const { challenge } = await ask()
  const all = [...(await everythingIn(database)).values()].join('\n')
  expect(all).not.toContain(challenge)
  expect(all).not.toContain('Work laptop')
  expect(all).not.toContain(Buffer.from('Work laptop').toString('hex'))
  expect(all).not.toContain(Buffer.from(challenge, 'base64url').toString('hex'))
})
