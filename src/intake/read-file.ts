import { wordsFor } from '#kernel'
import { kindOf, type FileKind } from './file-kind.ts'
import { startsWithHead } from './column-words.ts'
import type { Proposal } from './proposal.ts'
import { readSource } from './read-letters.ts'
import { listsIn, type PrintedLists } from './read-lists.ts'
import type { TablesReading } from './read-tables.ts'
import { linesOfText, type SourceText } from './source-text.ts'
import { withoutFrontMatter, type TextFormat } from './text-format.ts'
import { unpackOffice } from './unpack-office.ts'

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
 * it serves sentences only. Never throws for what a file holds. Takes what the file makes it take: see {@link openReader}.
 */
export async function readFile(_name: string | null, bytes: Uint8Array): Promise<FileReading> {
  const kind = kindOf(bytes)
  if (kind.kind === 'unreadable') return kind
  try {
    if (kind.kind === 'pdf') return await readPdfFile(bytes)
    return kind.kind === 'packed' ? await readOffice(bytes, kind) : await readTextFile(kind)
  } catch {
    // What no reader foresaw: elements nested deeper than any stack, most often.
    return { kind: 'unreadable', sentence: wordsFor('en').intake.unreadable.ended }
  }
}

const unreadable = (sentence: string): FileReading => ({ kind: 'unreadable', sentence })

/** What the shared model makes of lines, whatever format they came from. */
function fromLines(format: FileFormat, source: SourceText, warnings: readonly string[] = []): FileReading {
  return {
    kind: 'letters',
    format,
    proposal: readSource(source),
    lists: listsIn(source),
    warnings,
    shown: { lines: source.lines.map(({ text, hints }) => ({ text, page: hints?.page ?? null })) },
  }
}

// Readers are loaded where their format is met: each brings a library, and a short command waits for all it loads.

async function readTextFile({
  format,
  text,
}: {
  readonly format: TextFormat
  readonly text: string
}): Promise<FileReading> {
  if (format === 'html') return fromLines('html', (await import('./read-html.ts')).readHtml(withoutFrontMatter(text)))
  if (format === 'markdown') return fromLines('markdown', (await import('./read-markdown.ts')).readMarkdown(text))
  if (format !== 'text' || startsWithHead(text)) {
    const list = (await import('./list-kind.ts')).readListText(format === 'text' ? undefined : format, text)
    if (list !== undefined) return fromTables(list.format, list.reading)
  }
  return fromLines('text', linesOfText(text))
}

/** A list of machines: one letter without text. */
function fromTables(format: FileFormat, { proposal, lists, lines }: TablesReading): FileReading {
  return {
    kind: 'letters',
    format,
    proposal,
    lists,
    warnings: [],
    shown: { lines: lines.map((text) => ({ text, page: null })) },
  }
}

async function readPdfFile(bytes: Uint8Array): Promise<FileReading> {
  const read = await (await import('./read-pdf.ts')).readPdf(bytes)
  return read.kind === 'unreadable' ? read : fromLines('pdf', read.source, read.warnings)
}

async function readOffice(bytes: Uint8Array, kind: Extract<FileKind, { kind: 'packed' }>): Promise<FileReading> {
  const say = wordsFor('en').intake.unreadable
  const unpacked = unpackOffice(bytes, kind.directory)
  if (unpacked.kind !== 'unpacked') return unreadable(say[unpacked.kind])
  if (kind.format === 'xlsx') {
    const tables = await (await import('./read-xlsx.ts')).readXlsx(unpacked.bytes)
    if (tables === undefined) return unreadable(say.damaged)
    return fromTables('xlsx', (await import('./read-tables.ts')).readTables(tables, { title: null, date: null }))
  }
  const read = await (await import('./read-docx.ts')).readDocx(unpacked.bytes)
  return read.kind === 'broken' ? unreadable(say.damaged) : fromLines('docx', read.source)
}
