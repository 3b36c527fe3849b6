import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { findOrganizer, inviteOrganizer } from '#accounts'
import { runCommand } from '#cli'
import { confirmKeys, openSecrets, type Database, type Secrets } from '#platform'
import { parseVerifierKey } from '#proof'
import { confirmBatch, signBatch, type Wish } from '#signatures'
import { address } from '../../test/kit/accounts.ts'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { meansOn } from '../../test/kit/command.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { movableMeans, signingPlace, wishFor } from '../../test/kit/signatures.ts'

const database = await testDatabase()
// Keys that are exchanged are those of everything in a database.
const resealed = await testDatabase()
const remarked = await testDatabase()
const home = mkdtempSync(join(tmpdir(), 'undersigned keys '))
afterAll(() => rmSync(home, { recursive: true, force: true }))

let file = ''
beforeEach(() => {
  file = join(mkdtempSync(join(home, 'one ')), 'secrets.json')
})

async function run(words: readonly string[], answers: readonly string[] = [], on = database) {
  const { means, said, printed } = meansOn(on, answers)
  const environment = { ...means.environment, SECRETS_FILE: file, MAIL_FROM: 'letters@example.org' }
  const code = await runCommand(['keys', ...words], { ...means, environment })
  return { code, said: said.join('\n'), printed: printed.join('') }
}

const clock = movableMeans()

/** Signs and confirms under some keys. */
async function signUnder(on: Database, { vault }: Secrets, wish: Wish): Promise<void> {
  await on.transaction(async (tx) => {
    const [asked] = await signBatch(tx, [wish], vault, clock)
    if (asked?.kind !== 'asked-to-confirm') throw new Error('not asked')
    await confirmBatch(tx, [{ by: 'link', campaign: wish.campaign, pending: asked.pending }], vault, clock)
  })
}

const organizer = { by: 'server', email: address('ada'), mails: false } as const

const confirmOn = async (on: Database, secrets: Secrets) =>
  on.transaction((tx) => confirmKeys(tx, secrets, clock.now()))

const secret = (): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/"key": "([^"]+)"|-----\\n([^-]+?)\\n/g)].map(
    ([, key = '', pem = '']) => key || pem,
  )

test('keys are shown by what others may know of them, and nothing secret is printed', async () => {
  expect(await run(['show'])).toMatchObject({ code: 2, printed: '' })
  await openSecrets(file)
  const { code, printed } = await run(['show', 'letters.example/archive'])
  expect(code).toBe(0)
  expect(printed).toMatch(/u\d{8}[0-9a-f]{4}\._domainkey\.example\.org\. TXT "v=DKIM1; k=rsa; p=[\w+/]+" "[\w+/=]+"/)
  const [, verifier = ''] = /verifier key: (\S+)/.exec(printed) ?? []
  const [, half = ''] = /public half \(Ed25519\): (\S+)/.exec(printed) ?? []
  expect(verifier).toMatch(/^letters\.example\/archive\+/)
  expect(Buffer.from(parseVerifierKey(verifier)?.publicKey ?? []).toString('base64')).toBe(half)
  expect(secret().length).toBe(5)
  for (const one of secret()) expect(printed).not.toContain(one)
})

test('a link made before a rotation works after it, until the old key is retired', async () => {
  const before = await openSecrets(file)
  const link = before.vault.mark('link', 'id')
  const holds = ({ vault }: Secrets) => vault.holds('link', link, 'id')
  expect((await run(['rotate', 'link'])).code).toBe(0)
  const during = await openSecrets(file)
  expect([holds(during), during.vault.mark('link', 'id').equals(link)]).toEqual([true, false])
  expect(await run(['rotate', 'link'])).toMatchObject({ code: 2, said: expect.stringContaining('retire the old one') })
  expect(await run(['retire', 'link'], ['n'])).toMatchObject({ code: 0, said: 'Nothing was changed.' })
  expect(holds(await openSecrets(file))).toBe(true)
  expect((await run(['retire', 'link'], ['y'])).code).toBe(0)
  const after = await openSecrets(file)
  expect([holds(after), after.vault.holds('link', during.vault.mark('link', 'id'), 'id')]).toEqual([false, true])
  expect(await run(['retire', 'link', '--yes'])).toMatchObject({
    code: 2,
    said: expect.stringContaining('rotate first'),
  })
})

