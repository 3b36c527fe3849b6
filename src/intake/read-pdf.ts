import type { PDFDocumentProxy } from 'pdfjs-dist/types/src/display/api.js'
import { readAttached, withAttached, type AttachedLetter } from './pdf-attached.ts'
import { withLetterheads } from './pdf-beside.ts'
import { columnsOf } from './pdf-columns.ts'
import { flowOf } from './pdf-flow.ts'
import { withoutFurniture } from './pdf-furniture.ts'
import { linesOf } from './pdf-lines.ts'
import { withoutNotes } from './pdf-notes.ts'
import { openPdf } from './pdf-open.ts'
import type { PdfLine, PdfPage } from './pdf-page.ts'
import { pagesOf } from './pdf-runs.ts'
import type { SourceLine, SourceText } from './source-text.ts'

/** A PDF as lines of text, or a sentence that says why there are none. */
export type PdfOutcome =
  | { readonly kind: 'text'; readonly source: SourceText; readonly warnings: readonly string[] }
  | { readonly kind: 'unreadable'; readonly sentence: string }

const scan =
  'This PDF holds pictures of pages and no text, as scanners make it. Please import the file it was printed from, or let a program for text recognition add the text first.'

/**
 * Reads the text of a PDF: lines, columns and lists as they are read, with where and how they are set (ISO 32000; text
 * by its places, not by its order in the file). Running heads, page numbers and notes stand `outside`. Never throws for
 * what the file holds; nothing is fetched, drawn or run.
 */
export async function readPdf(bytes: Uint8Array): Promise<PdfOutcome> {
  const opened = await openPdf(bytes)
  if (opened.kind === 'unreadable') return opened
  try {
    const { pages, broken } = await pagesOf(opened.document)
    const source = sourceOf(pages)
    if (source.lines.every((line) => line.text === '')) return { kind: 'unreadable', sentence: scan }
    const attached = await attachedTo(opened.document)
    const agreed = attached && withAttached(source, attached)
    return {
      kind: 'text',
      source: { ...(agreed ?? source), about: await aboutOf(opened.document) },
      warnings: [...warningsOf(pages, broken), ...(attached && !agreed ? [unlike] : [])],
    }
  } finally {
    await opened.document.loadingTask.destroy()
  }
}

/** The pages of a PDF as lines of text in reading order. */
export function sourceOf(pages: readonly PdfPage[]): SourceText {
  const { pages: bare, furniture } = withoutFurniture(pages.map(linesOf))
  const { text, notes } = withoutNotes(bare)
  const lines = flowOf(withLetterheads(text.map(columnsOf)), pages)
  return { lines: [...lines, ...outside(notes), ...outside(furniture)] }
}

const outside = (lines: readonly PdfLine[]): readonly SourceLine[] => [
  { text: '' },
  ...lines.map((line) => ({
    text: line.opens === undefined ? line.text : `${line.opens} ${line.text}`,
    hints: { place: 'outside' as const, page: line.page },
  })),
]

const unlike =
  'A list lies in this PDF as data and does not agree, letter by letter, with what its pages print. The printed names were read.'

/** The letter that lies in the file as data, where one does (docs/formats/letter-json.md). */
async function attachedTo(document: PDFDocumentProxy): Promise<AttachedLetter | undefined> {
  const files = (await document.getAttachments().catch(() => null)) ?? new Map<string, unknown>()
  if (!files.has('letter.json')) return undefined
  const content = await document.getAttachmentContent('letter.json').catch(() => null)
  return content instanceof Uint8Array ? readAttached(content) : undefined
}

type Described = { readonly getMetadata: () => Promise<{ readonly info: object }> }

async function aboutOf(document: Described): Promise<NonNullable<SourceText['about']>> {
  const { info } = await document.getMetadata().catch(() => ({ info: {} }))
  const language = 'Language' in info && typeof info.Language === 'string' ? info.Language : ''
  return /^[a-z]{2,3}(?:-[\w-]+)?$/iu.test(language) ? { language } : {}
}

function warningsOf(pages: readonly PdfPage[], broken: readonly number[]): readonly string[] {
  const empty = pages.filter((page) => page.runs.every((run) => run.text.trim() === '')).map((page) => page.number)
  const said = (numbers: readonly number[], what: string): readonly string[] =>
    numbers.length === 0 ? [] : [`${what}: page ${numbers.map((number) => number + 1).join(', ')}.`]
  return [...said(broken, 'Damaged and not read'), ...said(empty, 'Without text (a picture or an empty page)')]
}
