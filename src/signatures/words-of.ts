import { fold } from '#kernel'

/** The words of a name or a search, without case, accents and whatever stands between letters. */
export function wordsOf(text: string): readonly string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
}
