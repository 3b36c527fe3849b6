import type { Proposal } from './proposal.ts'
import { readBytes } from './read-bytes.ts'
import { readLetters } from './read-letters.ts'
import { readLists, type PrintedLists } from './read-lists.ts'
import { linesOfText } from './source-text.ts'

/** The formats that are told apart, by what a file holds and never by its name. */
export type FileFormat = 'text' | 'markdown' | 'html' | 'docx' | 'pdf' | 'csv' | 'tsv' | 'yaml' | 'json' | 'xlsx'

/** What a person is shown beside the proposal: the lines of the source as read, in order; pages count from 0. */
export type SourceShown = { readonly lines: readonly { readonly text: string; readonly page: number | null }[] }

/** What reading any one file comes to: letters (or a list alone, as a letter without text), or a sentence that helps. */
export type FileReading =
  | {
      readonly kind: 'letters'
      readonly format: FileFormat
      readonly proposal: Proposal
      /** The lists of each letter, each on its own, so that they can be held against each other. */
      readonly lists: readonly PrintedLists[]
      /** Sentences about the file as a whole; those about one letter stand with it. */
      readonly warnings: readonly string[]
      readonly shown: SourceShown
    }
  | { readonly kind: 'unreadable'; readonly sentence: string }

/**
 * Reads any file of somebody else's: its kind is found by what it holds. `name` is the file's name where it has one;
 * it serves sentences only. Never throws for what a file holds.
 */
export async function readFile(_name: string | null, bytes: Uint8Array): Promise<FileReading> {
  const read = readBytes(bytes)
  if (read.kind === 'unreadable') return read
  return {
    kind: 'letters',
    format: 'text',
    proposal: readLetters(read.text),
    lists: readLists(read.text),
    warnings: [],
    shown: { lines: linesOfText(read.text).lines.map(({ text }) => ({ text, page: null })) },
  }
}
