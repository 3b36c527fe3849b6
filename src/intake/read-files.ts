import { gatherFiles } from './gather-files.ts'
import type { FileFormat, FileReading, SourceShown } from './read-file.ts'
import type { PrintedLists } from './read-lists.ts'
import type { Proposal } from './proposal.ts'

/** What was read of the files of one case, as it waits for a person. Mail addresses are taken out of it. */
export type ReadFiles = {
  readonly files: readonly ReadFrom[]
  readonly proposal: Proposal
  readonly lists: readonly PrintedLists[]
  /** For each letter of the proposal, the file it was found in. */
  readonly fileOf: readonly number[]
  /** For each letter, the file its list stands in, where a list of its own joined it. */
  readonly listFileOf?: readonly number[]
  /** Sentences about the files as a whole. */
  readonly warnings: readonly string[]
}

/** One file as it was read. */
export type ReadFrom = {
  readonly name: string
  /** SHA-256 of its bytes, in hexadecimal digits. */
  readonly hash: string
  readonly format: FileFormat
  readonly lines: SourceShown['lines']
}

/** A file with what reading it came to. */
export type FileRead = {
  readonly name: string
  readonly hash: string
  readonly reading: Extract<FileReading, { kind: 'letters' }>
}

/** Puts the readings of several files together, in their order: see {@link gatherFiles}. */
export function readTogether(read: readonly FileRead[]): ReadFiles {
  const found = read.flatMap(({ reading }, file) =>
    reading.proposal.letters.map((letter, at) => ({
      ...{ letter, file, listFile: file },
      lists: reading.lists[at] ?? { letterhead: [], signatures: [] },
    })),
  )
  const names = read.map(({ name }) => name)
  const { letters, passages, sentences } = gatherFiles(found, names)
  return {
    files: read.map(({ name, hash, reading }) => ({
      ...{ name, hash, format: reading.format },
      lines: reading.shown.lines.map((line) => ({ ...line, text: withoutAddresses(line.text) })),
    })),
    proposal: { letters: letters.map(({ letter }) => lettersWithoutAddresses(letter)), passages },
    lists: letters.map(({ lists }) => ({
      letterhead: lists.letterhead.map(withoutAddresses),
      signatures: lists.signatures.map(withoutAddresses),
    })),
    fileOf: letters.map(({ file }) => file),
    listFileOf: letters.map(({ listFile }) => listFile),
    warnings: [...sentences, ...read.flatMap(({ reading }) => reading.warnings)],
  }
}

// Begins only where no such letter stands before: else a long line without an address is tried from each of its letters.
const mailAddress = /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu

/** A list often comes with the addresses of whoever signed: they are for no page, and nothing is written to them. */
const withoutAddresses = (text: string): string => text.replaceAll(mailAddress, '…@…')

type Letter = Proposal['letters'][number]

/** What a letter says in its paragraphs is said to everybody and stays. */
const lettersWithoutAddresses = (letter: Letter): Letter => ({
  ...letter,
  warnings: letter.warnings.map(withoutAddresses),
  ...(letter.leftOut && { leftOut: letter.leftOut.map(withoutAddresses) }),
  signatories: letter.signatories.map((one) => ({
    ...one,
    name: withoutAddresses(one.name),
    title: cleared(one.title),
    affiliation: cleared(one.affiliation),
    representative: cleared(one.representative),
    note: cleared(one.note),
  })),
})

const cleared = (text: string | null): string | null => (text === null ? null : withoutAddresses(text))
