import { randomBytes } from 'node:crypto'
import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Fault } from '#kernel'
import { parseCheckpoint, parseNote, parsePolicy } from '#proof'

/** A log to be written as files: what stands in them, by path below the folder. */
export type LogExport = {
  readonly origin: string
  readonly size: number
  /** Files that say whose log this is; written first. */
  readonly policy: string
  readonly checkpoint: string
  /** Everything else, one after another, so that a large log never stands in memory. */
  readonly files: AsyncIterable<readonly [path: string, content: Uint8Array | string]>
}

/** What writing a log can come to. */
type LogWritten =
  | { readonly kind: 'written'; readonly files: number }
  /** Something else stands there, or more of the log than we have; it is left as it is. */
  | { readonly kind: 'occupied'; readonly sentence: string }

/**
 * Writes a log into a folder that is new, empty, or holds an earlier export of the same log, which is brought up to date.
 * Each file appears whole or not at all, the checkpoint last: whoever reads meanwhile finds every file of the checkpoint
 * they see. Links are not followed.
 */
export async function writeLog(folder: string, log: LogExport): Promise<LogWritten> {
  await mkdir(folder, { recursive: true })
  const sentence = await occupation(folder, log)
  if (sentence !== undefined) return { kind: 'occupied', sentence }
  // Names that were withdrawn since must not stay behind: those that still stand are written anew.
  await rm(join(folder, 'openings'), { recursive: true, force: true })
  const write = writerIn(folder)
  await write('policy', log.policy)
  let files = 2
  for await (const [path, content] of log.files) {
    await write(path, content)
    files += 1
  }
  await write('checkpoint', log.checkpoint)
  return { kind: 'written', files }
}

/** Why the log must not be written here; `undefined` when it may. */
async function occupation(folder: string, { origin, size }: LogExport): Promise<string | undefined> {
  const others = (await readdir(folder)).filter((name) => name !== '.git')
  if (others.length === 0) return undefined
  const policy = parsePolicy((await textOf(join(folder, 'policy'))) ?? '')
  if (!policy?.logs.some(({ verifier }) => verifier.name === origin))
    return `${folder} is not empty, and not an earlier export of this log.`
  const before = parseCheckpoint(parseNote((await textOf(join(folder, 'checkpoint'))) ?? '')?.text ?? '')
  return before && before.size > size
    ? `${folder} has ${before.size} leaves of this log, and this server only ${size}: it was brought back from an old backup. Nothing was written.`
    : undefined
}

async function textOf(path: string): Promise<string | undefined> {
  const isFile = await lstat(path).then(
    (entry) => entry.isFile() && entry.size < 1_000_000,
    () => false,
  )
  return isFile ? readFile(path, 'utf8') : undefined
}

/** Writes files below a folder, each under another name first. */
function writerIn(folder: string): (path: string, content: Uint8Array | string) => Promise<void> {
  const made = new Set([folder])
  const makeFolder = async (path: string): Promise<void> => {
    if (made.has(path)) return
    await makeFolder(dirname(path))
    await mkdir(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
    // A link there could lead anywhere.
    if (!(await lstat(path)).isDirectory()) throw new Fault('folder-invalid', `${path} must be a folder of its own.`)
    made.add(path)
  }
  return async (path, content) => {
    if (!/^[a-z0-9]+(?:[./-][a-z0-9]+)*$/.test(path)) throw new Fault('internal', 'A log would have left its folder.')
    const target = join(folder, path)
    await makeFolder(dirname(target))
    const fresh = `${target}.${randomBytes(6).toString('hex')}.new`
    try {
      await writeFile(fresh, content, { flag: 'wx' })
      await rename(fresh, target)
    } catch (error) {
      await rm(fresh, { force: true })
      throw error
    }
  }
}
