import { randomBytes } from 'node:crypto'
import { mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '#kernel'
import { verifierKeyOf, type NoteKey } from '#proof'
import { writeOnce } from './seen-trees.ts'

/**
 * The key of a witness, from its folder; made on the first start under `name`, readable by this account only.
 * @throws Fault `secrets-invalid` when the file is damaged, others may read it, or it is of another name.
 */
export async function witnessKey(folder: string, name: string | undefined): Promise<NoteKey> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'key.json')
  const there = await readKey(file)
  if (there) {
    if (name !== undefined && name !== there.name) throw invalid(`The key in ${file} is of another name.`)
    return there
  }
  if (name === undefined) throw invalid('A new witness needs a name: --name witness.example.org')
  const key = { name, seed: new Uint8Array(randomBytes(32)) }
  try {
    verifierKeyOf(key, 'cosignature')
  } catch (cause) {
    throw new Fault('config-invalid', 'A witness cannot have this name: take one as witness.example.org.', { cause })
  }
  await writeOnce(file, `${JSON.stringify({ name, seed: Buffer.from(key.seed).toString('base64') })}\n`)
  // Of two that start at once, the slower takes the key of the faster.
  return (await readKey(file)) ?? key
}

async function readKey(file: string): Promise<NoteKey | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw invalid(`The key ${file} cannot be read.`)
  })
  if (text === undefined) return undefined
  if (((await stat(file)).mode & 0o077) !== 0) throw invalid(`Others may read the key ${file}: chmod 600 it.`)
  const key = parseKey(text)
  if (!key) throw invalid(`The key ${file} is damaged.`)
  return key
}

function parseKey(text: string): NoteKey | undefined {
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read !== 'object' || read === null || !('name' in read) || !('seed' in read)) return undefined
    const { name, seed } = read
    const bytes = typeof seed === 'string' ? new Uint8Array(Buffer.from(seed, 'base64')) : undefined
    return typeof name === 'string' && bytes?.length === 32 ? { name, seed: bytes } : undefined
  } catch {
    return undefined
  }
}

const invalid = (why: string): Fault => new Fault('secrets-invalid', why)
