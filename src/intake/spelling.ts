import { fold } from '#kernel'
import type { SourceText } from './source-text.ts'

/** How the file spells words with hyphens inside its lines: tells a word's own hyphen from one at a line end. */
export type Spelling = {
  readonly words: ReadonlySet<string>
  /** A hyphen with a space after it, with the words on both sides: `north- south`. */
  readonly spaced: ReadonlySet<string>
}

/** Collects the spellings of a file. */
export function spellingOf(source: SourceText): Spelling {
  const words = new Set<string>()
  const spaced = new Set<string>()
  for (const { text } of source.lines) {
    const folded = fold(text.slice(0, 5_000))
    for (const word of folded.match(/\p{L}+(?:-\p{L}+)*/gu) ?? []) words.add(word)
    if (folded.includes('- '))
      for (const match of folded.matchAll(/(\p{L}+)-(?= (\p{L}+))/gu)) spaced.add(`${match[1]}- ${match[2]}`)
  }
  return { words, spaced }
}

/** Puts two printed lines together: a space, or none after a hyphen that belongs to the word. */
export function joinLines(line: string, next: string, { words, spaced }: Spelling): string {
  if (line === '' || next === '') return line + next
  const left = /(\p{L}+)[-\u2010]$/u.exec(line)?.[1]
  const right = /^\p{L}+/u.exec(next)?.[0]
  if (left === undefined || right === undefined) return `${line} ${next}`
  if (spaced.has(`${fold(left)}- ${fold(right)}`)) return `${line} ${next}`
  const isOneWord = words.has(fold(left + right)) || /^\p{Ll}/u.test(right)
  return isOneWord && !words.has(fold(`${left}-${right}`)) ? line.slice(0, -1) + next : line + next
}
