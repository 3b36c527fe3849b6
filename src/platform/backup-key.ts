import { randomBytes } from 'node:crypto'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { Fault } from '#kernel'
import type { Lock } from './backup/lock.ts'

const form = /^undersigned-backup-key\/1 ([A-Za-z0-9_-]{43})\n?$/

/**
 * Makes a file with a random key for backups that nobody is there to type a passphrase for; readable by its owner only.
 * @throws Fault `file-unreadable` when there is a file of that name or it cannot be written.
 */
export async function makeBackupKey(file: string): Promise<void> {
  const line = `undersigned-backup-key/1 ${randomBytes(32).toString('base64url')}\n`
  try {
    await writeFile(file, line, { flag: 'wx', mode: 0o600, flush: true })
  } catch {
    throw new Fault('file-unreadable', `${file} cannot be written, or is there already.`)
  }
}

/**
 * The lock in such a file.
 * @throws Fault `file-unreadable` when it is no such file, or others may read it.
 */
export async function readBackupKey(file: string): Promise<Lock> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Fault('file-unreadable', `The backup key file ${file} cannot be read.`)
  })
  const [, key] = form.exec(text) ?? []
  if (key === undefined)
    throw new Fault('file-unreadable', `${file} is no backup key file; "undersigned keys backup-key" makes one.`)
  if (((await stat(file)).mode & 0o077) !== 0)
    throw new Fault('file-unreadable', `Other accounts may read the backup key file ${file}. Close it (chmod 600).`)
  return { kind: 'key', key: new Uint8Array(Buffer.from(key, 'base64url')) }
}
