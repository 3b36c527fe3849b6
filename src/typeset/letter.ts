import type { FontRack } from './fonts.ts'
import { letterCsv } from './letter-csv.ts'
import { dayIn, letterData } from './letter-data.ts'
import { letterJson } from './letter-json.ts'
import { letterTemplate } from './letter-template.ts'
import type { Press } from './press.ts'
import type { MissingCharacter } from './printable.ts'
import type { LetterSheet } from './sheet.ts'

/** A letter as PDF, and the characters that had to be printed as `□` because no font draws them. */
export type PrintedLetter = { readonly pdf: Uint8Array; readonly missing: readonly MissingCharacter[] }

/** `ua-1`: PDF/UA-1, for readers. `a-3a`: PDF/A-3a, for archives. */
type Standard = 'ua-1' | 'a-3a'

const utf8 = new TextEncoder()

/** Reckons a letter and has it set, with the letter as JSON and its list as CSV attached. */
export function printLetter(
  sheet: LetterSheet,
  { rack, press, standard }: { readonly rack: FontRack; readonly press: Press; readonly standard: Standard },
): PrintedLetter {
  const { data, fonts, signatures, missing } = letterData(sheet, rack)
  const day = data.day ?? (standard === 'a-3a' ? archiveDay(sheet) : null)
  const files = {
    'sheet.json': { ...data, day },
    'signatures.json': signatures,
    'letter.json': utf8.encode(letterJson(sheet)),
    'signatories.csv': utf8.encode(letterCsv(sheet)),
  }
  const pdf = press.set({ template: letterTemplate, files, families: fonts.families }, (compiler, document) =>
    compiler.pdf(document, { pdfStandard: standard }),
  )
  return { pdf: new Uint8Array(pdf.buffer, pdf.byteOffset, pdf.byteLength), missing }
}

/** PDF/A refuses attachments without a date; a text that has none has at least the day on which it was fixed. */
function archiveDay({ state }: LetterSheet): readonly number[] {
  return (state.kind === 'frozen' ? dayIn(state.frozenDay) : null) ?? [1970, 1, 1]
}
