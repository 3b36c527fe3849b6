import type { FontRack } from './fonts.ts'
import { letterData } from './letter-data.ts'
import { letterTemplate } from './letter-template.ts'
import type { Press } from './press.ts'
import type { MissingCharacter } from './printable.ts'
import type { LetterSheet } from './sheet.ts'

/** A letter as PDF, and the characters that had to be printed as `□` because no font draws them. */
export type PrintedLetter = { readonly pdf: Uint8Array; readonly missing: readonly MissingCharacter[] }

/** Reckons a letter and has it set. */
export function printLetter(sheet: LetterSheet, rack: FontRack, press: Press): PrintedLetter {
  const { data, fonts, signatures, missing } = letterData(sheet, rack)
  const files = { 'sheet.json': data, 'signatures.json': signatures }
  const pdf = press.set({ template: letterTemplate, files, families: fonts.families }, (compiler, document) =>
    compiler.pdf(document, { pdfStandard: 'ua-1' }),
  )
  return { pdf: new Uint8Array(pdf.buffer, pdf.byteOffset, pdf.byteLength), missing }
}
