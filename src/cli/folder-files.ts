import { constants } from 'node:fs'
import { lstat, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isPlainSlug } from '#letters'

/** The greatest sizes that are read, in bytes; a list of 100,000 names has about 10 million. */
const most = { file: 64 * 1024 * 1024, folder: 256 * 1024 * 1024, files: 20_000 }

/** The files of a campaign folder by path, or what is wrong with them as sentences. */
export type ReadFolder =
  | { readonly kind: 'read'; readonly files: ReadonlyMap<string, string> }
  | { readonly kind: 'unreadable'; readonly problems: readonly string[] }

/** Whether a path below a campaign folder is one that the format knows; nothing else is ever read, written or removed. */
export function isFolderFile(path: string): boolean {
  if (path === 'campaign.yaml' || path === 'organizations.csv') return true
  const [letters, letter, ...rest] = path.split('/')
  if (letters !== 'letters' || letter === undefined || !isPlainSlug(letter)) return false
  const [name = '', text, ...more] = rest
  if (text === undefined) return ['letter.yaml', 'letter.md', 'signatories.csv'].includes(name)
  return (
    name === 'versions' && more.length === 0 && /^(.+)-[1-9]\d*\.txt$/u.test(text) && isPlainSlug(text.slice(0, -4))
  )
}

/**
 * The paths of the files that a campaign folder has now, in order. Links are not followed: a link where a file or
 * folder of the format should be is a problem.
 */
export async function listFolder(
  folder: string,
): Promise<{ readonly paths: readonly string[]; readonly problems: readonly string[] }> {
  const paths: string[] = []
  const problems: string[] = []
  const look = async (below: string, fits: (name: string) => boolean): Promise<readonly string[]> => {
    const entries = await readdir(join(folder, below), { withFileTypes: true })
    const folders: string[] = []
    for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory() && fits(entry.name)) folders.push(path)
      else if (entry.isFile() && isFolderFile(path)) paths.push(path)
      else if (!entry.isFile() && (isFolderFile(path) || fits(entry.name)))
        problems.push(
          `${path}: This must be a ${isFolderFile(path) ? 'file' : 'folder'} of its own; links are not followed.`,
        )
    }
    return folders
  }
  for (const letters of await look('', (name) => name === 'letters'))
    for (const letter of await look(letters, (name) => !name.startsWith('.')))
      for (const versions of await look(letter, (name) => name === 'versions')) await look(versions, () => false)
  return { paths, problems }
}

/** Reads the files of a campaign folder: UTF-8 only, of bounded size and number, no links. */
export async function readFolder(folder: string): Promise<ReadFolder> {
  const { paths, problems: odd } = await listFolder(folder)
  const problems = [...odd]
  if (paths.length > most.files) problems.push(`This folder has ${paths.length} files; at most ${most.files} are read.`)
  const files = new Map<string, string>()
  let total = 0
  for (const path of problems.length > 0 ? [] : paths) {
    const bytes = await readPlainFile(join(folder, path))
    total += bytes?.length ?? 0
    const text = bytes && decoded(bytes)
    if (!bytes) problems.push(`${path}: This is not a file of at most ${most.file / 1024 / 1024} MB.`)
    else if (text === undefined) problems.push(`${path}: This file is not UTF-8 text.`)
    else files.set(path, text)
    if (total > most.folder)
      return { kind: 'unreadable', problems: ['This folder is too large to be a campaign folder.'] }
  }
  return problems.length > 0 ? { kind: 'unreadable', problems } : { kind: 'read', files }
}

/** The bytes as text, a byte order mark kept: what was signed is compared byte for byte. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** The bytes of a file of bounded size; `undefined` where there is none, or a link, or something else. */
export async function readPlainFile(path: string): Promise<Uint8Array | undefined> {
  const there = await lstat(path).catch(() => undefined)
  if (there?.isFile() !== true) return undefined
  // Opened without following a link and without waiting for a pipe's other end, should the file be exchanged meanwhile.
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const found = await file.stat()
    return found.isFile() && found.size <= most.file ? await file.readFile() : undefined
  } finally {
    await file.close()
  }
}

/** What keeps a folder from being read or written, by the system's code; `undefined` for anything that is no such thing. */
export function folderTrouble(folder: string, error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  switch (error.code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `${folder} may not be used by this account.`
    case 'EEXIST':
    case 'ENOTDIR':
      return `${folder} is not a folder.`
    case 'ENOSPC':
    case 'EDQUOT':
      return `There is no room left on the disk of ${folder}.`
    default:
      return error.code.startsWith('E') && 'syscall' in error ? `${folder} cannot be used (${error.code}).` : undefined
  }
}

/** A folder that cannot be written, as an outcome with its sentence; anything else that goes wrong is thrown. */
export async function orOccupied<Written>(
  folder: string,
  writing: Promise<Written>,
): Promise<Written | { readonly kind: 'occupied'; readonly sentence: string }> {
  return await writing.catch((error: unknown) => {
    const sentence = folderTrouble(folder, error)
    if (sentence === undefined) throw error
    return { kind: 'occupied' as const, sentence }
  })
}
