import type { ProposedLetter } from './proposal.ts'

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
 * (wraps, hyphens and misread borders cost a pair or two); `elsewhere` are texts that were used in another form.
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
  return lines.filter((line) => {
    const own = wordsOf(line)
    if (own.length <= 1) return own.some((word) => !words.has(word))
    const heard = own.filter((word, index) => index > 0 && pairs.has(`${own[index - 1]} ${word}`)).length
    return heard * 2 < own.length - 1
  })
}
