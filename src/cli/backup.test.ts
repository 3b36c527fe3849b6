import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { runCommand } from '#cli'
import { confirmKeys, connectDatabase, openSecrets, type Connection } from '#platform'
import { meansOn } from '../../test/kit/command.ts'
import { emptyDatabase, testDatabase } from '../../test/kit/database.ts'

const database = await testDatabase()
const home = mkdtempSync(join(tmpdir(), 'undersigned backup '))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const words = 'plenty of green stairs'
const file = join(home, 'backup')
const keysFile = join(home, 'keys')
const secretsFile = join(home, 'here', 'secrets.json')

/** Runs a command on a database of the tests, with its secrets in a file. */
async function run(connection: Connection, secrets: string, args: readonly string[], answers: readonly string[] = []) {
  const one = connectDatabase(connection)
  const { means, said } = meansOn(one, answers)
  await one.close()
  const code = await runCommand(args, { ...means, environment: { ...means.environment, SECRETS_FILE: secrets } })
  return { code, said: said.join('\n') }
}

const onHere = async (args: readonly string[], answers?: readonly string[]) =>
  run(database.connection, secretsFile, args, answers)

beforeAll(async () => {
  const secrets = await openSecrets(secretsFile)
  await database.transaction((tx) => confirmKeys(tx, secrets, new Date()))
  expect((await onHere(['backup', file, '--keys', keysFile], [words, words, `${words}!`, `${words}!`])).code).toBe(0)
})

let there: Connection
let secretsThere = ''
beforeEach(async () => {
  there = await emptyDatabase()
  secretsThere = join(mkdtempSync(join(home, 'there ')), 'secrets', 'secrets.json')
})
const onThere = async (args: readonly string[], answers?: readonly string[]) => run(there, secretsThere, args, answers)

test('backup and keys come back on another machine as they were, once', async () => {
  const restored = await onThere(['restore', file, '--keys', keysFile], [words, `${words}!`])
  expect(restored).toMatchObject({ code: 0, said: expect.stringContaining('has to be erased again') })
  expect(readFileSync(secretsThere, 'utf8')).toBe(readFileSync(secretsFile, 'utf8'))
  expect(statSync(secretsThere).mode & 0o777).toBe(0o600)
  const copy = connectDatabase(there)
  await copy.transaction(async (tx) => confirmKeys(tx, await openSecrets(secretsThere), new Date()))
  await copy.close()
  expect(await onThere(['restore', file], [words])).toMatchObject({
    code: 1,
    said: expect.stringContaining('not empty'),
  })
})

test('a restore without the right keys is refused, and writes nothing', async () => {
  expect(await onThere(['restore', file], [words])).toMatchObject({ code: 1, said: expect.stringContaining('--keys') })
  await openSecrets(secretsThere)
  expect((await onThere(['restore', file], [words])).code).toBe(1)
  expect(await onThere(['restore', file, '--keys', keysFile], [words, `${words}!`])).toMatchObject({
    code: 1,
    said: expect.stringContaining('other keys here already'),
  })
  // Nothing was written so far, or this would be refused.
  expect((await onThere(['restore', file, '--without-keys'], [words])).code).toBe(0)
})

test('--check reads the backup through and touches nothing', async () => {
  expect(await onThere(['restore', file, '--check'], [words])).toMatchObject({
    code: 0,
    said: expect.stringContaining('is whole'),
  })
  expect(existsSync(secretsThere)).toBe(false)
  expect(await onThere(['restore', file, '--check'], [`${words}?`])).toMatchObject({ code: 1 })
})

test('a key file locks and opens where nobody is there to type', async () => {
  const key = join(home, 'backup.key')
  const nightly = join(home, 'nightly')
  expect((await onHere(['keys', 'backup-key', key])).code).toBe(0)
  expect((await onHere(['backup', nightly, '--key', key])).code).toBe(0)
  expect((await onThere(['restore', nightly, '--check', '--key', key])).code).toBe(0)
  chmodSync(key, 0o644)
  expect(await onThere(['restore', nightly, '--check', '--key', key])).toMatchObject({
    code: 1,
    said: expect.stringContaining('chmod 600'),
  })
})

test('a passphrase comes from a file, too, where its last line end does not count', async () => {
  const passphrase = join(home, 'passphrase')
  writeFileSync(passphrase, `${words}\r\n`)
  expect((await onThere(['restore', file, '--check', '--passphrase-file', passphrase])).code).toBe(0)
})

test.each([
  ['nobody to type', [], 2],
  ['a short passphrase', ['short', 'short'], 1],
  ['two different ones', [words, `${words}?`], 1],
])('%s: no backup is made', async (_what, answers, code) => {
  const target = join(home, 'never')
  expect((await onHere(['backup', target], answers)).code).toBe(code)
  expect(existsSync(target)).toBe(false)
})

test('the keys are not put under the passphrase of the backup', async () => {
  const answers = [words, words, words, words]
  const target = join(home, 'never')
  expect((await onHere(['backup', target, '--keys', join(home, 'never keys')], answers)).code).toBe(2)
  expect(existsSync(target)).toBe(false)
})

test('an empty database is not worth a backup', async () => {
  expect(await onThere(['backup', join(home, 'nothing')], [words, words])).toMatchObject({
    code: 1,
    said: expect.stringContaining('nothing in this database'),
  })
})
