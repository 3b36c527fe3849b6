import { oneLine } from '#kernel'
import { levelled, spellingKinds, splitLegalForm, type SpellingKind } from './key.ts'
import { likenessOf, shapeOf } from './likeness.ts'
import { littleWords } from './vocabulary.ts'

/** What can be said of two names from their spelling alone. Only `same` and `variant` may be merged without a person. */
export type NameJudgement =
  | { readonly kind: 'same' }
  | { readonly kind: 'variant'; readonly differences: readonly SpellingKind[] }
  | { readonly kind: 'look-alike' }
  | { readonly kind: 'different' }

/**
 * The key under which spellings of one name meet: without case, Latin accents, spaces, dashes, punctuation, a leading
 * "The", a bracketed acronym of the name itself and legal forms at its end (Inc., GmbH); `&` and `+` read as "and".
 * Places, chapters and every other word stay. Never empty for a name that holds a visible character.
 */
export function strictKey(name: string): string {
  return levelled(name) || levelled(name, 'legal form') || name.normalize('NFKC').toLowerCase().replace(/\s+/gu, '')
}

/** The initials of a name in capitals, little words (of, for, the) left out: `Guild of River Pilots` gives `GRP`. */
export function acronymOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu) ?? []
  const initials = words.filter((word) => !littleWords.has(word.toLowerCase())).map((word) => Array.from(word)[0] ?? '')
  return initials.join('').toUpperCase()
}

/** The kinds of difference between two spellings with the same strict key; empty when they are printed alike. */
export function differencesOf(one: string, other: string): readonly SpellingKind[] {
  const found = spellingKinds.filter((kind) => levelled(one, kind) !== levelled(other, kind))
  // Two differences may hide each other (a curly quote folded by case): what is left is a matter of punctuation.
  return found.length > 0 || oneLine(one) === oneLine(other) ? found : ['punctuation']
}

/**
 * Judges two names. Names of two chapters, or with two unlike legal forms (GmbH and AG), are look-alikes at most:
 * only the differences that spelling makes are a variant.
 */
export function sameName(one: string, other: string): NameJudgement {
  if (oneLine(one) === oneLine(other)) return { kind: 'same' }
  if (strictKey(one) !== strictKey(other))
    return { kind: likenessOf(shapeOf(one), shapeOf(other)) === undefined ? 'different' : 'look-alike' }
  const forms = [splitLegalForm(one).form, splitLegalForm(other).form]
  if (forms[0] !== undefined && forms[1] !== undefined && forms[0] !== forms[1]) return { kind: 'look-alike' }
  return { kind: 'variant', differences: differencesOf(one, other) }
}
