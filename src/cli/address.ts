import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const fileIn = (dataDir: string): string => join(dataDir, 'address')

/** Notes where the server of a data folder answers, so that commands beside it can say so. @returns takes it back. */
export async function noteAddress(dataDir: string, url: string): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true })
  await writeFile(fileIn(dataDir), `${url}\n`)
  return () => rm(fileIn(dataDir), { force: true })
}

/** Where the server of a data folder answers; `undefined` when none was started or it was stopped. */
export async function notedAddress(dataDir: string): Promise<string | undefined> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(() => '')
  return URL.canParse(text.trim()) ? text.trim() : undefined
}
