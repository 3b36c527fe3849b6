import { readFile, stat } from 'node:fs/promises'
import { largestFile, readBytes } from '#intake'
import { wordsFor } from '#kernel'

/** The text of a file, or a sentence that says why it cannot be had. */
export type SourceFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unreadable'; readonly sentence: string }

/** Reads a file of letters or lists. What is no file, or too large, is refused before a byte of it is read. */
export async function readSourceFile(path: string): Promise<SourceFile> {
  const refuse = (sentence: string) => ({ kind: 'unreadable', sentence }) as const
  const found = await stat(path).catch(() => undefined)
  if (!found) return refuse(`There is no file ${path}.`)
  if (!found.isFile()) return refuse(`${path} is not a file.`)
  if (found.size > largestFile) return refuse(wordsFor('en').intake.unreadable.tooLarge(largestFile / 1_000_000))
  const bytes = await readFile(path).catch(() => undefined)
  return bytes ? readBytes(bytes) : refuse(`${path} cannot be read: is it yours to read?`)
}
