import { sha256 } from '#proof'
import { largestFile } from './read-bytes.ts'
import { readTogether, type FileRead, type ReadFiles } from './read-files.ts'
import type { Reader } from './reader.ts'

/** What bringing in the files of one case came to. */
export type BroughtFiles = {
  /** What was read; absent where there was no file, or one could not be read. */
  readonly read: ReadFiles | undefined
  /** For each file that could not be read: its name, and why in a sentence, or that it is larger than is read. */
  readonly trouble: readonly (
    | { readonly name: string; readonly why: 'too-large' }
    | { readonly name: string; readonly why: 'unreadable'; readonly sentence: string }
  )[]
}

/** Reads the files of one case together: all of them, or nothing and what speaks against each. */
export async function bringFiles(
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  readFiles: Reader['read'],
): Promise<BroughtFiles> {
  const fitting = files.filter(({ bytes }) => bytes.byteLength <= largestFile)
  const readings = await readFiles(fitting)
  const trouble = files.flatMap((file): BroughtFiles['trouble'] => {
    const reading = readings[fitting.indexOf(file)]
    if (!reading) return [{ name: file.name, why: 'too-large' }]
    return reading.kind === 'unreadable' ? [{ name: file.name, why: 'unreadable', sentence: reading.sentence }] : []
  })
  const read = fitting.flatMap(({ name, bytes }, at): FileRead[] => {
    const reading = readings[at]
    return reading?.kind === 'letters' ? [{ name, hash: Buffer.from(sha256(bytes)).toString('hex'), reading }] : []
  })
  const isWhole = trouble.length === 0 && read.length > 0
  return { read: isWhole ? readTogether(read) : undefined, trouble }
}
