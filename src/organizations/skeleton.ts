import { drawnLike } from './confusables.ts'
import { strictKey } from './name.ts'

// What is not drawn, or changes the direction of what is: UAX 9, and the default ignorable characters of UAX 44.
const undrawn = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Cc}]/gu
// Marks over letters of these scripts hide a letter's twin; in others they are letters of their own.
const marks = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}]\p{M}*)\p{M}/gu

/**
 * What a name looks like, for comparing with names that are there (UTS #39 section 4), never for judging a name by
 * itself. Two names with one skeleton can be taken for each other in print: letters of other scripts, digits for letters,
 * characters that are not drawn, and `rn` for `m` are levelled, and so is all that {@link strictKey} levels.
 */
export function skeletonOf(name: string): string {
  // Nothing of ASCII is composed, marked or undrawn, and none of its letters is drawn like another letter of it; most
  // names are plain, and lists are long.
  if (/^[\x20-\x7e]*$/.test(name))
    return levelOf(name.replaceAll(/[^A-Za-z ]/g, (one) => drawnLike.get(one) ?? one).toLowerCase())
  // Before NFKC, too: it makes a sigma of the sigma that is drawn like a c.
  const drawn = twinsOf(name).normalize('NFKC').replace(undrawn, '')
  // Capitals first: a capital and its small letter may be drawn like different letters (Η, η).
  const plain = twinsOf(twinsOf(drawn).normalize('NFD').replace(marks, '').toLowerCase())
  return levelOf(plain)
}

const levelOf = (plain: string): string =>
  strictKey(plain).replaceAll('rn', 'm').replaceAll('vv', 'w').replaceAll('i', 'l')

function twinsOf(text: string): string {
  return Array.from(text, (character) => drawnLike.get(character) ?? character).join('')
}

/** Names by what they look like. */
export type SkeletonRegister = {
  /** Names that are there, are spelled otherwise than this one and can be taken for it in print. */
  readonly twinsOf: (name: string) => readonly string[]
}

/** Makes names that are there findable by what they look like. */
export function skeletonRegister(names: readonly string[]): SkeletonRegister {
  const known = Map.groupBy(new Set(names), skeletonOf)
  return {
    twinsOf: (name) => {
      const key = strictKey(name)
      return (known.get(skeletonOf(name)) ?? []).filter((one) => one !== name && isAnother(one, name, key))
    },
  }
}

/** Another name, or the same with something in it that is not drawn: spelling alone (case, dashes) makes none. */
function isAnother(one: string, name: string, key: string): boolean {
  return strictKey(one) !== key || hasUndrawn(one) !== hasUndrawn(name)
}

const hasUndrawn = (name: string): boolean => name.normalize('NFKC').search(undrawn) >= 0

/** What a name cannot be kept with: it shows otherwise than it reads. */
export type NameTrouble = 'direction' | 'invisible'

// Joiners are letters' own business in Arabic and in scripts of India; elsewhere nothing is to be joined.
const looseJoiner =
  /(?<![\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Tibetan}\p{Script=Myanmar}\p{Script=Khmer}]\p{M}*)(?:\u200C|\u200D)/u
const invisible = /(?!\u200C|\u200D|\uFE0E|\uFE0F)\p{Default_Ignorable_Code_Point}/u

/** Whether a name holds controls of direction or characters that are not drawn; such a name is given back to be typed anew. */
export function nameTrouble(name: string): NameTrouble | undefined {
  if (/\p{Bidi_Control}/u.test(name)) return 'direction'
  return invisible.test(name) || looseJoiner.test(name) ? 'invisible' : undefined
}
