import type { ProposedLetter, ProposedParagraph } from './proposal.ts'
import type { ReviewedText } from './review-act.ts'

/** A letter with the parts that a person typed; links stay at their words as long as the words stay. */
export function appliedText(read: ProposedLetter, typed: ReviewedText): ProposedLetter {
  const { paragraphs, ...parts } = typed
  return { ...read, ...parts, paragraphs: paragraphsOf(read.paragraphs, paragraphs) }
}

function paragraphsOf(read: readonly ProposedParagraph[], typed: readonly string[]): readonly ProposedParagraph[] {
  const unchanged = new Set(typed)
  // Links of paragraphs that stand no more, in order: whoever joined or cut them kept the words.
  const loose = read.filter(({ text }) => !unchanged.has(text)).flatMap(({ links }) => links)
  return typed.map((text) => {
    const same = read.find((one) => one.text === text)
    if (same) return same
    let from = 0
    const links = []
    while (loose.length > 0) {
      const link = loose.find((one) => one.text !== '' && text.indexOf(one.text, from) >= 0)
      if (!link) break
      from = text.indexOf(link.text, from) + link.text.length
      loose.splice(loose.indexOf(link), 1)
      links.push(link)
    }
    return { text, links }
  })
}

/** Running text as a person types it, one empty line between paragraphs, and back. */
export const typedParagraphs = (paragraphs: readonly ProposedParagraph[]): string =>
  paragraphs.map(({ text }) => text).join('\n\n')

/** The paragraphs of typed text: an empty line ends one; a single line break is kept in it. */
export const paragraphsTyped = (typed: string): readonly string[] =>
  typed
    .replaceAll(/\r\n?/gu, '\n')
    .split(/\n[ \t]*\n\s*/u)
    .map((one) => one.trim())
    .filter((one) => one !== '')
