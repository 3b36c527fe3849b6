import { createHash } from 'node:crypto'
import { readFile as readBytesOf, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import {
  needsNoLibrary,
  largestFile,
  openReader,
  readFile,
  readTogether,
  type FileRead,
  type FileReading,
  type FileToRead,
  type ReadFiles,
} from '#intake'
import { wordsFor } from '#kernel'

/** What reading the files of one case came to, or a sentence about the first that cannot be read. */
export type SourceFiles =
  | { readonly kind: 'read'; readonly read: ReadFiles }
  | { readonly kind: 'unreadable'; readonly sentence: string }

/**
 * Reads files of letters or lists of any format as one case. What is no file, or too large, is refused before a byte of it
 * is read; what needs more than our own reading of plain text is read in a process that may do nothing else.
 */
export async function readSourceFiles(paths: readonly string[]): Promise<SourceFiles> {
  const reader = openReader()
  try {
    const files: FileRead[] = []
    for (const path of paths) {
      const refuse = (sentence: string) =>
        ({ kind: 'unreadable', sentence: paths.length > 1 ? `${path}: ${sentence}` : sentence }) as const
      const found = await bytesOf(path)
      if ('sentence' in found) return refuse(found.sentence)
      const reading = await read(found)
      if (reading.kind === 'unreadable') return refuse(reading.sentence)
      const hash = createHash('sha256').update(found.bytes).digest('hex')
      files.push({ name: basename(path), hash, reading })
    }
    return { kind: 'read', read: readTogether(files) }
  } finally {
    await reader.close()
  }

  async function read(file: FileToRead): Promise<FileReading> {
    // A process of its own takes longer to start than a text to read.
    if (needsNoLibrary(file.bytes)) return await readFile(file.name, file.bytes)
    const [reading] = await reader.read([file])
    return reading ?? { kind: 'unreadable', sentence: wordsFor('en').intake.unreadable.ended }
  }
}

async function bytesOf(path: string): Promise<FileToRead | { readonly sentence: string }> {
  const found = await stat(path).catch(() => undefined)
  if (!found) return { sentence: `There is no file ${path}.` }
  if (!found.isFile()) return { sentence: `${path} is not a file.` }
  if (found.size > largestFile) return { sentence: wordsFor('en').intake.unreadable.tooLarge(largestFile / 1_000_000) }
  const bytes = await readBytesOf(path).catch(() => undefined)
  return bytes ? { name: basename(path), bytes } : { sentence: `${path} cannot be read: is it yours to read?` }
}
