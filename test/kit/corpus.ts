import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Where the real letters lie. */
export const corpusFolder = resolve(process.env['UNDERSIGNED_CORPUS'] ?? join(import.meta.dirname, '../../../shared'))

/** Whether the real letters are at hand. In CI they must be: there, their absence is a failure, not a skip. */
export const corpusIsHere = existsSync(corpusFolder)
if (!corpusIsHere && process.env['CI'] === 'true')
  throw new Error('The folder of real letters is missing: set UNDERSIGNED_CORPUS to where it is.')

/** The bytes of a file of the corpus; paths are relative to its root, for example `letters/coalition-2019/letters.txt`. */
export function corpusBytes(path: string): Buffer {
  return readFileSync(join(corpusFolder, path))
}

/** A JSON file of the corpus, read as `T` (the test states what it expects). */
export function corpusJson<T>(path: string): T {
  return JSON.parse(corpusBytes(path).toString('utf8')) as T
}
