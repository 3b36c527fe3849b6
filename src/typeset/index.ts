/** A sheet (plain data) becomes bytes a person can read. Pure: same sheet, same bytes; no clock, no database, no system font. */
export { typesetterFor, type Typesetter } from './typesetter.ts'
export type { PrintedLetter } from './letter.ts'
export type { LetterCard } from './card.ts'
export type { LetterFonts } from './fonts.ts'
export type { MissingCharacter } from './printable.ts'
export type { LetterSheet, TextState } from './sheet.ts'
export { html, raw, type Insertable, type Markup } from './markup.ts'
export { letterHtml, signaturesHtml } from './letter-html.ts'
