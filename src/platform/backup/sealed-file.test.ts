import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Fault } from '#kernel'
import type { Lock } from './lock.ts'
import { openSealed, writeSealed } from './sealed-file.ts'

const home = mkdtempSync(join(tmpdir(), 'undersigned sealed '))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const lock: Lock = { kind: 'key', key: new Uint8Array(32).fill(9) }
const words: Lock = { kind: 'passphrase', passphrase: 'plenty of grüne stairs' }

let made = 0
const nextFile = () => join(home, `file ${(made += 1)}`)
async function* pieces(...all: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* all
}
const open = async (file: string, by: Lock = lock): Promise<string> =>
  openSealed(file, 'backup', by)
    .then(async (sealed) => buffer(sealed.read()))
    .then(
      (bytes) => (bytes.equals(noise) ? 'the noise' : 'something else'),
      (error: unknown) => (error instanceof Fault ? error.code : 'some error'),
    )

/** Bytes that do not compress, three chunks long. */
const noise = createHash('shake256', { outputLength: 180_000 }).update('noise').digest()
let whole: Buffer
let firstLineEnd = 0
beforeAll(async () => {
  const file = nextFile()
  await writeSealed(file, 'backup', lock, pieces(noise))
  whole = readFileSync(file)
  firstLineEnd = whole.indexOf('\n') + 1
})
const openBytes = async (bytes: Buffer): Promise<string> => {
  const file = nextFile()
  writeFileSync(file, bytes)
  const result = await open(file)
  rmSync(file)
  return result
}

test('what was written is read again, however it was cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 100_000, size: 'max' }), { maxLength: 5 }), async (all) => {
      const file = nextFile()
      await writeSealed(file, 'backup', lock, pieces(...all))
      expect((await buffer((await openSealed(file, 'backup', lock)).read())).equals(Buffer.concat(all))).toBe(true)
    }),
    { numRuns: 20 },
  )
})

test('the file is for its owner only, holds nothing legible, and is there only when it is whole', async () => {
  const file = nextFile()
  await writeSealed(file, 'backup', lock, pieces(Buffer.from('ann@example.org '.repeat(5))))
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'latin1')).not.toContain('ann@')
  const broken = nextFile()
  const breaking = async function* () {
    yield noise
    throw new Error('the database went away')
  }
  await expect(writeSealed(broken, 'backup', lock, breaking())).rejects.toThrow('the database went away')
  expect(readdirSync(home).filter((name) => join(home, name).startsWith(broken))).toEqual([])
})

test('a file is never written over', async () => {
  const file = nextFile()
  writeFileSync(file, 'mine')
  await expect(writeSealed(file, 'backup', lock, pieces(noise))).rejects.toThrow('There is already a file')
  expect(readFileSync(file, 'utf8')).toBe('mine')
})

test('two files of the same content and key have nothing in common', async () => {
  const file = nextFile()
  await writeSealed(file, 'backup', lock, pieces(noise))
  const other = readFileSync(file)
  expect(other.subarray(firstLineEnd, firstLineEnd + 64).equals(whole.subarray(firstLineEnd, firstLineEnd + 64))).toBe(
    false,
  )
})

test('cut off at any place, or added to, it is refused', async () => {
  expect(await openBytes(whole)).toBe('the noise')
  const chunk = 65_552
  const places = [0, 1, firstLineEnd - 1, firstLineEnd, firstLineEnd + 15, firstLineEnd + chunk, whole.length - 1]
  for (const place of [...places, firstLineEnd + chunk * 2])
    expect(await openBytes(whole.subarray(0, place)), String(place)).toBe('backup-invalid')
  expect(await openBytes(Buffer.concat([whole, Buffer.alloc(1)]))).toBe('backup-invalid')
  expect(await openBytes(Buffer.concat([whole, whole.subarray(firstLineEnd)]))).toBe('backup-invalid')
})

test('chunks left out, repeated or exchanged are noticed', async () => {
  const chunk = (index: number) => whole.subarray(firstLineEnd + index * 65_552, firstLineEnd + (index + 1) * 65_552)
  const line = whole.subarray(0, firstLineEnd)
  for (const order of [[1, 2], [0, 2], [0, 1], [1, 0, 2], [0, 0, 1, 2], [0, 1, 1, 2], [2]])
    expect(await openBytes(Buffer.concat([line, ...order.map(chunk)])), order.join()).toBe('backup-invalid')
})

test('one changed bit anywhere is noticed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: whole.length * 8 - 1 }), async (bit) => {
      const other = Buffer.from(whole)
      other.writeUInt8(other.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      expect(await openBytes(other)).toBe('backup-invalid')
    }),
    { numRuns: 60 },
  )
})

test('a passphrase opens what it sealed, in any spelling of its characters; another does not', async () => {
  const file = nextFile()
  await writeSealed(file, 'backup', words, pieces(noise))
  expect(await open(file, { ...words, passphrase: words.passphrase.normalize('NFD') })).toBe('the noise')
  expect(await open(file, { ...words, passphrase: 'plenty of grune stairs' })).toBe('backup-invalid')
  expect(await open(file)).toBe('backup-invalid')
  expect(await open(file, { kind: 'key', key: new Uint8Array(32) })).toBe('backup-invalid')
})

test('keys are not taken for a backup, and a made-up file cannot ask for all memory', async () => {
  const file = nextFile()
  await writeSealed(file, 'keys', lock, pieces(noise))
  expect(await open(file)).toBe('backup-invalid')
  writeFileSync(file, `undersigned-sealed/1 backup scrypt 40 ${'A'.repeat(43)}\n`)
  expect(await open(file, words)).toBe('backup-invalid')
  expect(await open(join(home, 'nowhere'))).toBe('file-unreadable')
})
