import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'

/** Files that can be made again, in a folder of their own, each under a plain name. */
export type KeptFolder = {
  /** Puts bytes under a name, in the place of those before: whoever reads meanwhile has the one or the other, whole. */
  readonly put: (name: string, bytes: Uint8Array) => Promise<void>
  /** The bytes of a name as they come from the disk, and how many they are; `undefined` when there are none. */
  readonly read: (name: string) => Promise<{ readonly size: number; readonly stream: ReadableStream } | undefined>
  readonly drop: (name: string) => Promise<void>
}

/** The files of a folder, which is made with the first of them. What an end amid writing left goes with the next that is put. */
export function keptFolder(folder: string): KeptFolder {
  const at = (name: string): string => {
    if (!/^[a-z0-9-]+\.[a-z]+$/.test(name)) throw new RangeError('not a plain name')
    return join(folder, name)
  }
  return {
    put: async (name, bytes) => {
      const file = at(name)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      for (const left of await readdir(folder))
        if (left.startsWith(`${name}.`)) await rm(join(folder, left), { force: true })
      const fresh = `${file}.${randomBytes(6).toString('hex')}`
      const handle = await open(fresh, 'wx', 0o600)
      try {
        await handle.writeFile(bytes)
      } finally {
        await handle.close()
      }
      await rename(fresh, file)
    },
    read: async (name) => {
      const size = await stat(at(name)).then(
        (found) => found.size,
        () => undefined,
      )
      if (size === undefined) return undefined
      return { size, stream: Readable.toWeb(createReadStream(at(name))) as ReadableStream }
    },
    drop: (name) => rm(at(name), { force: true }),
  }
}
