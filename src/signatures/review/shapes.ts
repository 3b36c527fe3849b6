import { fold } from '#kernel'

/**
 * How a name is built, without the name: scripts, number of words, length classes, case, signs, and for Latin letters
 * the share of vowels. People of one crowd spread over hundreds of shapes; generated names over a few.
 */
export function nameShape(name: string, folded = fold(name)): string {
  const words = name.trim().split(/\s+/)
  const ends = [words[0] ?? '', words.length > 1 ? (words.at(-1) ?? '') : '']
  return [
    scriptsOf(name),
    Math.min(words.length, 5),
    ends.map((word) => lengthClass([...word].length)).join(''),
    caseOf(words),
    signsOf(name),
    vowelClass(folded),
  ].join(' ')
}

const scripts: readonly (readonly [string, RegExp])[] = [
  ['L', /\p{Script=Latin}/u],
  ['C', /\p{Script=Cyrillic}/u],
  ['G', /\p{Script=Greek}/u],
  ['A', /\p{Script=Arabic}/u],
  ['H', /\p{Script=Hebrew}/u],
  ['D', /\p{Script=Devanagari}/u],
  ['J', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['K', /\p{Script=Hangul}/u],
]

function scriptsOf(name: string): string {
  // Nearly every form passes here, and most are Latin: asking for one script is an eighth of asking for all.
  if (/^[A-Za-z\u00C0-\u024F '.-]*[A-Za-z][A-Za-z\u00C0-\u024F '.-]*$/.test(name)) return 'L'
  const found = scripts.filter(([, pattern]) => pattern.test(name)).map(([letter]) => letter)
  return found.length === 0 ? 'O' : found.join('')
}

function lengthClass(length: number): string {
  const longest = [0, 1, 3, 5, 7, 10].findIndex((most) => length <= most)
  return longest === -1 ? '6' : String(longest)
}

function caseOf(words: readonly string[]): string {
  const all = (pattern: RegExp): boolean => words.every((word) => pattern.test(word))
  if (all(/^\P{L}*\p{Lu}[\p{Ll}\p{M}\P{L}]*$/u)) return 't'
  if (all(/^[^\p{Lu}]*\p{Ll}[^\p{Lu}]*$/u)) return 'l'
  if (all(/^[^\p{Ll}]*\p{Lu}[^\p{Ll}]*$/u)) return 'u'
  return /[\p{Lu}\p{Ll}]/u.test(words.join('')) ? 'm' : 'n'
}

function signsOf(name: string): string {
  const signs = [/\p{Nd}/u, /['\u2019\u02BC]/u, /\p{Pd}/u, /\./u]
  return signs.map((sign) => (sign.test(name) ? '1' : '0')).join('')
}

function vowelClass(folded: string): string {
  const letters = folded.match(/[a-z]/g)?.length ?? 0
  if (letters < 4) return '-'
  const share = (folded.match(/[aeiouy]/g)?.length ?? 0) / letters
  const band = [0.2, 0.3, 0.4, 0.5].findIndex((most) => share < most)
  return `${band === -1 ? 4 : band}${consonants.test(folded) ? 'x' : ''}`
}

/** Five consonants in a row are rare in names and usual in random letters. */
const consonants = /[b-df-hj-np-tv-xz]{5}/

/** Whether a name looks drawn by lot. Some real names do: it weighs only where half of a crowd's names look so. */
export function looksDrawn(name: string, folded = fold(name)): boolean {
  const word = /\p{L}*\p{Ll}\p{Lu}\p{L}*\p{Lu}/u
  return consonants.test(folded) || /\p{Nd}/u.test(name) || word.test(name) || vowelClass(folded) === '0'
}

/** In which sixteenth of the alphabet the first (high four bits) and last word begin; 0 for what is not Latin. */
export function initialsOf(name: string, folded = fold(name)): number {
  const words = folded.split(' ')
  const sixteenth = (word: string): number => {
    const letter = word.charCodeAt(0) - 97
    return letter >= 0 && letter < 26 ? 1 + Math.floor((letter * 15) / 26) : 0
  }
  return (sixteenth(words[0] ?? '') << 4) | sixteenth(words.at(-1) ?? '')
}

/**
 * How the part of an address before the @ is built, in one byte: digits (two bits), length (two bits), whether a word
 * of the name stands in it, whether it is divided, whether it looks drawn by lot.
 */
export function inboxShape(local: string, name: string, foldedName = fold(name)): number {
  const plain = fold(local).replace(/\+.*$/, '')
  const digits = plain.match(/\d/g)?.length ?? 0
  const related = foldedName
    .split(/[^\p{L}\p{N}]+/u)
    .some((word) => word.length >= 3 && plain.includes(word.slice(0, 6)))
  return (
    (digits === 0 ? 0 : digits < 3 ? 1 : digits < 5 ? 2 : 3) |
    ((plain.length < 7 ? 0 : plain.length < 13 ? 1 : plain.length < 21 ? 2 : 3) << 2) |
    (related ? 16 : 0) |
    (/[._-]/.test(plain) ? 32 : 0) |
    (/\d[a-z]+\d|[b-df-hj-np-tv-xz]{6}/.test(plain) ? 64 : 0)
  )
}
