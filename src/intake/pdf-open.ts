import type { PDFDocumentProxy } from 'pdfjs-dist/types/src/display/api.js'

/** A file opened as a PDF, or the sentence that says why it cannot be read. */
export type PdfOpening =
  | { readonly kind: 'open'; readonly document: PDFDocumentProxy }
  | { readonly kind: 'unreadable'; readonly sentence: string }

const sentences = {
  locked: 'This PDF is locked with a password. Please save it again without one, then import that file.',
  broken: 'This PDF is damaged: its pages cannot be found. Please save or download it again.',
  empty: 'This PDF has no pages.',
} as const

/** More pages than a list of 100,000 names fills. */
const mostPages = 2_000

/**
 * Opens a PDF with pdf.js on our own thread, without fonts, scripts, forms or anything from elsewhere. Images are never
 * decoded: text is all we read, and a flood of pixels must cost nothing.
 */
export async function openPdf(bytes: Uint8Array): Promise<PdfOpening> {
  // Loaded where a PDF is read and nowhere else: it takes a tenth of a second.
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const task = getDocument({
    // pdf.js takes the bytes over, so it gets its own.
    data: Uint8Array.from(bytes),
    verbosity: 0,
    maxImageSize: 1,
    fontExtraProperties: true,
    useSystemFonts: false,
    useWasm: false,
    enableXfa: false,
    stopAtErrors: false,
  })
  try {
    const document = await task.promise
    if (document.numPages > 0 && document.numPages <= mostPages) return { kind: 'open', document }
    await task.destroy()
    return unreadable(
      document.numPages === 0
        ? sentences.empty
        : `This PDF has ${document.numPages} pages; at most ${mostPages} are read. Please import the letter and its list alone.`,
    )
  } catch (error) {
    await task.destroy()
    return unreadable(
      error instanceof Error && error.name === 'PasswordException' ? sentences.locked : sentences.broken,
    )
  }
}

const unreadable = (sentence: string): PdfOpening => ({ kind: 'unreadable', sentence })
