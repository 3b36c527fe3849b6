import { fold } from '#kernel'
import type { SourceText } from './source-text.ts'

/** How the file spells words with hyphens inside its lines: tells a word's own hyphen from one at a line end. */
export type Spelling = {
  readonly words: ReadonlySet<string>
  /** A hyphen with a space after it, with the words on both sides: `north- south`. */
  readonly spaced: ReadonlySet<string>
  /** Whether words with a hyphen were seen broken after it. */
  readonly breaks: boolean
}

/** Collects the spellings of a file. */
export function spellingOf(source: SourceText): Spelling {
  const words = new Set<string>()
  const spaced = new Set<string>()
  const broken: string[] = []
  let before = ''
  for (const { text } of source.lines) {
    const folded = fold(text.slice(0, 5_000))
    for (const word of folded.match(/\p{L}+(?:-\p{L}+)*/gu) ?? []) words.add(word)
    for (const match of folded.includes('- ') ? folded.matchAll(/(\p{L}+)-(?= (\p{L}+))/gu) : [])
      spaced.add(`${match[1]}- ${match[2]}`)
    const ends = hyphenBetween(before, text)
    if (ends !== undefined) broken.push(`${fold(ends[0])}-${fold(ends[1])}`)
    before = text
  }
  return { words, spaced, breaks: broken.some((word) => words.has(word)) }
}

/** The words on both sides of a hyphen at a line end. */
function hyphenBetween(line: string, next: string): readonly [string, string] | undefined {
  const ends = line.at(-1)
  if (ends !== '-' && ends !== '\u2010') return undefined
  const left = /(\p{L}+)[-\u2010]$/u.exec(line.slice(-60))?.[1]
  const right = /^\p{L}+/u.exec(next.slice(0, 60))?.[0]
  return left === undefined || right === undefined ? undefined : [left, right]
}

/** Puts two printed lines together: a space, or none after a hyphen that belongs to the word. */
export function joinLines(line: string, next: string, spelling: Spelling): string {
  if (line === '' || next === '') return line + next
  const ends = hyphenBetween(line, next)
  if (ends === undefined) return `${line} ${next}`
  const [left, right] = ends
  const isOneWord = spelling.words.has(fold(left + right)) || /^\p{Ll}/u.test(right)
  const hyphened = spelling.words.has(fold(`${left}-${right}`))
  if (isOneWord && !hyphened) return line.slice(0, -1) + next
  return hyphened || !isSpaced(left, right, spelling) ? line + next : `${line} ${next}`
}

/** A hyphen before a capital: the file shows the pair, or its habit. */
function isSpaced(left: string, right: string, { spaced, breaks }: Spelling): boolean {
  return spaced.has(`${fold(left)}- ${fold(right)}`) || (spaced.size > 0 && !breaks)
}

/** Whether nothing in the file shows if a space belongs after the hyphen at a line end. */
export function isUnsureHyphen(line: string, next: string, { words, spaced }: Spelling): boolean {
  const ends = hyphenBetween(line, next)
  if (ends === undefined || /^\p{Ll}/u.test(ends[1])) return false
  const [left, right] = [fold(ends[0]), fold(ends[1])]
  return !words.has(left + right) && !words.has(`${left}-${right}`) && !spaced.has(`${left}- ${right}`)
}
