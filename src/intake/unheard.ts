import { withoutSubject } from './head-words.ts'
import type { ProposedLetter } from './proposal.ts'
import { itemMarker } from './source-text.ts'

/** Letters and digits of a text as words; link targets are no words. */
const wordsOf = (text: string): readonly string[] =>
  text
    .replace(/\]\([^)\s]*\)/gu, '] ')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** Every text of a proposal in which a line of the source may have gone. */
function* textsOf(letters: readonly ProposedLetter[]): Generator<string> {
  for (const letter of letters) {
    for (const one of [letter.title, letter.salutation, letter.closing]) if (one !== null) yield one
    for (const { name, title, organization } of [...letter.addressees, ...letter.cc])
      for (const one of [name, title, organization]) if (one !== null) yield one
    for (const paragraph of letter.paragraphs) yield paragraph.text
    for (const one of letter.signatories)
      yield [one.name, one.title, one.affiliation, one.representative, one.country, one.note].join(' ')
    for (const group of new Set(letter.signatories.map(({ group: heading }) => heading)))
      if (group !== null) yield group
    yield* letter.warnings
  }
}

/**
 * Lines of the source of which the proposal holds next to nothing, so that no line is ever lost silently. A line
 * counts as heard when at least half of its neighboring words stand side by side in some text of the proposal
 * (wraps, hyphens and misread borders cost a pair or two), and at least half of the words that no other line has
 * stand in one: a line nearly equal to its neighbor is not heard by the neighbor's words. `elsewhere` are texts that
 * were used in another form.
 */
export function unheardLines(
  lines: readonly string[],
  letters: readonly ProposedLetter[],
  elsewhere: Iterable<string>,
): readonly string[] {
  const words = new Set<string>()
  const pairs = new Set<string>()
  const hear = (text: string) => {
    const heard = wordsOf(text)
    heard.forEach((word, index) => {
      words.add(word)
      if (index > 0) pairs.add(`${heard[index - 1]} ${word}`)
    })
  }
  for (const text of textsOf(letters)) hear(text)
  for (const text of elsewhere) hear(text)
  const spoken = lines.map((line) => wordsOf(withoutSubject(line.slice(itemMarker(line)))))
  const known = linesByWord(spoken)
  return lines.filter((_line, at) => {
    const own = spoken[at] ?? []
    if (own.length <= 1) return own.some((word) => !words.has(word))
    const heard = own.filter((word, index) => index > 0 && pairs.has(`${own[index - 1]} ${word}`)).length
    const alone = own.filter((word) => known.get(word) === 1)
    const kept = alone.filter((word) => words.has(word)).length
    return heard * 2 < own.length - 1 || kept * 2 < alone.length
  })
}

/** In how many lines each word stands. */
function linesByWord(lines: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const known = new Map<string, number>()
  for (const line of lines) for (const word of new Set(line)) known.set(word, (known.get(word) ?? 0) + 1)
  return known
}
