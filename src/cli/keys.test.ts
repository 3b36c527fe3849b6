import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { runCommand } from '#cli'
import { openSecrets, type Secrets } from '#platform'
import { parseVerifierKey } from '#proof'
import { meansOn } from '../../test/kit/command.ts'
import { testDatabase } from '../../test/kit/database.ts'

const database = await testDatabase()
const home = mkdtempSync(join(tmpdir(), 'undersigned keys '))
afterAll(() => rmSync(home, { recursive: true, force: true }))

let file = ''
beforeEach(() => {
  file = join(mkdtempSync(join(home, 'one ')), 'secrets.json')
})

async function run(words: readonly string[], answers: readonly string[] = []) {
  const { means, said, printed } = meansOn(database, answers)
  const environment = { ...means.environment, SECRETS_FILE: file, MAIL_FROM: 'letters@example.org' }
  const code = await runCommand(['keys', ...words], { ...means, environment })
  return { code, said: said.join('\n'), printed: printed.join('') }
}

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

test('what was sealed before a rotation opens after it', async () => {
  const sealed = (await openSecrets(file)).vault.seal('ann@example.org', 'x')
  await run(['rotate', 'seal'])
  const { vault } = await openSecrets(file)
  expect([vault.open(sealed, 'x'), vault.isStale(sealed)]).toEqual(['ann@example.org', true])
  expect((await run(['retire', 'seal', '--yes'])).code).toBe(2)
  expect((await openSecrets(file)).vault.open(sealed, 'x')).toBe('ann@example.org')
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
  [['rotate', 'identity']],
])('keys %j is answered with how to ask', async (words) => {
  expect((await run(words)).code).toBe(2)
})
