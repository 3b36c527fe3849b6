import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { link, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Fault } from '#kernel'
import { fileKeyOf, newFileKey, type Lock, type SealedKind } from './lock.ts'

// Chunks as in age's STREAM (C2SP age.md): each is authenticated under its number and whether it is the last, so that
// nothing can be altered, left out, repeated, cut off or added, and no chunk has to be believed before it was checked.
const chunkBytes = 65_536
const tagBytes = 16
const sealedBytes = chunkBytes + tagBytes
const longestFirstLine = 200

/**
 * Writes what `source` yields to a new file, compressed and encrypted, in little memory whatever its length; readable
 * by its owner only. The file appears under its name when all of it is on the disk.
 * @throws Fault `file-unreadable` when there is a file of that name or it cannot be written.
 */
export async function writeSealed(
  file: string,
  kind: SealedKind,
  lock: Lock,
  source: AsyncIterable<Uint8Array>,
): Promise<void> {
  if (existsSync(file)) throw taken(file)
  const { key, firstLine } = await newFileKey(kind, lock)
  const partial = `${file}.partial`
  const target = createWriteStream(partial, { flags: 'wx', mode: 0o600, flush: true })
  try {
    await new Promise<void>((resolve, reject) => target.once('open', () => resolve()).once('error', reject))
  } catch (error) {
    throw unwritable(partial, error)
  }
  try {
    const squeeze = createGzip({ level: 1, chunkSize: chunkBytes })
    await pipeline(source, squeeze, (bytes: AsyncIterable<Buffer>) => sealChunks(bytes, key, firstLine), target)
    await link(partial, file)
  } catch (error) {
    throw error instanceof Error && 'syscall' in error ? unwritable(file, error) : error
  } finally {
    await rm(partial, { force: true })
  }
  await keepName(file)
}

/** A sealed file whose lock fits its first line. */
export type SealedFile = {
  /**
   * What stands in it, from the beginning each time. Every byte yielded is authentic, but only when this ends without
   * a fault was it all.
   * @throws Fault `backup-invalid` when the lock does not open it, or it is damaged, cut off or added to.
   */
  readonly read: () => AsyncGenerator<Buffer>
}

/**
 * Finds the key of a sealed file, which takes a while with a passphrase.
 * @throws Fault `backup-invalid` when it is no such file, `file-unreadable` when it cannot be read.
 */
export async function openSealed(file: string, kind: SealedKind, lock: Lock): Promise<SealedFile> {
  const firstLine = await firstLineOf(file)
  const { key } = await fileKeyOf(firstLine, kind, lock)
  return { read: () => readSealed(file, Buffer.byteLength(firstLine) + 1, key) }
}

async function* readSealed(file: string, start: number, key: Buffer): AsyncGenerator<Buffer> {
  const bytes = createReadStream(file, { start })
  const plain = createGunzip({ chunkSize: chunkBytes })
  const through = pipeline(bytes, (sealed: AsyncIterable<Buffer>) => openChunks(sealed, key), plain)
  // The reader is told by the stream; what is told here is the same.
  const settled = through.catch(() => {})
  try {
    yield* plain
    await through
  } finally {
    plain.destroy()
    await settled
  }
}

async function* sealChunks(source: AsyncIterable<Buffer>, bytes: Buffer, firstLine: string): AsyncGenerator<Buffer> {
  const key = createSecretKey(bytes)
  yield Buffer.from(`${firstLine}\n`)
  let index = 0
  let rest: Buffer = Buffer.alloc(0)
  for await (const some of source) {
    rest = rest.length === 0 ? some : Buffer.concat([rest, some])
    // The last chunk may be full and never is empty, so one is held back until more is known to follow.
    while (rest.length > chunkBytes) {
      yield sealChunk(key, index, false, rest.subarray(0, chunkBytes))
      index += 1
      rest = rest.subarray(chunkBytes)
    }
  }
  yield sealChunk(key, index, true, rest)
}

async function* openChunks(source: AsyncIterable<Buffer>, bytes: Buffer): AsyncGenerator<Buffer> {
  const key = createSecretKey(bytes)
  let index = 0
  let rest: Buffer = Buffer.alloc(0)
  for await (const some of source) {
    rest = rest.length === 0 ? some : Buffer.concat([rest, some])
    while (rest.length > sealedBytes) {
      yield openChunk(key, index, false, rest.subarray(0, sealedBytes))
      index += 1
      rest = rest.subarray(sealedBytes)
    }
  }
  yield openChunk(key, index, true, rest)
}

function nonceOf(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(index, 5, 6)
  nonce[11] = last ? 1 : 0
  return nonce
}

function sealChunk(key: KeyObject, index: number, last: boolean, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index, last))
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function openChunk(key: KeyObject, index: number, last: boolean, sealed: Buffer): Buffer {
  if (sealed.length < tagBytes) throw damaged(index)
  const end = sealed.length - tagBytes
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(index, last), { authTagLength: tagBytes })
  decipher.setAuthTag(sealed.subarray(end))
  const plain = decipher.update(sealed.subarray(0, end))
  try {
    decipher.final()
  } catch {
    throw damaged(index)
  }
  return plain
}

function damaged(index: number): Fault {
  return new Fault(
    'backup-invalid',
    index === 0
      ? 'This file does not open: the passphrase or key is another, or the file is damaged.'
      : 'This file is damaged or not whole: take another copy of it.',
  )
}

async function firstLineOf(file: string): Promise<string> {
  try {
    const handle = await open(file, 'r')
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(longestFirstLine), 0, longestFirstLine, 0)
      return buffer.toString('latin1', 0, bytesRead).split('\n', 1)[0] ?? ''
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw new Fault('file-unreadable', `${file} cannot be read${codeOf(error)}.`)
  }
}

async function keepName(file: string): Promise<void> {
  const folder = await open(dirname(file), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function unwritable(file: string, error: unknown): Fault {
  return codeOf(error) === ' (EEXIST)'
    ? taken(file)
    : new Fault('file-unreadable', `${file} cannot be written${codeOf(error)}.`)
}

function taken(file: string): Fault {
  return new Fault(
    'file-unreadable',
    `There is already a file ${file}. Name another, or remove it${file.endsWith('.partial') ? ' if no backup is at work' : ''}.`,
  )
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : ''
}
