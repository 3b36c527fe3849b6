import { wordsFor } from '#kernel'
import { isVisible } from './printable.ts'
import type { LetterSheet } from './sheet.ts'

/** Which text this is, or that it is not fixed: at the foot of everything made of a sheet. */
export function stateLine({ text, state }: LetterSheet): string {
  const words = wordsFor(text.language).sheet
  return state.kind === 'draft' ? words.draft : words.textFixed(state.frozenOn, state.version, state.hash)
}

/** The title of the file: the sheet's, else the letter's headline, else to whom it goes. */
export function titleOf({ documentTitle, text }: LetterSheet): string {
  return [documentTitle, text.title ?? ''].find(isVisible) ?? wordsFor(text.language).sheet.untitled(text.recipient)
}
