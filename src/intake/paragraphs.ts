import { endsSentence, isItemized, isProse, type Block } from './blocks.ts'
import type { BodyBlock } from './letter-parts.ts'
import { joinLines } from './line-ends.ts'
import { linkDefinition, takeLinks, type LinkTargets } from './links.ts'
import type { ProposedParagraph } from './proposal.ts'

/** The paragraphs of a letter, and places where a list of names hid whether a paragraph ends. */
export type FoundParagraphs = { readonly paragraphs: readonly ProposedParagraph[]; readonly unsure: readonly string[] }

/**
 * Puts running text together: lines of a block, and pieces that a list of names cut apart. `known` holds words of the
 * file, to tell a hyphen of a word from one at a line end; `neighbors` holds sentences that follow each other in
 * paragraphs of the same file.
 */
export function readParagraphs(body: readonly BodyBlock[], known: ReadonlySet<string>): FoundParagraphs {
  const targets = targetsOf(body)
  const texts: string[] = []
  const unsure: string[] = []
  for (const { block, afterList } of body) {
    for (const [at, text] of textsOf(block, known).entries()) {
      const last = texts.at(-1)
      if (at === 0 && last !== undefined && goesOn(last, text, afterList))
        texts[texts.length - 1] = joinLines(last, text, known)
      else {
        if (at === 0 && last !== undefined && afterList && endsSentence(last)) unsure.push(last)
        texts.push(text)
      }
    }
  }
  return {
    paragraphs: texts.map((text) => takeLinks(text, targets)),
    unsure: unsure.map((text) => takeLinks(text, targets).text),
  }
}

/** Whether a text goes on after a list of names: nothing else ends without the end of a sentence. */
function goesOn(last: string, next: string, afterList: boolean): boolean {
  if (/^\p{Ll}/u.test(next) && !endsSentence(last) && !/:$/u.test(last)) return true
  return afterList && !endsSentence(last) && !/:$/u.test(last)
}

function targetsOf(body: readonly BodyBlock[]): LinkTargets {
  const targets = new Map<string, string>()
  for (const { block } of body)
    for (const { text } of block.lines) {
      const definition = linkDefinition(text)
      if (definition) targets.set(...definition)
    }
  return targets
}

/** One text per paragraph or list item; the lines of running text as one. */
function textsOf(block: Block, known: ReadonlySet<string>): readonly string[] {
  const lines = block.lines.filter((line) => linkDefinition(line.text) === undefined)
  const texts: string[] = []
  const items = isItemized(block) || !isProse(block)
  for (const line of lines) {
    const last = texts.at(-1)
    const starts = line.hints?.startsItem === true && (items || /[:;]$/u.test(last ?? ''))
    if (last === undefined || starts) texts.push(line.text)
    else texts[texts.length - 1] = joinLines(last, line.text, known)
  }
  return texts
}
