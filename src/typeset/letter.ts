import type { LetterFonts } from './fonts.ts'
import { letterData } from './letter-data.ts'
import { letterTemplate } from './letter-template.ts'
import { press } from './press.ts'
import type { MissingCharacter } from './printable.ts'
import type { LetterSheet } from './sheet.ts'

/** A letter as PDF, and the characters that had to be printed as `□` because no font draws them. */
export type PrintedLetter = { readonly pdf: Uint8Array; readonly missing: readonly MissingCharacter[] }

/**
 * Prints an edition as a tagged PDF (PDF/UA-1, ISO 14289-1). The same sheet and fonts give the same bytes.
 * Synchronous native code: 90 names take some 30 ms, 10,000 one to two seconds; call it from a worker when it may be large.
 * @throws Fault `typeset-failed` when the fonts are not the ones the template names.
 */
export function letterPdf(sheet: LetterSheet, fonts: LetterFonts): PrintedLetter {
  const { data, signatures, missing } = letterData(sheet, fonts)
  const files = { 'sheet.json': data, 'signatures.json': signatures }
  const pdf = press({ template: letterTemplate, files, fonts }, (compiler, document) =>
    compiler.pdf(document, { pdfStandard: 'ua-1' }),
  )
  return { pdf: new Uint8Array(pdf.buffer, pdf.byteOffset, pdf.byteLength), missing }
}
