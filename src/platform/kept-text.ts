import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** A small text in a file of its own. */
export type KeptText = {
  /** The text; `undefined` when it was never written. */
  readonly read: () => Promise<string | undefined>
  /** Puts a text in the place of the one before: after a crash at any moment the file holds the one or the other, whole. */
  readonly write: (text: string) => Promise<void>
}

/** The text that is kept in a file, in a folder that is made where it is missing. Only this account may read it. */
export function keptText(file: string): KeptText {
  return {
    read: async () => {
      try {
        return await readFile(file, 'utf8')
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
        throw error
      }
    },
    write: async (text) => {
      await mkdir(dirname(file), { recursive: true })
      const fresh = `${file}.${randomBytes(6).toString('hex')}.new`
      try {
        await writeThrough(fresh, text)
        await rename(fresh, file)
      } catch (error) {
        await rm(fresh, { force: true })
        throw error
      }
      // The name itself must reach the disk too.
      const folder = await open(dirname(file))
      try {
        await folder.sync()
      } finally {
        await folder.close()
      }
    },
  }
}

async function writeThrough(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
