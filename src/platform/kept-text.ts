import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder, writeSynced } from './synced-file.ts'

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
        await writeSynced(fresh, text)
        await rename(fresh, file)
      } catch (error) {
        await rm(fresh, { force: true })
        throw error
      }
      await syncFolder(dirname(file))
    },
  }
}
