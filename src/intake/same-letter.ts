import { fold } from '#kernel'
import type { ProposedLetter } from './proposal.ts'

/** From these odds on, two letters are taken for one: several witnesses agree, or one could hardly be chance. */
export const surelyOneLetter = 3

/** What one letter shows of itself that a translation keeps. */
export type LetterTraits = {
  readonly letter: ProposedLetter
  readonly words: ReadonlySet<string>
  readonly numbers: ReadonlySet<string>
  readonly links: ReadonlySet<string>
  readonly capitals: ReadonlySet<string>
  readonly names: ReadonlySet<string>
}

/** A name for comparing lists: letters and digits only, folded. */
export const nameKey = (name: string): string => (fold(name).match(/[\p{L}\p{N}]+/gu) ?? [fold(name)]).join(' ')

export function traitsOf(letter: ProposedLetter): LetterTraits {
  const text = letter.paragraphs.map((paragraph) => paragraph.text).join('\n')
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
  const links = letter.paragraphs.flatMap((paragraph) => paragraph.links.flatMap(({ href }) => href ?? []))
  return {
    letter,
    words: new Set(words.slice(2).map((word, at) => `${words[at]} ${words[at + 1]} ${word}`)),
    numbers: new Set(text.match(/\d{2,}/gu) ?? []),
    links: new Set(links.filter((href) => /^https?:/iu.test(href))),
    capitals: new Set(text.match(/\b\p{Lu}[\p{Lu}\d]{2,}\b/gu) ?? []),
    names: new Set(letter.signatories.map(({ name }) => nameKey(name))),
  }
}

/** How much of the smaller of two sets both hold; `undefined` where one is too small to say anything. */
export function shared(one: ReadonlySet<string>, other: ReadonlySet<string>, least: number): number | undefined {
  const fewer = Math.min(one.size, other.size)
  if (fewer < least) return undefined
  return [...one].filter((item) => other.has(item)).length / fewer
}

/**
 * Log-odds that two letters are one, in another language or to another recipient. Every witness may be silent; what a
 * translator changes (the words) says nothing between languages.
 */
export function oddsOfOneLetter(one: LetterTraits, other: LetterTraits): number {
  const sameLanguage = one.letter.language === other.letter.language
  return [
    sameLanguage ? weigh(shared(one.words, other.words, 20), [0.6, 6], [0.2, 3], [0.03, 0], -4) : 0,
    weigh(shared(one.names, other.names, 4), [0.5, 4], [0.1, 0], [0.1, 0], -3),
    weigh(shared(one.links, other.links, 3), [0.5, 3], [0.1, 0], [0, 0], 0),
    weigh(shared(one.numbers, other.numbers, 4), [0.7, 2.5], [0.4, 1], [0.15, 0], -1.5),
    weigh(shared(one.capitals, other.capitals, 4), [0.6, 1.5], [0.3, 0.5], [0, 0], 0),
    dates(one.letter.date, other.letter.date),
    sameLanguage ? 0 : structure(one.letter, other.letter),
  ].reduce((sum, odds) => sum + odds, 0)
}

type Step = readonly [share: number, odds: number]

function weigh(share: number | undefined, high: Step, middle: Step, low: Step, below: number): number {
  if (share === undefined) return 0
  return [high, middle, low].find(([least]) => share >= least)?.[1] ?? below
}

function dates(one: string | null, other: string | null): number {
  if (one === null || other === null) return 0
  return one.startsWith(other) || other.startsWith(one) ? 1.5 : -2
}

/** Translators keep paragraphs: as many of them, long ones long and short ones short. */
function structure(one: ProposedLetter, other: ProposedLetter): number {
  const lengths = ({ paragraphs }: ProposedLetter): readonly number[] => paragraphs.map(({ text }) => text.length)
  const [mine, theirs] = [lengths(one), lengths(other)]
  const fewer = Math.min(mine.length, theirs.length)
  if (fewer < 4) return 0
  const ratio = fewer / Math.max(mine.length, theirs.length)
  if (ratio < 0.6) return -2
  return ratio === 1 && correlation(mine, theirs) > 0.9 ? 3 : ratio > 0.85 ? 1 : 0
}

function correlation(one: readonly number[], other: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const [a, b] = [mean(one), mean(other)]
  const [ab, aa, bb] = one.reduce<readonly [number, number, number]>(
    ([sum, left, right], value, at) => {
      const [x, y] = [value - a, (other[at] ?? b) - b]
      return [sum + x * y, left + x * x, right + y * y]
    },
    [0, 0, 0],
  )
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb)
}

/** Whether two letters are one text in one language to the same people: the same letter in two files. */
export function isDouble(one: LetterTraits, other: LetterTraits): boolean {
  const [a, b] = [one.letter, other.letter]
  const to = (letter: ProposedLetter): string =>
    [letter.recipient, ...letter.addressees.map(({ name, organization }) => name ?? organization)]
      .map((part) => fold(part ?? ''))
      .join('\n')
  const more = Math.max(one.words.size, other.words.size)
  const alike = (shared(one.words, other.words, 20) ?? 0) * Math.min(one.words.size, other.words.size)
  return (
    a.language === b.language &&
    alike >= more * 0.85 &&
    dates(a.date, b.date) >= 0 &&
    (to(a) === to(b) || alike >= more * 0.98)
  )
}
