import { expect, test } from 'vitest'
import { testDatabase } from '../../test/kit/database.ts'
import { confirmKeys, forgetKey, knowsKey } from './confirm-keys.ts'
import { fingerprintOf, makeKey, makeSecrets, secretsOf } from './keys/secrets.ts'

const database = await testDatabase()
const at = new Date('2029-01-15T10:00:00Z')

test('a secrets file that was lost and made anew is noticed at the next start, and says nothing of keys', async () => {
  const first = await makeSecrets(at)
  const confirm = async (fingerprints: readonly string[]) =>
    database.transaction((tx) => confirmKeys(tx, { fingerprints }, at))
  await confirm(secretsOf(first).fingerprints)
  await confirm(secretsOf(first).fingerprints)
  const made = await makeSecrets(at)
  await expect(confirm(secretsOf(made).fingerprints)).rejects.toMatchObject({
    code: 'secrets-invalid',
    message: expect.stringContaining('Bring the file back from your backup of the keys'),
  })
  // A key to seal with that came by rotation is remembered, and from then on needed.
  const rotated = { ...first, seal: [...first.seal, makeKey(first.seal, at)] }
  await confirm(secretsOf(rotated).fingerprints)
  await expect(confirm(secretsOf(first).fingerprints)).rejects.toMatchObject({ code: 'secrets-invalid' })
  const [newest = ''] = secretsOf(rotated).fingerprints.slice(-1)
  await database.transaction((tx) => forgetKey(tx, newest))
  expect(await database.read((tx) => knowsKey(tx, newest))).toBe(false)
  await confirm(secretsOf(first).fingerprints)
})

test('a fingerprint is the same for the same key, and another for another key or use', () => {
  const key = (fill: number) => ({ key: new Uint8Array(32).fill(fill) })
  expect(fingerprintOf('seal', key(1))).toBe(fingerprintOf('seal', key(1)))
  expect(fingerprintOf('seal', key(1))).not.toBe(fingerprintOf('seal', key(2)))
  expect(fingerprintOf('seal', key(1)).slice(5)).not.toBe(fingerprintOf('identity', key(1)).slice(9))
  expect(fingerprintOf('seal', key(1))).toMatch(/^seal:[0-9a-f]{16}$/)
})
