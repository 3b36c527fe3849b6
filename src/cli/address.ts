import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where a server answers, and whether the public can reach it there. */
export type Address = { readonly url: string; readonly isPublic: boolean }

const fileIn = (dataDir: string): string => join(dataDir, 'address')

/** Notes where the server of a data folder answers, so that commands beside it can know. @returns takes it back. */
export async function noteAddress(dataDir: string, { url, isPublic }: Address): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true })
  await writeFile(fileIn(dataDir), `${url} ${isPublic ? 'public' : 'local'}\n`)
  return () => rm(fileIn(dataDir), { force: true })
}

/** Where the server of a data folder answers; `undefined` when none was started or it was stopped. */
export async function notedAddress(dataDir: string): Promise<Address | undefined> {
  const [url = '', reach] = (await readFile(fileIn(dataDir), 'utf8').catch(() => '')).trim().split(' ')
  return URL.canParse(url) ? { url, isPublic: reach !== 'local' } : undefined
}
