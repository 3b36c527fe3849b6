import { levelled, plainLatin } from './key.ts'
import { kindWords, littleWords, scopeWords } from './vocabulary.ts'

/** What of a name is compared when looking for look-alikes. Words are folded and in the singular, without little words. */
export type NameShape = {
  readonly key: string
  readonly words: readonly string[]
  /** The words that say which body it is: neither its kind (project, center) nor little. */
  readonly telling: readonly string[]
  /** The first telling word, unless it only says how far the body reaches (national, American). */
  readonly head: string | undefined
  /** The initials of the name up to its first dash, comma or bracket. */
  readonly initials: string
  /** Words printed in capitals that may be the initials of another name. */
  readonly acronyms: readonly string[]
  /** Three words in a row, of which at least one tells: names that share such a run belong to one family. */
  readonly runs: readonly string[]
}

/** Whether a word is so frequent in the list at hand that sharing it means nothing. */
export type IsCommon = (word: string) => boolean

function singular(word: string): string {
  if (word.length < 4 || word.endsWith('ss')) return word
  return word.endsWith('ies') && word.length > 5 ? `${word.slice(0, -3)}y` : word.replace(/s$/u, '')
}

const wordsOf = (text: string): readonly string[] =>
  (
    plainLatin(text.normalize('NFKC'))
      .replace(/['’](?=s\b)/gu, '')
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  ).map((word) => word.toLowerCase())

const headSegment = (name: string): string => name.split(/\s\p{Pd}|\p{Pd}\s|[,;:()]/u, 1)[0] ?? ''

/** Prepares a name for {@link looksLike}. */
export function shapeOf(name: string): NameShape {
  const words = wordsOf(name)
    .filter((word) => !littleWords.has(word))
    .map(singular)
  const telling = words.filter((word) => !kindWords.has(word))
  const [head] = telling
  const initials = wordsOf(headSegment(name)).filter((word) => !littleWords.has(word))
  // A name shouted as a whole holds no acronyms.
  const shouted = name === name.toUpperCase() && words.length > 1
  return {
    key: levelled(name),
    words,
    telling,
    head: head === undefined || scopeWords.has(head) || head.length < 3 ? undefined : head,
    initials: initials.map((word) => Array.from(word)[0] ?? '').join(''),
    runs: runsOf(words),
    acronyms: shouted
      ? []
      : (name.match(/(?<![\p{L}\p{N}])\p{Lu}{3,}(?![\p{L}\p{N}])/gu) ?? []).map((a) => a.toLowerCase()),
  }
}

const softlyEqual = (one: string, other: string): boolean =>
  one === other || (Math.min(one.length, other.length) >= 4 && (one.startsWith(other) || other.startsWith(one)))

/** Whether every telling word of one name stands in the other, in the same order, and one of them is rare. */
function standsIn(one: NameShape, other: NameShape, isCommon: IsCommon): boolean {
  let at = 0
  let rare = false
  for (const word of one.telling) {
    while (at < other.words.length && !softlyEqual(word, other.words[at] ?? '')) at += 1
    if (at === other.words.length) return false
    rare ||= other.words[at] === word && word.length >= 3 && !scopeWords.has(word) && !isCommon(word)
    at += 1
  }
  return rare
}

function runsOf(words: readonly string[]): readonly string[] {
  const runs: string[] = []
  for (let i = 0; i + 3 <= words.length; i += 1) {
    const run = words.slice(i, i + 3)
    if (run.some((word) => word.length >= 4 && !kindWords.has(word) && !scopeWords.has(word))) runs.push(run.join(' '))
  }
  return runs
}

/** Beginnings and ends of a key: two keys one slip apart share at least one of them, so that nobody compares all with all. */
export function halvesOf(key: string): readonly string[] {
  const middle = Math.floor(key.length / 2)
  const cut = (at: number): readonly string[] => [`<${key.slice(0, at)}`, `>${key.slice(at)}`]
  // One slip leaves one half whole; the middle moves by one if a letter was added, and a swap may cross it.
  return key.length < 6 ? [] : [middle - 1, middle, middle + 1].flatMap(cut)
}

/** Whether two keys differ by one slip of a finger: a letter changed, left out, added, or two neighbors swapped. */
export function oneSlipApart(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (long.length - short.length > 1 || short.length < 6 || short === long) return false
  let start = 0
  while (start < short.length && short[start] === long[start]) start += 1
  let end = 0
  while (end < short.length - start && short[short.length - 1 - end] === long[long.length - 1 - end]) end += 1
  const left = short.length - start - end
  if (left <= 1) return true
  const swapped = left === 2 && short.length === long.length
  return swapped && short[start] === long[start + 1] && short[start + 1] === long[start]
}

/** Names of one family or one slip apart (`close`); names that share a first word or a single telling one (`loose`). */
export type Likeness = 'close' | 'loose'

const isAcronymOf = (one: NameShape, other: NameShape): boolean =>
  other.initials.length >= 3 && one.acronyms.includes(other.initials)

/**
 * Whether two names could be taken for each other or for one family: an acronym and what it stands for, three words in
 * a row, one slip of a finger (close); the same first telling word, or one name within the other (loose if by one word).
 */
export function likenessOf(one: NameShape, other: NameShape, isCommon: IsCommon = () => false): Likeness | undefined {
  if (one.key === other.key || oneSlipApart(one.key, other.key)) return 'close'
  if (isAcronymOf(one, other) || isAcronymOf(other, one)) return 'close'
  if (one.runs.some((run) => other.runs.includes(run))) return 'close'
  const within = [standsIn(one, other, isCommon) ? one : undefined, standsIn(other, one, isCommon) ? other : undefined]
  if (within.some((name) => name !== undefined && name.telling.length > 1)) return 'close'
  const sameHead = one.head !== undefined && one.head === other.head && !isCommon(one.head)
  return sameHead || within.some((name) => name !== undefined) ? 'loose' : undefined
}
