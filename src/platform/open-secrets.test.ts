import { execFile } from 'node:child_process'
import { createPrivateKey } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { openSecretKeys, openSecrets, placeSecrets, readSecretKeys, replaceSecrets } from './open-secrets.ts'
import { makeKey, writeSecrets } from './keys/secrets.ts'

const home = mkdtempSync(join(tmpdir(), 'undersigned secrets '))
afterAll(() => rmSync(home, { recursive: true, force: true }))

let file = ''
beforeEach(() => {
  file = join(mkdtempSync(join(home, 'one ')), 'secrets', 'secrets.json')
})

const refused = async (path = file) => openSecrets(path).catch((error: unknown) => error)

test('the first start makes every key, in a folder and a file that only their owner may open', async () => {
  const secrets = await openSecrets(file)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700)
  expect(readdirSync(join(file, '..'))).toEqual(['secrets.json'])
  expect(secrets.logSeeds.map((seed) => seed.length)).toEqual([32])
  expect(createPrivateKey(secrets.mailKey.privateKey).asymmetricKeyDetails?.modulusLength).toBe(2048)
  expect(secrets.mailKey.selector).toMatch(/^u20\d{6}[0-9a-f]{4}$/)
})

test('folders above it can be passed through: one of them is that of the database, which has an account of its own', async () => {
  const deep = join(mkdtempSync(join(home, 'deep ')), 'data', 'secrets', 'secrets.json')
  await openSecrets(deep)
  expect(statSync(join(deep, '../..')).mode & 0o111).not.toBe(0o100)
  expect(statSync(join(deep, '..')).mode & 0o777).toBe(0o700)
})

test('the next start opens the same', async () => {
  const first = await openSecrets(file)
  const second = await openSecrets(file)
  expect(second.vault.open(first.vault.seal('kept', 'x'), 'x')).toBe('kept')
  expect(second.vault.mark('address', 'a')).toEqual(first.vault.mark('address', 'a'))
  expect([second.logSeeds, second.mailKey]).toEqual([first.logSeeds, first.mailKey])
})

test('processes that start at once get the same keys', async () => {
  const program = `
    import { openSecrets } from ${JSON.stringify(join(import.meta.dirname, 'open-secrets.ts'))}
    const { vault } = await openSecrets(process.argv[1])
    process.stdout.write(vault.mark('address', 'a').toString('hex'))`
  const run = promisify(execFile)
  const args = ['--conditions=source', '--input-type=module', '--eval', program, '--', file]
  const all = await Promise.all([1, 2, 3].map(async () => (await run(process.execPath, args)).stdout))
  expect(new Set(all).size).toBe(1)
  expect(all[0]).toMatch(/^[0-9a-f]{64}$/)
  expect(readdirSync(join(file, '..'))).toEqual(['secrets.json'])
})

test('a damaged file is refused, named, never overwritten, and nothing of it is repeated', async () => {
  await openSecrets(file)
  const whole = readFileSync(file, 'utf8')
  const { identity } = JSON.parse(whole)
  const damaged = [
    '',
    '{}',
    whole.slice(0, -20),
    whole.replace(identity.key, identity.key.slice(1)),
    whole.replace('PRIVATE KEY', 'PUBLIC KEY'),
    whole.replace('"version": 1', '"version": 2'),
  ]
  for (const text of damaged) {
    writeFileSync(file, text)
    const fault = await refused()
    expect(fault).toMatchObject({ code: 'secrets-invalid', message: expect.stringContaining(file) })
    expect(String(fault)).toContain('Bring it back from your backup of the keys')
    expect(JSON.stringify(fault, Object.getOwnPropertyNames(fault))).not.toContain(identity.key.slice(1))
    expect(readFileSync(file, 'utf8')).toBe(text)
  }
})

test.each([0o640, 0o604, 0o620, 0o602])('a file of the mode %o, which others can open, is refused', async (mode) => {
  await openSecrets(file)
  chmodSync(file, mode)
  expect(await refused()).toMatchObject({ code: 'secrets-invalid', message: expect.stringContaining('chmod 600') })
})

test('a place where nothing can be written is told with its name', async () => {
  mkdirSync(join(home, 'taken'), { recursive: true })
  writeFileSync(join(home, 'taken', 'file'), '')
  const inside = join(home, 'taken', 'file', 'secrets.json')
  expect(await refused(inside)).toMatchObject({ code: 'secrets-invalid', message: expect.stringContaining(inside) })
})

test('reading secrets that are not there makes none', async () => {
  expect(await readSecretKeys(file)).toBe(undefined)
  expect(readdirSync(join(file, '..', '..'))).toEqual([])
})

test('secrets are replaced as a whole, and not by somebody who read older ones', async () => {
  const before = await openSecretKeys(file)
  const after = { ...before, link: [...before.link, makeKey(before.link, new Date())] }
  expect(await replaceSecrets(file, before, after)).toBe(true)
  expect(writeSecrets(await openSecretKeys(file))).toBe(writeSecrets(after))
  expect(await replaceSecrets(file, before, { ...before, seal: after.link })).toBe(false)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(join(file, '..'))).toEqual(['secrets.json'])
})

test('secrets are never put in the place of others', async () => {
  const mine = await openSecretKeys(file)
  const others = await openSecretKeys(join(mkdtempSync(join(home, 'other ')), 'secrets.json'))
  expect(await placeSecrets(file, others)).toBe(false)
  expect(writeSecrets(await openSecretKeys(file))).toBe(writeSecrets(mine))
})
