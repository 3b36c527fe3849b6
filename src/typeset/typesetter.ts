import { drawCard, type LetterCard } from './card.ts'
import { readFonts, type LetterFonts } from './fonts.ts'
import { printCompared } from './compared.ts'
import type { ComparedSheet } from './compared-sheet.ts'
import { printList } from './list.ts'
import type { ListPaper, ListStep, PrintedNames } from './list-paper.ts'
import { printLetter, type PrintedLetter } from './letter.ts'
import { openPress } from './press.ts'
import { printReport } from './report.ts'
import type { ReportSheet } from './report-sheet.ts'
import type { LetterSheet } from './sheet.ts'

/** Sets letters and cards in one set of fonts, one after the other. Keeps the fonts; of what it prints, nothing. */
export type Typesetter = {
  /**
   * Prints an edition as a tagged PDF (PDF/UA-1, ISO 14289-1) with the letter as JSON and its list as CSV attached
   * (docs/formats/letter-json.md). The same sheet and fonts give the same bytes.
   * Synchronous native code: call it from a worker when the letter may be long (figures in the room's README).
   * @throws Fault `typeset-failed` when the fonts are not the ones the template names.
   */
  readonly letterPdf: (sheet: LetterSheet) => PrintedLetter
  /** The same as PDF/A-3a (ISO 19005-3), for archives. */
  readonly letterArchive: (sheet: LetterSheet) => PrintedLetter
  /**
   * Draws the Open Graph card of a letter: PNG, 1200 by 630 pixels, some 20 to 40 KB. The same card and fonts give the
   * same bytes. A character no font draws stands as `□`.
   * @throws Fault `typeset-failed` when the fonts are not the ones the template names.
   */
  readonly cardPng: (card: LetterCard) => Uint8Array
  /**
   * Prints a report as a tagged PDF (PDF/UA-1). The same sheet and fonts give the same bytes; a character no font draws
   * stands as `□`. Call it from a worker, too.
   * @throws Fault `typeset-failed` when the fonts are not the ones the template names.
   */
  readonly reportPdf: (sheet: ReportSheet) => Uint8Array
  /**
   * Prints texts beside each other as a tagged PDF (PDF/UA-1): what differs is marked by more than color. The same sheet
   * and fonts give the same bytes; a character no font draws stands as `□`.
   * @throws Fault `typeset-failed` when the fonts are not the ones the template names.
   */
  readonly comparedPdf: (sheet: ComparedSheet) => Uint8Array
  /**
   * Prints a whole list as a tagged PDF (PDF/UA-1) in page columns under its headings, with an outline. The same sheet and
   * fonts give the same bytes; a character no font draws stands as `□`. 100,000 names take ten seconds and 1.2 GB: it is
   * for a process that may take them. `tell` hears once, when every name has its place.
   * @throws Fault `typeset-failed` when the fonts are not the ones the template names.
   */
  readonly listPdf: (sheet: ListPaper, tell: (step: ListStep) => void) => PrintedNames
}

/**
 * A typesetter for these fonts. Making one takes some 20 ms and reads every font: make it once and keep it.
 * @throws Fault `typeset-failed` when a font is missing or is no TrueType font.
 */
export function typesetterFor(fonts: LetterFonts): Typesetter {
  const rack = readFonts(fonts)
  const press = openPress(fonts)
  return {
    letterPdf: (sheet) => printLetter(sheet, { rack, press, standard: 'ua-1' }),
    letterArchive: (sheet) => printLetter(sheet, { rack, press, standard: 'a-3a' }),
    cardPng: (card) => drawCard(card, rack, press),
    reportPdf: (sheet) => printReport(sheet, rack, press),
    comparedPdf: (sheet) => printCompared(sheet, rack, press),
    listPdf: (sheet, tell) => printList(sheet, { rack, press, tell }),
  }
}
