import { oneLine } from '#kernel'
import { littleWords, legalForms } from './vocabulary.ts'

/** The ways in which one name may be spelled unlike without becoming another name. */
export type SpellingKind =
  | 'case'
  | 'accent'
  | 'dash'
  | 'spacing'
  | 'punctuation'
  | 'the'
  | 'and'
  | 'acronym'
  | 'legal form'

export const spellingKinds: readonly SpellingKind[] = [
  'acronym',
  'legal form',
  'the',
  'and',
  'accent',
  'case',
  'dash',
  'punctuation',
  'spacing',
]

const letterByLetter = (form: string): string =>
  form
    .split(' ')
    .map((word) => Array.from(word, (letter) => `${letter}\\.?`).join(''))
    .join('\\s+')

const patterns = legalForms.map((spellings) => spellings.map(letterByLetter).join('|'))
const anyEnding = new RegExp(`(?:\\s?,\\s?|\\s)(?:${patterns.join('|')})$`, 'iu')
const endings = patterns.map((pattern) => new RegExp(`(?:\\s?,\\s?|\\s)(?:${pattern})$`, 'iu'))

/** The legal form at the end of a name as its first spelling in the list (`inc`), with the name that remains. */
export function splitLegalForm(name: string): { readonly rest: string; readonly form: string | undefined } {
  if (!anyEnding.test(name)) return { rest: name, form: undefined }
  for (const [index, ending] of endings.entries()) {
    const rest = name.replace(ending, '')
    // The longest spelling wins by its own pattern: "Public Limited Company" must not be read as "Company".
    const longer = endings.some((other) => name.replace(other, '').length < rest.length)
    if (rest !== name && !longer && /[\p{L}\p{N}]/u.test(rest)) return { rest, form: legalForms[index]?.[0] }
  }
  return { rest: name, form: undefined }
}

function withoutLegalForms(name: string): string {
  const { rest, form } = splitLegalForm(name)
  return form === undefined ? name : withoutLegalForms(rest)
}

/** Letters and digits only, without case and Latin accents: how acronyms are compared. */
const bare = (text: string): string => plainLatin(text.toLowerCase()).replace(/[^\p{L}\p{N}\p{M}]/gu, '')

// Marks are dropped on Latin letters only: in Devanagari or Thai they are vowels, and й is not и.
export const plainLatin = (text: string): string =>
  /\P{ASCII}/u.test(text)
    ? text
        .normalize('NFD')
        .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
        .normalize('NFC')
    : text

/**
 * Whether the letters are the initials of the text, in order. Little words and the later parts of a
 * hyphenated word may give a letter or none; every other word must give one.
 */
export function areInitialsOf(letters: string, text: string): boolean {
  const wanted = Array.from(bare(letters))
  if (wanted.length < 2) return false
  const parts = plainLatin(text.toLowerCase())
    .split(/[^\p{L}\p{N}\p{M}'’-]+/u)
    .flatMap((word) => word.split('-').map((part, index) => ({ part: part.replace(/^['’]+/u, ''), later: index > 0 })))
    .filter(({ part }) => part !== '')
  let reached = new Set([0])
  for (const { part, later } of parts) {
    const [initial] = part
    const next = new Set<number>(later || littleWords.has(part) ? reached : [])
    for (const at of reached) if (wanted[at] === initial) next.add(at + 1)
    reached = next
    if (reached.size === 0) return false
  }
  return parts.length > 1 && reached.has(wanted.length)
}

/**
 * A name without its bracketed acronym, or with the long form where the short one leads: the parenthesis goes only
 * if it is the initials of the rest, or the rest the initials of it. Any other parenthesis (a city) tells names apart.
 */
function withoutBracketedAcronym(name: string): string {
  const match = /^([^()]+?)\s*\(([^()]+)\)\s*([^()]*)$/u.exec(name)
  const [, before = '', inside = '', after = ''] = match ?? []
  if (!match) return name
  const long = withoutLegalForms(before)
  if (areInitialsOf(inside, before) || areInitialsOf(inside, long)) return `${before} ${after}`.trim()
  if (areInitialsOf(before, inside)) return `${inside} ${after}`.trim()
  if (after !== '' && areInitialsOf(inside, `${before} ${after}`)) return `${before} ${after}`
  return name
}

/**
 * The name with every difference levelled that spelling may make, save those in `kept`.
 * Leaving one out and comparing tells which kind of difference two spellings have.
 */
export function levelled(name: string, kept?: SpellingKind): string {
  const unless = (kind: SpellingKind, text: string, level: (text: string) => string): string =>
    kind === kept ? text : level(text)
  let text = oneLine(name.normalize('NFKC'))
  text = unless('acronym', text, withoutBracketedAcronym)
  text = unless('legal form', text, withoutLegalForms)
  text = unless('the', text, (t) => t.replace(/^the\s+(?=\S)/iu, ''))
  text = unless('and', text, (t) => t.replace(/\s*[&+]\s*/gu, ' and '))
  text = unless('accent', text, plainLatin)
  // Twice, because the upper case of some letters (ß, ﬁ) has more letters than the lower.
  text = unless('case', text, (t) => t.toUpperCase().toLowerCase())
  text = unless('dash', text, (t) => t.replace(/[\p{Pd}\u2212]/gu, ' '))
  text = unless('punctuation', text, (t) => t.replace(/[^\p{L}\p{N}\p{M}\p{Pd}\u2212\s]/gu, ''))
  return unless('spacing', text, (t) => t.replace(/\s+/gu, ''))
}
