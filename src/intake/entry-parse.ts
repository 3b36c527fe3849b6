import { isCountry } from './countries.ts'
import { isGivenName } from './given-names.ts'
import { isPost } from './posts.ts'
import { isPersonShaped } from './roles.ts'

/** An entry's text without the marks that lists put at its end: footnotes, asterisks, stops. */
export function withoutNotes(text: string): string {
  return text
    .replace(/[\u00B9\u00B2\u00B3\u2070-\u2079*\u2020\u2021]+(?=\s|,|$)/gu, '')
    .replace(/\s*\[\d{1,3}\]$/u, '')
    .replace(/[\s,;|\u2013\u2014-]+$/u, '')
    .replace(/(?<=\p{Ll}{3})\.$/u, '')
    .trim()
}

/** A name on a platform ("@name", perhaps with its address) taken out of an entry. */
export function withoutHandle(text: string): { readonly text: string; readonly handle: string | null } {
  const match = /\s*[([]*(@[\w.-]{1,60})[\])]*/u.exec(text)
  // "Engineer @ Example" and addresses of mail are none.
  if (match?.[1] === undefined || match.index < 2 || /\S@\S+\.\S/u.test(text.slice(Math.max(0, match.index - 20))))
    return { text, handle: null }
  const rest = text.slice(match.index + match[0].length).replace(/\(?https?:\/\/[^\s)]+\)?/giu, '')
  return { text: `${text.slice(0, match.index)} ${rest.trim()}`.trim(), handle: match[1] }
}

/** Cuts an entry at commas, dashes and bars outside brackets; the first piece is the name. */
export function piecesOf(text: string): readonly string[] {
  const pieces: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? ''
    if (letter === '(' || letter === '\uFF08') depth += 1
    if (letter === ')' || letter === '\uFF09') depth = Math.max(0, depth - 1)
    if (depth > 0) continue
    const cut = /^(?:[,\uFF0C;\uFF1B]\s*|:\s+|\s+[\u2013\u2014|-]\s+|\s*[\u2014]\s*|\s+\/\/\s+)/u.exec(
      text.slice(at, at + 6),
    )
    if (cut === null || /^,\d/u.test(text.slice(at, at + 2))) continue
    pieces.push(text.slice(from, at).trim())
    from = at + cut[0].length
    at = from - 1
  }
  return [...pieces, text.slice(from).trim()].filter((piece) => piece !== '')
}

const degree =
  /^(?:ph\.?\s?d|d\.?phil|m\.?d|j\.?d|ll\.?m|esq(?:uire)?|mba|mph|msc?|m\.?a|b\.?a|jr|sr|ii|iii|qc|kc|sc|ao|obe|mbe|cbe|frs|rn|cpa|pe|psyd|edd|dds|dvm|mp|mep|frcp)\.?$/iu

/** A person's name with the degrees behind it, and what follows. */
export function personPieces(pieces: readonly string[]): { readonly name: string; readonly rest: readonly string[] } {
  const others = pieces.slice(1).findIndex((piece) => !degree.test(piece))
  const upTo = others < 0 ? pieces.length : others + 1
  const { name, rest } =
    capitalSurname(pieces.slice(0, upTo).join(', ')) ?? namedThenPost(pieces.slice(0, upTo).join(', '))
  const tail = bracketed(name, pieces.length > upTo)
  return { name: tail.name, rest: [...tail.rest, ...rest, ...pieces.slice(upTo)] }
}

/** "Ada BELL Group of the Greens": a surname in capitals ends the name. */
export function capitalSurname(text: string): { readonly name: string; readonly rest: readonly string[] } | undefined {
  const match =
    /^((?:[\p{Lu}][\p{Ll}'’]+[- ]){1,3}(?:(?:de|von|van|di|da|del|der|den|la|le) )*\p{Lu}{2,}(?:[- '’]\p{Lu}{2,})*)\s+(?=\p{Lu}\p{Ll}|The )(.+)$/u.exec(
      text,
    )
  return match?.[1] === undefined || match[2] === undefined ? undefined : { name: match[1], rest: [match[2]] }
}

/** "Ada Bell Director of Research": where nothing parts name and post, the first word that says a post does. */
function namedThenPost(text: string): { readonly name: string; readonly rest: readonly string[] } {
  const words = text.split(' ')
  if (words.length < 4 || !isGivenName(words[0] ?? '')) return { name: text, rest: [] }
  for (const length of [2, 3, 4]) {
    const [name, post] = [words.slice(0, length).join(' '), words.slice(length, length + 3).join(' ')]
    const next = words[length] ?? ''
    const begins =
      isPost(next) ||
      (/^(?:senior|chief|associate|assistant|vice|executive|managing|principal|lead|deputy|independent|freelance|security|software)$/iu.test(
        next,
      ) &&
        isPost(post))
    if (words.length > length && begins && isPersonShaped(name) && !isPost(name))
      return { name, rest: [words.slice(length).join(' ')] }
  }
  return { name: text, rest: [] }
}

/**
 * A bracket at the end of a name: an affiliation, unless it is the name again (in another script, glued to it, or with
 * more to come behind it).
 */
function bracketed(text: string, hasMore: boolean): { readonly name: string; readonly rest: readonly string[] } {
  const match = /^(.+?)(\s*)[(\uFF08]([^()\uFF08\uFF09]+)[)\uFF09]$/u.exec(text)
  const [, name = '', space = '', inner = ''] = match ?? []
  if (name === '' || space === '' || hasMore) return { name: text, rest: [] }
  if (
    /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Cyrillic}\p{Script=Arabic}]/u.test(
      inner,
    )
  )
    return { name: text, rest: [] }
  return { name, rest: [inner] }
}

/** A country in brackets at the end of an entry, or words in brackets that explain it. */
export function countryBracket(text: string): {
  readonly name: string
  readonly country: string | null
  readonly note: string | null
} {
  const match = /^(.+?)\s*\(([^()]+)\)$/u.exec(text)
  const [, name = '', inner = ''] = match ?? []
  if (name === '') return { name: text, country: null, note: null }
  return isCountry(inner) ? { name, country: inner, note: null } : { name, country: null, note: inner }
}
