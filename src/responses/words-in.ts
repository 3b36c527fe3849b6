import { fold } from '#kernel'

/** Whether words stand in a text, whatever their white space, quotation marks and case. */
export const standsIn = (words: string, text: string): boolean => {
  const wanted = fold(words)
  return wanted !== '' && fold(text).includes(wanted)
}

/** A text that somebody typed, as it is kept: whole characters, composed, without white space around it. */
export const typedText = (typed: string): string =>
  typed.toWellFormed().replaceAll('\0', '').replaceAll('\r\n', '\n').normalize('NFC').trim()
