import { hkdfSync, randomBytes, scrypt } from 'node:crypto'
import { Fault } from '#kernel'

/** What opens a sealed file: words a person knows, or 32 random bytes that somebody keeps. */
export type Lock =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'key'; readonly key: Uint8Array }

/** What a sealed file is, so that one is never taken for the other. */
export type SealedKind = 'backup' | 'keys'

/** A file's own key, and the first line of the file, from which whoever has the lock finds that key again. */
export type FileKey = { readonly key: Buffer; readonly firstLine: string }

// 128 MB and half a second a guess (OWASP's advice of 2023 for scrypt).
const costExponent = 17
const blockSize = 8
// Reading must not be made to take all memory by a made-up file.
const largestExponent = 20

const prefix = 'undersigned-sealed/1'
const form = /^undersigned-sealed\/1 (backup|keys) (?:scrypt (\d{1,2})|key) ([A-Za-z0-9_-]{43})$/

/** Makes the key of a new file. */
export async function newFileKey(kind: SealedKind, lock: Lock): Promise<FileKey> {
  const how = lock.kind === 'passphrase' ? `scrypt ${costExponent}` : 'key'
  const firstLine = `${prefix} ${kind} ${how} ${randomBytes(32).toString('base64url')}`
  return { key: await derive(firstLine, lock), firstLine }
}

/**
 * Finds the key of a file by its first line.
 * @throws Fault `backup-invalid` when it is not such a file, or is opened by the other kind of lock.
 */
export async function fileKeyOf(firstLine: string, kind: SealedKind, lock: Lock): Promise<FileKey> {
  const [, is, exponent] = form.exec(firstLine) ?? []
  if (is === undefined) throw wrong('This is no file that "undersigned backup" made, or its beginning is damaged.')
  if (is !== kind)
    throw wrong(is === 'keys' ? 'This file holds keys, not a backup.' : 'This file holds a backup, not keys.')
  if ((exponent !== undefined) !== (lock.kind === 'passphrase'))
    throw wrong(
      exponent === undefined
        ? 'This file is opened with a backup key file (--key), not with a passphrase.'
        : 'This file is opened with a passphrase, not with a backup key file.',
    )
  if (Number(exponent ?? 1) > largestExponent) throw wrong('The beginning of this file is damaged.')
  return { key: await derive(firstLine, lock), firstLine }
}

async function derive(firstLine: string, lock: Lock): Promise<Buffer> {
  const [, , exponent, salt = ''] = form.exec(firstLine) ?? []
  const saltBytes = Buffer.from(salt, 'base64url')
  const secret =
    lock.kind === 'key' ? lock.key : await stretched(lock.passphrase, saltBytes, Number(exponent ?? costExponent))
  // The whole line goes in: a file whose line was altered has another key, and nothing of it opens.
  return Buffer.from(hkdfSync('sha256', secret, saltBytes, firstLine, 32))
}

async function stretched(passphrase: string, salt: Buffer, exponent: number): Promise<Buffer> {
  const cost = 2 ** exponent
  const options = { N: cost, r: blockSize, p: 1, maxmem: 256 * cost * blockSize }
  return new Promise((resolve, reject) => {
    // Composed, since keyboards differ in how they type an ö.
    scrypt(passphrase.normalize('NFC'), salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}

function wrong(sentence: string): Fault {
  return new Fault('backup-invalid', sentence)
}
