import { fold } from '#kernel'

/** A word of a printed list with where it stands. Words are cut after hyphens too, because lines are. */
export type ListWord = {
  /** Letters and digits only, folded; what two lists are compared by. */
  readonly key: string
  /** Folded, punctuation kept: `(abc)` differs from `abc`. */
  readonly exact: string
  /** Index of the line it stands on. */
  readonly line: number
  readonly startsLine: boolean
}

/** The words of printed lines. Pieces without a letter or digit (dashes, bullets) are no words; `&` reads as "and". */
export function wordsOfList(lines: readonly string[]): readonly ListWord[] {
  return lines.flatMap((text, line) => wordsOfLine(text, line))
}

function wordsOfLine(text: string, line: number): readonly ListWord[] {
  const words: ListWord[] = []
  for (const piece of text.match(/[^\s\-/\u2010-\u2015]+[-/\u2010-\u2015]*/gu) ?? []) {
    // Most words are plain ASCII, which folding would take ten times as long for.
    const exact = /^[\x21-\x7e]*$/u.test(piece) ? piece.toLowerCase() : fold(piece)
    const key = exact === '&' ? 'and' : exact.replace(/[^\p{L}\p{N}]/gu, '')
    if (key !== '') words.push({ key, exact, line, startsLine: words.length === 0 })
  }
  return words
}

/** The words of one line as one string, for looking a line up. */
export function lineKey(text: string): string {
  return wordsOfLine(text, 0)
    .map((word) => word.key)
    .join(' ')
}
