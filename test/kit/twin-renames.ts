import type { Dice } from './dice.ts'

/** Gives a name its name in the twin; the same word always becomes the same word. */
export type Renamer = (name: string) => string

const onsets = [
  'b',
  'br',
  'c',
  'd',
  'dr',
  'f',
  'g',
  'h',
  'k',
  'l',
  'm',
  'n',
  'p',
  'qu',
  'r',
  's',
  'st',
  't',
  'v',
  'z',
] as const
const vowels = ['a', 'e', 'i', 'o', 'u', 'ea', 'io'] as const
const codas = ['', '', '', '', 'n', 'r', 'l', 's', 'nd'] as const

function inventedWord(d: Dice): string {
  let word = ''
  for (let n = d.pick([1, 2, 2, 2, 2, 3, 3]); n > 0; n -= 1) word += d.pick(onsets) + d.pick(vowels) + d.pick(codas)
  return word
}

const capitals = (text: string): string => (text.match(/(?<![\p{L}\p{N}])\p{Lu}/gu) ?? []).join('')
const isAcronym = (word: string): boolean => /^\p{Lu}{2,6}$/u.test(word)
const wordPattern = /[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu

/** Words that keep their place in any renaming: bound to grammar or law, not to an organization. */
const fixed = new Set('The A An Inc St Co LLC Los Las El La Le Les'.split(' '))

/** A renamer for all names of a list: how many words stay, and whether others become English or invented, is rolled. */
export function renamer(d: Dice, names: readonly string[]): Renamer {
  const words = new Map<string, string>()
  const stays = d.pick([0, 0, 0.3, 0.6])
  const english = d.pick([0, 0.5, 1])
  const pool = [...new Set(names.flatMap((name) => name.match(/\b\p{Lu}\p{Ll}{3,}\b/gu) ?? []))]
  const wordFor = (word: string): string => {
    if (!/\p{Lu}|\p{N}/u.test(word) || fixed.has(word) || /^.$/u.test(word)) return word
    const known = words.get(word)
    if (known !== undefined) return known
    const next = otherWord(d, word, { stays, english, pool })
    words.set(word, next)
    return next
  }
  const plainly = (name: string): string => name.replace(wordPattern, wordFor)
  // Acronyms stand for names of the list or for what their brackets say: they follow their meaning.
  for (const name of names) {
    const bracket = /^(\p{Lu}{2,7}) \((.+)\)$/u.exec(name)
    if (bracket?.[1] !== undefined) words.set(bracket[1], capitals(plainly(bracket[2] ?? '')))
    else if (capitals(name).length > 2 && !isAcronym(name)) words.set(capitals(name), capitals(plainly(name)))
  }
  return plainly
}

type Taste = { readonly stays: number; readonly english: number; readonly pool: readonly string[] }

function otherWord(d: Dice, word: string, { stays, english, pool }: Taste): string {
  if (/^\p{N}+$/u.test(word)) return String(d.between(2, 99))
  if (isAcronym(word))
    return Array.from({ length: d.between(3, 5) }, () => d.pick(['A', 'C', 'E', 'L', 'N', 'R', 'S', 'T'])).join('')
  if (d.chance(stays)) return word
  const tail = /['’]\p{L}+$/u.exec(word)?.[0] ?? ''
  const parts = word.slice(0, word.length - tail.length).split(/(?<=\p{Ll})(?=\p{Lu})/u)
  const next = parts.map((part) => {
    const fresh = d.chance(english) ? (d.some(pool, 1)[0] ?? part) : inventedWord(d)
    if (/^\p{Ll}/u.test(part)) return fresh.toLowerCase()
    if (/^\p{Lu}+$/u.test(part)) return fresh.toUpperCase()
    return fresh.slice(0, 1).toUpperCase() + fresh.slice(1).toLowerCase()
  })
  return next.join('') + tail
}

/** One more name on the plan of another: its connectors stay, its own words are new, some are taken from the list. */
export function renamed(d: Dice, plan: string, rename: Renamer): string {
  const taste: Taste = { stays: 0.35, english: 0, pool: [] }
  const seen = new Map<string, string>()
  const name = rename(plan).replace(wordPattern, (word) => {
    if (!/\p{Lu}/u.test(word) || fixed.has(word) || /^.$/u.test(word)) return word
    const next = seen.get(word) ?? otherWord(d, word, taste)
    seen.set(word, next)
    return next
  })
  const bracket = /^(\p{Lu}{2,7}) \((.+)\)$/u.exec(name)
  return bracket === null ? name : `${capitals(bracket[2] ?? '')} (${bracket[2]})`
}
