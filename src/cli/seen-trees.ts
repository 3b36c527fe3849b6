import { createHash, randomBytes } from 'node:crypto'
import { link, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Fault } from '#kernel'
import { syncFolder, writeSynced } from '#platform'
import type { SeenTree } from '#proof'

/** What a witness remembers: the largest tree of each log that it cosigned. */
export type SeenTrees = {
  /** What was seen of a log; `turn` says which memory this was. */
  readonly read: (origin: string) => Promise<{ readonly turn: number; readonly tree: SeenTree | undefined }>
  /**
   * Puts a tree in the place of what {@link read} gave at `turn`, on the disk before it answers.
   * @returns whether it did: of several that read the same turn, in however many processes, one does.
   */
  readonly replace: (origin: string, turn: number, tree: SeenTree) => Promise<boolean>
}

/** The memory in a folder. Each memory is a file under the next number, which only one can create; those before the last two go. */
export function seenTrees(folder: string): SeenTrees {
  const folderOf = (origin: string) => join(folder, createHash('sha256').update(origin).digest('hex'))
  const turnsIn = async (of: string): Promise<readonly number[]> =>
    (await readdir(of).catch(() => [])).flatMap((name) => (/^[1-9]\d{0,14}$/.test(name) ? [Number(name)] : []))
  const read: SeenTrees['read'] = async (origin) => {
    const turn = Math.max(0, ...(await turnsIn(folderOf(origin))))
    if (turn === 0) return { turn, tree: undefined }
    const text = await readFile(join(folderOf(origin), String(turn)), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
    // Gone since it was listed: then there is a newer one.
    if (text === undefined) return read(origin)
    return { turn, tree: parseMemory(text, origin) }
  }
  const replace: SeenTrees['replace'] = async (origin, turn, { size, root }) => {
    const of = folderOf(origin)
    await makeFolder(of)
    const text = `${JSON.stringify({ origin, size, root: Buffer.from(root).toString('base64') })}\n`
    if (!(await writeOnce(join(of, String(turn + 1)), text))) return false
    const turns = await turnsIn(of)
    // So slow that the next number had come and gone: what it read is long not the newest any more.
    if (Math.max(...turns) > turn + 1) return false
    for (const old of turns) if (old < turn) await rm(join(of, String(old)), { force: true })
    return true
  }
  return { read, replace }
}

/**
 * Writes a file that must not be there yet: whole, readable by this account only, and on the disk with its name when
 * this returns. @returns whether it was not there.
 */
export async function writeOnce(file: string, text: string): Promise<boolean> {
  const fresh = join(dirname(file), `.${randomBytes(6).toString('hex')}`)
  try {
    await writeSynced(fresh, text)
    await link(fresh, file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    await rm(fresh, { force: true })
  }
  await syncFolder(dirname(file))
  return true
}

async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (made !== undefined) await syncFolder(dirname(folder))
}

/** A witness that forgot would cosign a fork: what does not read stops it. */
function parseMemory(text: string, origin: string): SeenTree {
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read === 'object' && read !== null && 'origin' in read && 'size' in read && 'root' in read) {
      const { size, root } = read
      const bytes = typeof root === 'string' ? Buffer.from(root, 'base64') : undefined
      if (read.origin === origin && typeof size === 'number' && Number.isSafeInteger(size) && bytes?.length === 32)
        return { size, root: new Uint8Array(bytes) }
    }
  } catch {
    // Said below.
  }
  throw new Fault('file-unreadable', 'What this witness remembers of a log is damaged: it will not cosign that log.')
}
