/** The code points of docs/formats/letter-text.md section 3, one list for one rule. */
const REMOVED = new RegExp(
  '[' +
    // Controls that are not white space.
    '\\u0000-\\u0008\\u000E-\\u001F\\u007F-\\u0084\\u0086-\\u009F' +
    // Invisible: soft hyphen, joiner of graphemes, fillers, zero-width space, word joiner, byte order mark.
    '\\u00AD\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180E\\u200B\\u2060-\\u2065\\u3164\\uFEFF\\uFFA0\\uFFF0-\\uFFFC' +
    '\\u{1BCA0}-\\u{1BCA3}\\u{1D173}-\\u{1D17A}\\u{E0000}-\\u{E00FF}\\u{E01F0}-\\u{E0FFF}' +
    // Direction marks, embeddings, overrides and isolates: they can make a line show otherwise than it reads.
    '\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u206F' +
    // Non-characters.
    '\\uFDD0-\\uFDEF' +
    Array.from({ length: 17 }, (_, plane) => `\\u{${plane.toString(16)}FFFE}\\u{${plane.toString(16)}FFFF}`).join('') +
    ']',
  'gu',
)
const SPACES = /[\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u2800\u3000]+/gu
/** Shapes the neighbors of scripts and emoji that need it, and is invisible everywhere else. */
const JOINER = /[\u200C\u200D]/u
const SELECTOR = /[\u180B-\u180D\u180F\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/u
const MARK = /\p{M}/u
const EMOJI_BASE = /[#*0-9\u00A9\u00AE]/u

/** Whether a character can take a joiner: Latin, Greek, Cyrillic, Armenian, Hebrew and punctuation cannot. */
function shapes(character: string | undefined): boolean {
  const code = character?.codePointAt(0) ?? 0
  return code >= 0x0600 && !(code >= 0x2000 && code <= 0x206f) && code !== 0x2800 && code !== 0x3000
}

/** For each character the nearest one before it that is no combining mark: marks can change their order, others cannot. */
function basesBefore(characters: readonly string[]): readonly (string | undefined)[] {
  let base: string | undefined
  return characters.map((character) => {
    const before = base
    if (!MARK.test(character)) base = character
    return before
  })
}

/** Selectors first: a joiner is judged by the neighbors that stay. */
function dropIdleShapers(text: string): string {
  if (!JOINER.test(text) && !SELECTOR.test(text)) return text
  const all = Array.from(text)
  const selected = all.filter((character, i) => {
    const before = all[i - 1] ?? ''
    return !SELECTOR.test(character) || (!MARK.test(before) && (shapes(before) || EMOJI_BASE.test(before)))
  })
  const before = basesBefore(selected)
  const after = basesBefore(selected.toReversed()).toReversed()
  return selected.filter((character, i) => !JOINER.test(character) || (shapes(before[i]) && shapes(after[i]))).join('')
}

/**
 * The characters of a signed text: Unicode NFC, nothing that is invisible or turns the direction of a line, every
 * run of white space as one space. A lone surrogate becomes U+FFFD, so that a loss shows.
 * Ends are not trimmed: see `canonicalLine`.
 */
export function canonicalCharacters(text: string): string {
  const visible = text.toWellFormed().replace(REMOVED, '').normalize('NFC')
  return dropIdleShapers(visible).normalize('NFC').replace(SPACES, ' ')
}

/** One line of a signed text: canonical characters without spaces at the ends. */
export function canonicalLine(text: string): string {
  return trimSpaces(canonicalCharacters(text))
}

/** Without the spaces (U+0020) at its ends; `trim` would know more kinds of white space than the format does. */
export function trimSpaces(text: string): string {
  return text.replace(/^ +| +$/g, '')
}
