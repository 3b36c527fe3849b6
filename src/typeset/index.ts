/** A sheet (plain data) becomes bytes a person can read. Pure: same sheet, same bytes; no clock, no database, no system font. */
export type { LetterSheet, TextState } from './sheet.ts'
