import { text } from 'node:stream/consumers'
import { Fault } from '#kernel'
import type { Lock } from './backup/lock.ts'
import { openSealed, writeSealed } from './backup/sealed-file.ts'
import { parseSecrets, writeSecrets, type SecretKeys } from './keys/secrets.ts'

/** Writes all keys into a new encrypted file. Keep it apart from the backup of the database: together they tell all. */
export async function writeKeysBackup(file: string, secrets: SecretKeys, lock: Lock): Promise<void> {
  await writeSealed(file, 'keys', lock, one(Buffer.from(writeSecrets(secrets))))
}

/**
 * The keys in such a file.
 * @throws Fault `backup-invalid` when the lock does not open it or it is damaged.
 */
export async function readKeysBackup(file: string, lock: Lock): Promise<SecretKeys> {
  const secrets = parseSecrets(await text((await openSealed(file, 'keys', lock)).read()))
  if (!secrets) throw new Fault('backup-invalid', 'This file does not hold keys that this version knows.')
  return secrets
}

async function* one(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}