test('during a rotation of the log key both sign, the new one first', async () => {
  const [old] = (await openSecrets(file)).logSeeds
  await run(['rotate', 'log'])
  const during = (await openSecrets(file)).logSeeds
  expect([during.length, during[1]]).toEqual([2, old])
  await run(['retire', 'log', '--yes'])
  expect((await openSecrets(file)).logSeeds).toEqual([during[0]])
})

test('a new mail key does not sign before the old one is retired: its DNS record has to be known first', async () => {
  const old = (await openSecrets(file)).mailKey
  await run(['rotate', 'mail'])
  expect((await openSecrets(file)).mailKey).toEqual(old)
  const { printed } = await run(['show'])
  expect(printed.match(/_domainkey/g)).toHaveLength(2)
  await run(['retire', 'mail', '--yes'])
  const { mailKey } = await openSecrets(file)
  expect(mailKey.selector).not.toBe(old.selector)
  expect(printed).toContain(`${mailKey.selector}._domainkey`)
})

test('what was sealed before a rotation opens after it, and once the old key is retired only under the new one', async () => {
  const first = await openSecrets(file)
  const place = await signingPlace(resealed, clock)
  const wish = wishFor(place)
  await signUnder(resealed, first, wish)
  await resealed.transaction((tx) => inviteOrganizer(tx, first.vault, organizer, clock))
  await run(['rotate', 'seal'])
  expect(await checkEverything(resealed, (await openSecrets(file)).vault)).toEqual([])
  expect(await run(['retire', 'seal'], ['y'], resealed)).toMatchObject({
    code: 0,
    said: expect.stringContaining('Done: 2 '),
  })
  const after = await openSecrets(file)
  expect(await checkEverything(resealed, after.vault)).toEqual([])
  await confirmOn(resealed, after)
  await expect(confirmOn(resealed, first)).rejects.toThrow('secrets file')
})

test('after the identity key is exchanged the same mailbox still counts once, organizers are found, and a killed exchange goes on', async () => {
  const place = await signingPlace(remarked, clock)
  const first = await openSecrets(file)
  await signUnder(remarked, first, wishFor(place))
  await remarked.transaction((tx) => inviteOrganizer(tx, first.vault, organizer, clock))
  // As a kill before the rows leaves it: the next key is there, and nothing else.
  const next = JSON.parse(readFileSync(file, 'utf8'))
  next.identity.key = Buffer.alloc(32, 7).toString('base64url')
  writeFileSync(`${file}.next`, JSON.stringify(next), { mode: 0o600 })
  const before = readFileSync(file, 'utf8')
  expect((await run(['rotate', 'identity'], ['y'], remarked)).code).toBe(0)
  expect(readFileSync(file, 'utf8')).toContain(next.identity.key)
  // As a kill after the rows leaves it: the file is still the old one.
  writeFileSync(`${file}.next`, readFileSync(file), { mode: 0o600 })
  writeFileSync(file, before)
  await expect(confirmOn(remarked, await openSecrets(file))).rejects.toThrow('secrets file')
  expect((await run(['rotate', 'identity', '--yes'], [], remarked)).code).toBe(0)
  await confirmOn(remarked, await openSecrets(file))
  expect(readdirSync(join(file, '..'))).toEqual(['secrets.json'])
  await signUnder(remarked, await openSecrets(file), { ...wishFor(place), comment: 'once more' })
  const { rows } = await remarked.read((tx) =>
    sql`select from signatures_signature where campaign_id = ${place.campaign.id}`.execute(tx),
  )
  expect(rows).toHaveLength(1)
  const { vault } = await openSecrets(file)
  expect(await remarked.read((tx) => findOrganizer(tx, vault, organizer.email))).toMatchObject({
    email: organizer.email,
  })
  expect(await checkEverything(remarked, vault)).toEqual([])
})

test('a backup key is a file for its owner only, never written over', async () => {
  const key = join(home, 'backup.key')
  expect((await run(['backup-key', key])).code).toBe(0)
  expect(statSync(key).mode & 0o777).toBe(0o600)
  const text = readFileSync(key, 'utf8')
  expect((await run(['backup-key', key])).code).toBe(1)
  expect(readFileSync(key, 'utf8')).toBe(text)
})

test.each([
  [[]],
  [['rotate']],
  [['rotate', 'everything']],
  [['backup-key']],
  [['show', 'a', 'b']],
  [['retire', 'identity']],
])('keys %j is answered with how to ask', async (words) => {
  expect((await run(words)).code).toBe(2)
})
